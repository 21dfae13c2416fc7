import { Sink, Source, VectorConfig } from '../../../../lib/engines/vector';
import type { Globals, VectorVersion } from '../../../../lib/engines/vector';
import { concat, env } from '../../../../lib/text/live-text';
import { settle } from '../../../../lib/text/reader';
import { secret } from '../../../../lib/text/secret-ref';

const sinks = [Sink.blackhole('none', { inputs: [Source.file('logs', { include: ['/l'] })] })] as const;
const printed = (globals: Globals, version: VectorVersion = '0.57.0'): string =>
  settle(new VectorConfig({ sinks, version, ...globals }).print(), 'test').split('sources:')[0] ?? '';

describe('what holds for all components', () => {
  test('is printed in Vector’s words', () => {
    const globals: Globals = {
      dataDir: '/data',
      timezone: 'Europe/Berlin',
      acknowledgements: { enabled: true },
      logSchema: { messageKey: 'msg', timestampKey: '', hostKey: 'h', sourceTypeKey: 's', metadataKey: 'm' },
      telemetry: { tags: { emitService: true, emitSource: false } },
      expireMetricsSecs: 60.5,
      proxy: { enabled: true, http: concat('http://', env('PROXY')), https: secret('PROXY_URL'), noProxy: ['.local'] },
      api: { address: '0.0.0.0:8686' },
      healthchecks: { enabled: true, requireHealthy: true },
    };
    expect(printed(globals)).toBe(
      [
        'data_dir: /data',
        'timezone: Europe/Berlin',
        'acknowledgements:',
        '  enabled: true',
        'log_schema:',
        '  message_key: msg',
        '  timestamp_key: ""',
        '  host_key: h',
        '  source_type_key: s',
        '  metadata_key: m',
        'telemetry:',
        '  tags:',
        '    emit_service: true',
        '    emit_source: false',
        'expire_metrics_secs: 60.5',
        'proxy:',
        '  enabled: true',
        '  http: |-',
        '    http://${PROXY}',
        '  https: |2-',
        '    ${PROXY_URL}',
        '  no_proxy:',
        '    - ".local"',
        'api:',
        '  enabled: true',
        '  address: "0.0.0.0:8686"',
        'healthchecks:',
        '  enabled: true',
        '  require_healthy: true',
        '',
      ].join('\n'),
    );
    expect(new VectorConfig({ sinks, ...globals }).variables).toEqual({ env: ['PROXY'], secrets: ['PROXY_URL'] });
  });

  test('is nothing but the data folder where nothing is said', () => {
    expect(printed({})).toBe('data_dir: /var/lib/vector\n');
    expect(printed({ api: {} })).toContain('api:\n  enabled: true\n');
    expect(printed({ api: { enabled: false } })).toContain('api:\n  enabled: false\n');
  });

  test('cannot be changed through what it was made of', () => {
    const noProxy = ['a'];
    const config = new VectorConfig({ sinks, proxy: { noProxy } });
    noProxy.push('b');
    expect(config.print()).not.toContain('- b');
  });

  test.each<[string, Globals, string]>([
    ['timezone', { timezone: 'Mars/Olympus' }, `'props.timezone' must be an IANA name, got "Mars/Olympus"`],
    [
      'an address by name',
      { api: { address: 'localhost:8686' } },
      "'props.api.address' must be an ip address and a port",
    ],
    ['a port', { api: { address: '127.0.0.1:70000' } }, "'props.api.address' must be an ip address and a port"],
    [
      'an unknown option',
      { api: { adress: '' } as never },
      '\'props.api\' must have no other names than its own, got "adress"; did you mean address?',
    ],
    ['time', { expireMetricsSecs: 0 }, "'props.expireMetricsSecs' must be more than 0, got 0"],
    ['telemetry', { telemetry: {} as never }, "'props.telemetry.tags' must be an object"],
  ])('fails for %s that Vector would refuse', (_, globals, message) => {
    expect(() => new VectorConfig({ sinks, ...globals })).toThrow(message);
  });

  test('fails for a proxy’s password without showing it', () => {
    const proxy = { http: 'http://user:hunter2@proxy:3128' };
    expect(() => new VectorConfig({ sinks, proxy })).toThrow(
      /^'props\.proxy\.http' must hold no user or password, (?!.*hunter2).*secret\('NAME'\)/,
    );
  });

  test('GraphQL goes to Vectors that have it', () => {
    const api = { graphql: false, playground: false };
    expect(printed({ api }, '0.43.1')).toContain('  graphql: false\n  playground: false\n');
    expect(() => printed({ api }, '0.56.0')).toThrow(
      /vector\/api-option: 'graphql' must go to a Vector before 0\.55.*\n.*'playground'/,
    );
  });
});
