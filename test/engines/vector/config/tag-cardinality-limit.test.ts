import { Sink, Source, Transform } from '../../../../lib/engines/vector';
import type { TagCardinalityLimitOptions } from '../../../../lib/engines/vector';
import { found, printed } from './printed';
import { byVector, complaints } from './vector-program';

const inputs = [Source.internalMetrics('numbers')] as const;
const limit = (options: Omit<TagCardinalityLimitOptions, 'inputs'>) =>
  Transform.tagCardinalityLimit('t', { inputs, ...options });

const whole = {
  mode: 'probabilistic',
  valueLimit: 100,
  limitExceededAction: 'drop_event',
  cacheSizePerKey: 1024,
  internalMetrics: { includeExtendedTags: true },
  trackingScope: 'per_metric',
  maxTrackedKeys: 1000,
  perTagLimits: {
    podName: { mode: 'limit_override', valueLimit: 3, cacheSizePerKey: 64 },
    trace: { mode: 'excluded' },
  },
  perMetricLimits: {
    http_requests: { mode: 'exact', namespace: 'web', perTagLimits: { pathName: { mode: 'excluded' } } },
    free: { mode: 'excluded' },
  },
} as const;

describe('tag_cardinality_limit', () => {
  test('keeps names of metrics and tags as they are', () => {
    expect(printed(limit(whole))).toContain(
      [
        '    per_tag_limits:',
        '      podName:',
        '        mode: limit_override',
        '        value_limit: 3',
        '        cache_size_per_key: 64',
        '      trace:',
        '        mode: excluded',
      ].join('\n'),
    );
    expect(printed(limit(whole))).toContain('        per_tag_limits:\n          pathName:\n            mode: excluded');
  });

  test('reads and emits metrics', () => {
    expect(limit({ mode: 'exact' }).emits).toBe('metrics');
    const logs = Source.file('logs', { include: ['/l'] });
    expect(() => Transform.tagCardinalityLimit('t', { inputs: [logs], mode: 'exact' })).toThrow('must emit metrics');
  });

  test('refuses a cache where there is none', () => {
    expect(() => limit({ mode: 'exact', cacheSizePerKey: 1 })).toThrow(
      "'t.cacheSizePerKey' must stand beside 'mode' probabilistic, got exact; remove it",
    );
    const perTagLimits = { a: { mode: 'limit_override', valueLimit: 1, cacheSizePerKey: 1 } } as const;
    expect(() => limit({ mode: 'probabilistic', perMetricLimits: { m: { mode: 'exact', perTagLimits } } })).toThrow(
      "'t.perMetricLimits.m.perTagLimits.a.cacheSizePerKey' must stand beside 'mode' probabilistic, got exact",
    );
  });

  test('asks earlier versions for what they know only', () => {
    const names = (version: '0.56.0' | '0.43.1') => found(limit(whole), version).map((one) => /'(.*?)'/.exec(one)?.[1]);
    expect(names('0.56.0')).toEqual(['perTagLimits.podName.cacheSizePerKey']);
    expect(names('0.43.1')).toEqual([
      'internalMetrics',
      'perTagLimits',
      'trackingScope',
      'maxTrackedKeys',
      'perMetricLimits',
      'perTagLimits.podName.cacheSizePerKey',
      'perMetricLimits.http_requests.perTagLimits',
      'perMetricLimits.free.mode',
    ]);
    expect(found(limit({ mode: 'exact', valueLimit: 10 }), '0.39.0')).toEqual([]);
    expect(found(limit({ mode: 'exact_fingerprint' }), '0.56.0')).toEqual([expect.stringContaining('use exact')]);
  });
});

byVector('tag_cardinality_limit with all its options', ['tag_cardinality_limit'], (folder) => {
  const sinks = [Sink.blackhole('b', { inputs: [limit(whole)] })] as const;
  expect(complaints(folder, { sinks })).toBe('');
});
