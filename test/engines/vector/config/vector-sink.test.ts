import { Sink, Source } from '../../../../lib/engines/vector';
import type { VectorSinkOptions } from '../../../../lib/engines/vector';
import { found, printed } from './printed';
import { byVector, complaints } from './vector-program';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const made = (options: Omit<VectorSinkOptions, 'inputs'>) => Sink.vector('v', { inputs, ...options });
const routing = { endpoints: ['a:6000', 'b:6000'], strategy: 'failover' } as const;

describe('a vector sink', () => {
  test('has its address where the version wants it', () => {
    const sink = made({ address: 'aggregator:6000', compression: 'gzip' });
    expect(printed(sink)).toBe(
      [
        '  v:',
        '    type: vector',
        '    inputs:',
        '      - logs',
        '    compression: gzip',
        '    routing:',
        '      endpoints:',
        '        - aggregator:6000',
      ].join('\n'),
    );
    expect(printed(sink, '0.56.0')).toContain('    address: aggregator:6000\n    compression: gzip');
    expect(printed(sink, '0.43.1')).toContain('    address: aggregator:6000\n    compression: true');
    expect(printed(made({ address: 'a:1', compression: 'none' }), '0.39.0')).toContain('compression: false');
  });

  test('asks earlier versions for what they know only', () => {
    const all = made({ routing, compression: 'zstd', keepalive: {} });
    const options = (version: '0.57.0' | '0.56.0' | '0.43.1') =>
      found(all, version).map((one) => /'(.*?)'/.exec(one)?.[1]);
    expect(options('0.57.0')).toEqual([]);
    expect(options('0.56.0')).toEqual(['routing', 'keepalive']);
    expect(options('0.43.1')).toEqual(['routing', 'keepalive', 'compression']);
  });

  test.each<[Omit<VectorSinkOptions, 'inputs'>, string]>([
    [{}, "'v' must have one of 'address' and 'routing', got neither; give the address"],
    [{ address: 'a:1', routing }, "'v' must have one of 'address' and 'routing', got both"],
    [{ routing: { ...routing, health: {} } }, "'v.routing.health' must stand beside 'load_balance', got \"failover\""],
    [{ routing: { endpoints: [] as never } }, "'v.routing.endpoints' must be a list that is not empty"],
  ])('refuses %j', (options, message) => {
    expect(() => made(options)).toThrow(message);
  });
});

byVector('a vector sink with all its options', ['vector'], (folder) => {
  const sinks = [
    Sink.vector('one', {
      inputs,
      address: 'localhost:6000',
      compression: 'zstd',
      batch: { maxEvents: 3, timeoutSecs: 0.5 },
      request: { concurrency: 'none', retryJitterMode: 'None' },
      tls: { enabled: false },
      keepalive: { intervalSecs: 60, timeoutSecs: 3 },
    }),
    Sink.vector('two', {
      inputs,
      routing: { endpoints: ['localhost:6000', 'localhost:6001'], health: { retryMaxDurationSecs: 4 } },
    }),
  ] as const;
  expect(complaints(folder, { sinks })).toBe('');
});
