import { Source, Transform, vrl } from '../../../lib/engines/vector';
import type { Output } from '../../../lib/engines/vector';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const metrics = [Source.internalMetrics('metrics')] as const;
const condition = vrl`.a == 1`;
const reduced = {
  ...{ inputs, groupBy: ['a'], expireAfterMs: 1, endEveryPeriodMs: 2, flushPeriodMs: 3, maxEvents: 4 },
  mergeStrategies: { message: 'concat_newline' },
} as const;
const split = Transform.route('split', { inputs, route: { a: condition, 'b-c': condition }, rerouteUnmatched: true });
const only = Transform.exclusiveRoute('only', { inputs, routes: [{ name: 'a', condition }] });
const mapped = Transform.remap('mapped', {
  ...{ inputs, source: vrl`.a = 1`, dropOnAbort: true, dropOnError: true, rerouteDropped: true, timezone: 'UTC' },
});
const limited = { valueLimit: 9, limitExceededAction: 'drop_event' } as const;

/** Each transform with every option set, more than once where options exclude each other. */
export const everyTransform: readonly Output[] = [
  Transform.dedupe('matched', {
    ...{ inputs, fields: { match: ['a'] }, cache: { numEvents: 9 } },
    timeSettings: { maxAgeMs: 1000, refreshOnDrop: true },
  }),
  Transform.dedupe('ignored', { inputs, fields: { ignore: ['a'] } }),
  only.unmatched,
  Transform.filter('kept', { inputs, condition }),
  Transform.logToMetric('counted', {
    inputs,
    metrics: [
      {
        ...{ type: 'counter', field: 'a', name: 'n', namespace: 'ns', incrementByValue: true, kind: 'absolute' },
        tags: { a: '{{ a }}', b: ['{{ b }}', 'c'], '*': '{{ tags }}' },
      },
      ...(['gauge', 'histogram', 'summary', 'set'] as const).map((type) => ({ type, field: 'a' })),
    ],
  }),
  Transform.logToMetric('all', { inputs, allMetrics: true }),
  Transform.reduce('begun', { ...reduced, startsWhen: condition }),
  Transform.reduce('ended', { ...reduced, endsWhen: condition }),
  mapped,
  split.unmatched,
  Transform.sample('keyed', {
    ...{ inputs, rate: 9, keyField: 'a', groupBy: '{{ b }}', sampleRateKey: 'r', exclude: condition },
  }),
  Transform.sample('by_ratio', { inputs, ratio: 0.5, ratioField: 'a' }),
  Transform.sample('by_rate', { inputs, rate: 9, rateField: 'a' }),
  Transform.tagCardinalityLimit('limited', {
    ...{ inputs: metrics, mode: 'probabilistic', ...limited, cacheSizePerKey: 9, trackingScope: 'per_metric' },
    ...{ maxTrackedKeys: 9, internalMetrics: { includeExtendedTags: true } },
    perMetricLimits: {
      m: {
        ...{ mode: 'probabilistic', ...limited, cacheSizePerKey: 9, internalMetrics: { includeExtendedTags: true } },
        ...{ namespace: 'ns', perTagLimits: { t: { mode: 'excluded' } } },
      },
      n: { mode: 'excluded' },
    },
    perTagLimits: { t: { mode: 'limit_override', valueLimit: 9, cacheSizePerKey: 9 }, u: { mode: 'excluded' } },
  }),
  Transform.throttle('slowed', {
    ...{ inputs, threshold: 9, windowSecs: 1.5, keyField: '{{ a }}', exclude: condition },
    internalMetrics: { emitEventsDiscardedPerKey: true },
  }),
];
