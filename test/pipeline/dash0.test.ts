import type { Dash0Account } from '../../lib/pipeline/dash0';
import { field, text } from '../../lib/pipeline/ref';
import { Sink } from '../../lib/pipeline/sink';
import { env } from '../../lib/text/live-text';
import { secret } from '../../lib/text/secret-ref';

const token = secret('DASH0_TOKEN');
const resource = { 'service.name': 'worker' };

test.each([
  ['eu-west-1', 'https://ingress.eu-west-1.aws.dash0.com/v1/logs'],
  ['eu-central-1', 'https://ingress.eu-central-1.aws.dash0.com/v1/logs'],
  ['us-west-2', 'https://ingress.us-west-2.aws.dash0.com/v1/logs'],
  ['europe-west4', 'https://ingress.europe-west4.gcp.dash0.com/v1/logs'],
] as const)('an organization in %s is sent to its ingress over HTTPS', (region, url) => {
  expect(Sink.dash0({ region, token }, { resource }).spec).toMatchObject({ kind: 'otlp', url });
});

test('the token is a bearer by reference, the dataset a header', () => {
  const options = { resource, traceId: field('trace_id'), when: field('level').is('error') };
  const sink = Sink.dash0({ region: 'eu-west-1', token, dataset: env('DATASET') }, options);
  expect(sink.spec).toMatchObject({
    auth: { bearer: { held: { reader: 'env', name: 'DASH0_TOKEN' } } },
    headers: [['Dash0-Dataset', { parts: [{ reader: 'env', name: 'DATASET' }] }]],
    resource: [['service.name', { text: 'worker' }]],
    traceId: { of: 'field', path: ['trace_id'] },
    when: { test: 'is' },
  });
  expect(Sink.dash0({ region: 'eu-west-1', token }, { resource }).spec).toMatchObject({ headers: [] });
});

test('an endpoint is taken as the settings show it', () => {
  const url = (endpoint: Dash0Account['endpoint']) => {
    const { spec } = Sink.dash0({ endpoint, token } as Dash0Account, { resource });
    return (spec as { readonly url: unknown }).url;
  };
  expect(url('https://ingress.ap-south-1.aws.dash0.com')).toBe('https://ingress.ap-south-1.aws.dash0.com/v1/logs');
  expect(url('https://ingress.eu-west-1.aws.dash0.com:4318/')).toBe(
    'https://ingress.eu-west-1.aws.dash0.com:4318/v1/logs',
  );
  expect(url(env('ENDPOINT'))).toEqual(text`${env('ENDPOINT')}/v1/logs`);
  expect(url(text`https://${env('HOST')}/`)).toEqual(text`https://${env('HOST')}/v1/logs`);
});

test.each([
  [
    { token },
    `'region' must be one of eu-central-1, eu-west-1, us-west-2, europe-west4, got undefined; write the organization's, or its 'endpoint'`,
  ],
  [
    { region: 'eu-west1', token },
    `'region' must be one of eu-central-1, eu-west-1, us-west-2, europe-west4, got "eu-west1"`,
  ],
  [{ region: 'toString', token }, `'region' must be one of`],
  [{ region: 'eu-west-1', endpoint: 'https://x', token }, `'endpoint' must not stand beside 'region'`],
  [
    { endpoint: 'http://ingress', token },
    `'endpoint' must begin with https://, got "http://ingress"; write https://, or Sink.otlp for a receiver without TLS`,
  ],
  [{ endpoint: 'ingress.eu-west-1.aws.dash0.com:4317', token }, `'endpoint' must begin with https://`],
  [
    { endpoint: 'https://ingress.eu-west-1.aws.dash0.com:4317', token },
    `'endpoint' must be the one for OTLP over HTTP, got "https://ingress.eu-west-1.aws.dash0.com:4317"; leave the port out: 4317 is for gRPC`,
  ],
  [{ endpoint: 'https://i/v1/logs', token }, `'endpoint' must be without the path '/v1/logs', which is added`],
  [{ endpoint: 'https://', token }, `'url' must begin with http:// or https://`],
  [{ endpoint: 'https://u:p@ingress', token }, `'url' must hold no user or password`],
  [
    { region: 'eu-west-1', token: 'auth_hunter2' },
    `'token' must be a secret, got a string; write secret('DASH0_TOKEN')`,
  ],
  [{ region: 'eu-west-1' }, `'token' must be a secret, got undefined`],
  [{ region: 'eu-west-1', token, dataset: '' }, `'headers.Dash0-Dataset' must not be empty`],
  [{ region: 'eu-west-1', token, datasets: 'a' }, `'account' must have no other names than its own, got "datasets"`],
])('fails when the account cannot be meant: %s', (account, message) => {
  expect(() => Sink.dash0(account as unknown as Dash0Account, { resource })).toThrow(message);
});

test('fails when an option is none: what an account decides is not given twice', () => {
  const options = { resource, headers: { a: 'b' } };
  expect(() => Sink.dash0({ region: 'eu-west-1', token }, options)).toThrow(
    `'options' must have no other names than resource, attributes, traceId, spanId, when, got "headers"; leave it out`,
  );
});

test('a region that is not known, and a region beside an endpoint, do not compile', () => {
  const make = () => {
    // @ts-expect-error -- none of Dash0's
    Sink.dash0({ region: 'eu-west-9', token }, { resource });
    // @ts-expect-error -- one or the other
    Sink.dash0({ region: 'eu-west-1', endpoint: 'https://x', token }, { resource });
    // @ts-expect-error -- a token is no text
    Sink.dash0({ region: 'eu-west-1', token: 'auth_x' }, { resource });
  };
  expect(make).toThrow(TypeError);
});
