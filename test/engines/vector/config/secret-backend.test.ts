import { SecretBackend, Sink, Source, VectorConfig, vrl, Transform } from '../../../../lib/engines/vector';
import type { VectorVersion } from '../../../../lib/engines/vector';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import { Sink as ModelSink } from '../../../../lib/pipeline/sink';
import { Source as ModelSource } from '../../../../lib/pipeline/source';
import { vector } from '../../../../lib/engines/vector/engine';
import { env } from '../../../../lib/text/live-text';
import { settle } from '../../../../lib/text/reader';
import { secret } from '../../../../lib/text/secret-ref';
import type { SecretRef } from '../../../../lib/text/secret-ref';

const logs = Source.file('logs', { include: ['/l'] });
const mounted = SecretBackend.directory('kube', { path: '/run/secrets', removeTrailingWhitespace: true });

function withToken(token: SecretRef, version?: VectorVersion): VectorConfig {
  const sink = Sink.loki('loki', {
    inputs: [logs],
    endpoint: 'http://loki',
    labels: { app: 'x' },
    encoding: { codec: 'text' },
    auth: { strategy: 'bearer', token },
  });
  return new VectorConfig({ sinks: [sink], ...(version === undefined ? {} : { version }) });
}

describe('a secret of a backend', () => {
  test('is printed by its name, and declares its backend', () => {
    const config = withToken(mounted.secret('token'));
    const printed = settle(config.print(), 'test');
    expect(printed).toContain('token: |2-\n        SECRET[kube.token]\n');
    expect(printed).toContain(
      [
        'secret:',
        '  kube:',
        '    type: directory',
        '    path: /run/secrets',
        '    remove_trailing_whitespace: true',
      ].join('\n'),
    );
    expect(config.environment).toEqual({});
    expect(config.variables).toEqual({ env: [], secrets: [] });
    expect(config.check()).toEqual([]);
  });

  test('declares no backend where it is not used', () => {
    expect(withToken(secret('TOKEN')).print()).not.toContain('kube');
    expect(withToken(secret('TOKEN')).secretBackends).toEqual([]);
  });

  test('goes where a pipeline takes secrets', () => {
    const pipeline = new LogPipeline('p', {
      sources: [ModelSource.files('/l')],
      sinks: [ModelSink.loki({ url: 'http://l', auth: { bearer: mounted.secret('token') } }, { labels: { a: 'b' } })],
    });
    expect(vector.translate([pipeline]).print()).toContain('SECRET[kube.token]');
  });

  test('is no text', () => {
    expect(() => String(mounted.secret('token'))).toThrow('secret kube.token is no text');
    expect(() => JSON.stringify({ token: mounted.secret('token') })).toThrow('secret kube.token is no text');
  });

  test('may come from any backend of Vector’s', () => {
    const printed = (backend: SecretBackend): string => settle(withToken(backend.secret('a')).print(), 'test');
    expect(printed(SecretBackend.file('f', { path: '/s.json' }))).toContain('type: file\n    path: /s.json');
    expect(printed(SecretBackend.exec('e', { command: ['/bin/get', '--x'], timeout: 9 }))).toContain('timeout: 9');
    const aws = SecretBackend.awsSecretsManager('a', {
      secretId: env('ID'),
      region: 'eu-central-1',
      endpoint: 'http://localhost:4566',
      auth: { accessKeyId: secret('KEY_ID'), secretAccessKey: secret('KEY') },
    });
    expect(printed(aws)).toContain('secret_access_key: |2-\n        ${KEY}\n');
    expect(withToken(aws.secret('a')).variables).toEqual({ env: ['ID'], secrets: ['KEY', 'KEY_ID'] });
  });

  test.each<[string, () => unknown, string]>([
    ['a name', () => SecretBackend.file('a.b', { path: '/x' }), "'name' must be 1 to 128 letters, digits and _"],
    ['a key', () => mounted.secret('a b'), `'key' must be letters, digits, _, -, . and /, got "a b"; rename it`],
    [
      'an option',
      () => SecretBackend.file('a', { pth: '/x' } as never),
      '\'a\' must have no other names than its own, got "pth"; did you mean path?',
    ],
    ['a path', () => SecretBackend.directory('a', { path: '' }), "'a.path' must not be empty"],
    [
      'a command',
      () => SecretBackend.exec('a', { command: [] as never }),
      "'a.command' must be a list that is not empty",
    ],
    [
      'a key in the open',
      () =>
        SecretBackend.awsSecretsManager('a', {
          secretId: 'x',
          auth: { accessKeyId: 'AKIA', secretAccessKey: 'hunter2' } as never,
        }),
      "'a.auth.accessKeyId' must be a secret, got one of type string",
    ],
  ])('fails for %s that Vector would refuse', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('rules of secrets', () => {
  const found = (config: VectorConfig): readonly string[] =>
    config.check().map(({ rule, at, got }) => `${rule} at ${at}: ${got}`);

  test('a backend that a version has not', () => {
    expect(found(withToken(mounted.secret('t'), '0.43.1'))).toEqual([]);
    expect(found(withToken(mounted.secret('t'), '0.39.0'))).toEqual([
      'vector/secret-backend at secret.kube: version 0.39.0',
    ]);
    expect(found(withToken(SecretBackend.exec('e', { command: ['/x'] }).secret('t'), '0.39.0'))).toEqual([]);
  });

  test('a key that a version does not read', () => {
    expect(found(withToken(mounted.secret('a-b'), '0.43.1'))).toEqual([
      'vector/secret-key at sinks.loki.auth.token: a-b',
    ]);
    expect(found(withToken(mounted.secret('a/b'), '0.43.1'))).toEqual([
      'vector/secret-key at sinks.loki.auth.token: a/b',
    ]);
    expect(found(withToken(mounted.secret('a/b-c'), '0.56.0'))).toEqual([]);
    expect(found(withToken(mounted.secret('a.b'), '0.43.1'))).toEqual([]);
  });

  test('a backend that needs another', () => {
    const key = mounted.secret('key');
    const aws = SecretBackend.awsSecretsManager('aws', {
      secretId: 'x',
      auth: { accessKeyId: key, secretAccessKey: key },
    });
    expect(found(withToken(aws.secret('a')))).toEqual([
      'vector/secret-in-backend at secret.aws.auth.accessKeyId: kube.key',
      'vector/secret-in-backend at secret.aws.auth.secretAccessKey: kube.key',
    ]);
  });

  test('two backends of one name', () => {
    const other = SecretBackend.file('kube', { path: '/s' });
    const sink = Sink.loki('loki', {
      inputs: [logs],
      endpoint: 'http://loki',
      labels: { app: 'x' },
      encoding: { codec: 'text' },
      auth: { strategy: 'bearer', token: mounted.secret('t') },
      tls: { keyPass: other.secret('t') },
    });
    expect(found(new VectorConfig({ sinks: [sink] }))).toEqual([
      'vector/unique-names at kube: secret.directory and secret.file',
    ]);
  });

  test('literal text that Vector would take for a secret', () => {
    const set = Transform.remap('set', { inputs: [logs], source: vrl`.a = ${'SECRET[a.b]'}` });
    const sink = Sink.loki('loki', {
      inputs: [set],
      endpoint: 'http://loki',
      labels: { app: 'x SECRET[c.d]', ok: 'SECRET[c]' },
      encoding: { codec: 'text' },
    });
    const config = new VectorConfig({ sinks: [sink] });
    expect(found(config)).toEqual([
      'vector/secret-placeholder at transforms.set.source: SECRET[a.b]',
      'vector/secret-placeholder at sinks.loki.labels.app: SECRET[c.d]',
    ]);
    expect(() => config.print()).toThrow('vector/secret-placeholder');
  });
});
