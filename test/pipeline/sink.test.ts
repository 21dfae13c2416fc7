import { field, line, text } from '../../lib/pipeline/ref';
import { Sink } from '../../lib/pipeline/sink';
import type { Auth } from '../../lib/pipeline/sink-spec';
import { env, helm } from '../../lib/text/live-text';
import { secret } from '../../lib/text/secret-ref';

const labels = { app: 'a' };

test('a Loki is its target, labels and metadata', () => {
  const to = { url: 'http://loki:3100', tenant: env('TENANT'), auth: { bearer: secret('TOKEN') }, maxLabels: 20 };
  const sink = Sink.loki(to, {
    labels: { ...labels, level: field('level') },
    structuredMetadata: { line },
    when: line.exists(),
  });
  expect(sink.kind).toBe('loki');
  expect(sink.spec).toMatchObject({
    kind: 'loki',
    to,
    labels: [
      ['app', { of: 'constant', text: 'a' }],
      ['level', { of: 'field', path: ['level'] }],
    ],
    structuredMetadata: [['line', { of: 'line' }]],
    when: { test: 'exists' },
  });
});

test('the target is copied, and known as it was given', () => {
  const to = { url: 'http://loki' };
  const sink = Sink.loki(to, { labels });
  to.url = 'http://other';
  expect(sink.spec).toMatchObject({ to: { url: 'http://loki' } });
  expect(sink.target).toBe(to);
  expect(Sink.stdout().target).toBeUndefined();
});

test('a url may be filled in later, from its start or after its scheme', () => {
  for (const url of [env('URL'), text`http://${helm('.Release.Name')}-loki`, text`${env('SCHEME')}://loki`]) {
    expect(Sink.loki({ url }, { labels }).spec).toMatchObject({ to: { url } });
  }
});

test('OTLP, HTTP and standard output', () => {
  const auth: Auth = { user: 'u', password: secret('PASSWORD') };
  const otlp = Sink.otlp('https://otlp/v1/logs', {
    resource: { 'service.name': 'a' },
    attributes: { a: line },
    spanId: field('s'),
    auth,
  });
  expect(otlp.spec).toMatchObject({
    kind: 'otlp',
    resource: [['service.name', { text: 'a' }]],
    attributes: [['a', { of: 'line' }]],
    auth,
  });
  const http = Sink.http('https://x', { headers: { 'X-Scope': 'a', 'X-Key': secret('KEY') } });
  expect(http.spec).toMatchObject({
    kind: 'http',
    headers: [
      ['X-Scope', 'a'],
      ['X-Key', { held: { reader: 'env', name: 'KEY' } }],
    ],
  });
  expect(Sink.stdout({ when: line.exists() }).spec).toMatchObject({ kind: 'stdout', when: { test: 'exists' } });
});

test.each([
  [
    () => Sink.loki({ url: 'loki:3100' }, { labels }),
    `'url' must begin with http:// or https://, got "loki:3100"; write the whole url`,
  ],
  [() => Sink.loki({ url: 'https://' }, { labels }), `'url' must begin with http:// or https://`],
  [
    () => Sink.loki({ url: 'http://loki:3100/loki/api/v1/push' }, { labels }),
    `'url' must be a Loki's address without '/loki/api/v1/push', which agents add`,
  ],
  [
    () => Sink.loki({ url: 'https://u:hunter2@loki' }, { labels }),
    `'url' must hold no user or password, got "https://…@loki"; give them in 'auth'`,
  ],
  [
    () => Sink.loki({ url: 'http://l', maxLabels: 0 }, { labels }),
    `'maxLabels' must be a whole number from 1 on, got 0; give Loki's own limit`,
  ],
  [
    () => Sink.loki({ url: 'http://l' }, { labels: { __a: 'x' } }),
    `'labels' must not begin with __, got "__a"; rename it: Loki keeps those`,
  ],
  [
    () => Sink.loki({ url: 'http://l' }, { labels, structuredMetadata: { 'a.b': 'x' } }),
    `'structuredMetadata' must be letters, digits and _`,
  ],
  [
    () => Sink.loki(undefined as unknown as { url: string }, { labels }),
    `'to' must be a Loki, got undefined; write { url: 'http://…' }`,
  ],
  [
    () => Sink.http('https://x', { headers: { Authorization: 'Bearer x' } }),
    `'headers' must hold no credentials in the open, got "Authorization"`,
  ],
  [() => Sink.http('https://x', { headers: { 'a b': 'x' } }), `'headers' must have HTTP names, got "a b"; rename it`],
  [
    () => Sink.http('https://x', { auth: { user: 'u', bearer: secret('T') } as unknown as Auth }),
    `'auth' must be { user, password } or { bearer }, where password and bearer are secrets, ` +
      `got { user: a string, bearer: a secret }; write { user, password: secret('NAME') }`,
  ],
  [
    () => Sink.http('https://x', { auth: { user: 'u', password: 'hunter2' } as unknown as Auth }),
    `got { user: a string, password: a string }; write { user, password: secret('NAME') }`,
  ],
  [
    () => Sink.http('https://x', { auth: { bearer: 'hunter2' } as unknown as Auth }),
    `got { bearer: a string }; write { bearer: secret('NAME') }`,
  ],
  [
    () => Sink.http('https://x', { auth: {} as unknown as Auth }),
    `got an empty object; write { bearer: secret('NAME') } or { user, password: secret('NAME') }`,
  ],
  [() => Sink.http('https://x', { auth: 'hunter2' as unknown as Auth }), `are secrets, got a string; write {`],
  [
    () => Sink.loki({ url: 'http://l' }, { labels: {} as never }),
    `'labels' must have at least one label, got an empty object;`,
  ],
  [
    () => Sink.otlp('https://x:4318', { resource: { 'service.name': 'x' } }),
    `'url' must be the receiver's whole address for logs over HTTP, got "https://x:4318"; add /v1/logs`,
  ],
  [
    () => Sink.otlp(text`http://${env('HOST')}:4317/`, { resource: { 'service.name': 'x' } }),
    'write port 4318 and /v1/logs: 4317 is for gRPC',
  ],
  [
    () => Sink.otlp('https://x/v1/logs', { resource: {} as { 'service.name': 'x' } }),
    `'resource' must have 'service.name', got an empty object; add it`,
  ],
  [
    () => Sink.otlp('https://x/v1/logs', { resource: { 'service.name': 'x' }, traceId: 'x' as never }),
    `'traceId' must be a reference, got "x"`,
  ],
])('fails when a value cannot be meant: %s', (make, message) => {
  expect(make).toThrow(message);
});
