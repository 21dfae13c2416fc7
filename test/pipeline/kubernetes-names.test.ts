import { origin } from '../../lib/pipeline/ref';
import { Source } from '../../lib/pipeline/source';

test.each(['app', 'app.kubernetes.io/name', 'a_B-1.c', `${'a'.repeat(63)}.b/${'c'.repeat(63)}`])(
  'a label may be called %s',
  (key) => {
    expect(Source.pods({ labels: { [key]: 'x' } }).spec).toMatchObject({ select: { labels: { [key]: 'x' } } });
    expect(origin.podLabel(key).spec).toMatchObject({ key });
  },
);

test.each(['a b', '-a', 'a/b/c', '/a', 'a/', 'A.b/c', 'a'.repeat(64), `${'a.'.repeat(127)}a/b`, 'ä'])(
  'no label can be called %j',
  (key) => {
    const message = 'must be a key as Kubernetes has them, got ';
    expect(() => Source.pods({ labels: { [key]: 'x' } })).toThrow(`'labels' ${message}`);
    expect(() => origin.podLabel(key)).toThrow(`'key' ${message}`);
    expect(() => origin.podAnnotation(key)).toThrow(`'key' ${message}`);
  },
);

test.each(['a b', 'a,b', '-', 'x'.repeat(64), 'ü'])('no label can be %j', (value) => {
  const message = `'labels.app' must be a value as labels of Kubernetes have them, got ${JSON.stringify(value).slice(0, 8)}`;
  expect(() => Source.pods({ labels: { app: value } })).toThrow(message);
  expect(() => Source.pods({ labels: { app: ['a', value] } })).toThrow(message);
});

test.each(['team-*', 'A', 'a_b', 'a.b', '-a', 'a'.repeat(64)])('no namespace and no container is called %s', (name) => {
  const message = 'must be names of lower-case letters, digits and -, at most 63, got';
  expect(() => Source.pods({ namespaces: [name] })).toThrow(`'namespaces' ${message}`);
  expect(() => Source.pods({ except: { containers: ['a', name] } })).toThrow(`'containers' ${message}`);
});
