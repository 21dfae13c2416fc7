import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sink, Source, Transform, vrl } from '../../../../lib/engines/vector';
import type { HttpSinkOptions } from '../../../../lib/engines/vector';
import { concat, env } from '../../../../lib/text/live-text';
import { secret } from '../../../../lib/text/secret-ref';
import { configOf, found, printed } from './printed';
import { byVector, linesIn, output } from './vector-program';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const http = (options: Partial<HttpSinkOptions> = {}) =>
  Sink.http('h', { inputs, uri: 'http://server/in', encoding: { codec: 'json' }, ...options });

describe('an http sink', () => {
  const headed = http({
    auth: { strategy: 'bearer', token: secret('TOKEN') },
    request: { timeoutSecs: 10, headers: { 'X-Scope-OrgID': 'team', 'X-Api-Key': secret('KEY') } },
  });

  test.each(['0.57.0', '0.56.0', '0.43.1', '0.39.0'] as const)('has its headers where %s knows them', (version) => {
    expect(printed(headed, version)).toContain(
      [
        '    request:',
        '      timeout_secs: 10',
        '      headers:',
        '        X-Scope-OrgID: team',
        '        X-Api-Key: |2-',
        '          ${KEY}',
      ].join('\n'),
    );
    expect(found(headed, version)).toEqual([]);
    expect(configOf(headed, version).variables.secrets).toEqual(['KEY', 'TOKEN']);
  });

  test.each<[string, Partial<HttpSinkOptions>, string, string]>([
    ['a URI that is a field', { uri: '{{ url }}' }, "'uri'", 'begin with literal text before its first field'],
    ['a host that is a field', { uri: 'https://{{ host }}/in' }, "'uri'", 'name the host before its first field'],
    ['a field in a query', { uri: 'http://s/in?app={{ app }}' }, "'uri'", 'have no ? and no # beside a field'],
    [
      'a header that is a field',
      { request: { headers: { 'X-Scope-OrgID': '{{ team }}' } } },
      "'request.headers.X-Scope-OrgID'",
      'begin with literal text before its first field',
    ],
  ])('is refused for 0.57 with %s, unless the user says so', (_, options, at, rule) => {
    expect(found(http(options))).toEqual([
      expect.stringMatching(new RegExp(`^vector/unconfined-template: ${at} must ${rule.replace('?', '\\?')}, got `)),
    ]);
    const said = http({ ...options, dangerouslyAllowUnconfinedTemplateResolution: true });
    expect(found(said)).toEqual([]);
    expect(printed(said)).toContain('    dangerously_allow_unconfined_template_resolution: true');
    expect(found(http(options), '0.56.0')).toEqual([]);
    expect(printed(said, '0.56.0')).not.toContain('dangerously');
    expect(found(http(options), '0.43.1')).toEqual([
      expect.stringContaining(`${at} with fields must go to Vector 0.49 or later, got version 0.43.1`),
    ]);
  });

  test('leaves to Vector what a variable holds', () => {
    expect(found(http({ uri: concat(env('BASE'), '/{{ app }}') }))).toEqual([]);
  });

  test('asks earlier versions for what they know only', () => {
    const all = http({
      auth: { strategy: 'custom', value: secret('A') },
      retryStrategy: { type: 'all' },
      tls: { serverName: 'x' },
      buffer: { type: 'memory', maxSize: 1_000_000 },
    });
    const options = (version: '0.56.0' | '0.43.1' | '0.39.0') =>
      found(all, version).map((one) => /'(.*?)'/.exec(one)?.[1]);
    expect(options('0.56.0')).toEqual([]);
    expect(options('0.43.1')).toEqual(['retryStrategy', 'auth.strategy', 'buffer.maxSize']);
    expect(options('0.39.0')).toEqual(['retryStrategy', 'tls.serverName', 'auth.strategy', 'buffer.maxSize']);
    const signed = http({ auth: { strategy: 'aws', service: 'es', auth: { assumeRole: 'arn', sessionName: 'x' } } });
    expect(found(signed, '0.56.0')).toEqual([]);
    expect(found(signed, '0.43.1')).toEqual([
      expect.stringContaining("'auth.strategy' aws must go to Vector 0.47 or later"),
      expect.stringContaining("'auth.auth.sessionName' must go to Vector 0.45 or later"),
    ]);
  });

  test('refuses a second authorization, and codes that are none', () => {
    const request = { headers: { authorization: secret('A') } };
    expect(() => http({ request, auth: { strategy: 'bearer', token: secret('A') } })).toThrow(
      "'h.request.headers.authorization' must not stand beside 'auth'",
    );
    expect(() => http({ retryStrategy: { type: 'custom', statusCodes: [42] } })).toThrow(
      "'h.retryStrategy.statusCodes[0]' must be a whole number from 100 to 599, got 42",
    );
  });
});

interface Received {
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

byVector('an http sink sends body, headers and authorization as said', ['http'], async (folder) => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ url: request.url, headers: request.headers, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const source = Source.file('logs', { include: [linesIn(folder, ['{"team":"a","n":1}', '{"team":"b","n":2}'])] });
    const parsed = Transform.remap('parsed', { inputs: [source], source: vrl`. = object!(parse_json!(.message))` });
    const sink = Sink.http('h', {
      inputs: [parsed],
      uri: concat('http://127.0.0.1:', env('PORT'), '/in/{{ team }}'),
      encoding: { codec: 'json', onlyFields: ['n'] },
      framing: { method: 'newline_delimited' },
      batch: { timeoutSecs: 0.1 },
      auth: { strategy: 'custom', value: secret('AUTHORIZATION') },
      request: { headers: { 'X-Scope-OrgID': 'team-{{ team }}', 'X-Api-Key': secret('KEY') } },
    });
    const variables = { PORT: String(port), AUTHORIZATION: 'Splunk 1$2', KEY: 'k"e\\y' };
    await output(folder, { sinks: [sink] }, () => received.length === 2, variables);
    received.sort((a, b) => (a.body < b.body ? -1 : 1));
    expect(received.map(({ url, body, headers }) => [url, body, headers['x-scope-orgid']])).toEqual([
      ['/in/a', '{"n":1}', 'team-a'],
      ['/in/b', '{"n":2}', 'team-b'],
    ]);
    expect(received[0]?.headers).toMatchObject({
      authorization: 'Splunk 1$2',
      'x-api-key': 'k"e\\y',
      'content-type': 'application/x-ndjson',
    });
  } finally {
    server.close();
  }
});
