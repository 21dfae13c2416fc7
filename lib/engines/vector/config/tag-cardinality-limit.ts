import { checkSettings, transform } from './component';
import type { ComponentFinding, Output, Reads } from './component';
import type { VectorVersion } from '../versions';
import { unknownTo, within } from './release';
import { byName, frozen } from './settings';
import type { Setting } from './settings';
import { anything, boolean, filled, map, maybe, object, oneOf, variant, whole } from './shape';
import type { Check, Checks } from './shape';

/** Keeps the number of values of each tag of metrics within a limit. Reads metrics. */
export interface TagCardinalityLimitOptions extends Reads, TagLimit {
  /** Whether a limit counts the values of a tag in all metrics, or in each. From Vector 0.56. @default 'global' */
  readonly trackingScope?: 'global' | 'per_metric';
  /** Tags of metrics that are counted at most; further ones pass unlimited. From Vector 0.56. @default - no limit */
  readonly maxTrackedKeys?: number;
  /** Limits by the metric's name. From Vector 0.45. @default - none */
  readonly perMetricLimits?: { readonly [metric: string]: MetricTagLimit };
  /** Limits by the tag's name, of metrics without one of their own. From Vector 0.56. @default - none */
  readonly perTagLimits?: { readonly [tag: string]: PerTagLimit };
}

/** A limit, and what happens beyond it. */
export interface TagLimit {
  /**
   * How values are counted:
   *
   * - `exact`: all are kept
   * - `exact_fingerprint`: a hash of each is; from Vector 0.57
   * - `probabilistic`: in a filter of `cacheSizePerKey` bytes, which now and then takes a new value for a known one
   */
  readonly mode: 'exact' | 'exact_fingerprint' | 'probabilistic';
  /** Values of one tag that pass. @default 500 */
  readonly valueLimit?: number;
  /** What happens to an event with one more. @default 'drop_tag' */
  readonly limitExceededAction?: 'drop_tag' | 'drop_event';
  /** Bytes for each tag; of `probabilistic` only. @default 5120 */
  readonly cacheSizePerKey?: number;
  /** Whether Vector's own metric names metric and tag, which has no bound. From Vector 0.54. @default - it does not */
  readonly internalMetrics?: { readonly includeExtendedTags: boolean };
}

/** The limit of one metric. `excluded` limits nothing of it; from Vector 0.56. */
export type MetricTagLimit = (TagLimit | { readonly mode: 'excluded' }) & {
  /** Of the metric. @default - any */
  readonly namespace?: string;
  /** By the tag's name. From Vector 0.56. @default - none */
  readonly perTagLimits?: { readonly [tag: string]: PerTagLimit };
};

/** The limit of one tag, or that it has none. */
export type PerTagLimit =
  | {
      readonly mode: 'limit_override';
      readonly valueLimit: number;
      /** Of `probabilistic` only. From Vector 0.57. @default - as for other tags */
      readonly cacheSizePerKey?: number;
    }
  | { readonly mode: 'excluded' };

const perTagLimits = maybe(
  map(variant('mode', { limit_override: { valueLimit: whole(0), cacheSizePerKey: maybe(whole(1)) }, excluded: {} })),
);

const limited: Readonly<Record<Exclude<keyof TagLimit, 'mode' | 'cacheSizePerKey'>, Check>> = {
  valueLimit: maybe(whole(0)),
  limitExceededAction: maybe(oneOf('drop_tag', 'drop_event')),
  internalMetrics: maybe(object<{ includeExtendedTags: boolean }>({ includeExtendedTags: boolean })),
};

const ofMetric = { namespace: maybe(filled), perTagLimits };

const checks: Checks<TagCardinalityLimitOptions> = {
  inputs: anything,
  mode: oneOf('exact', 'exact_fingerprint', 'probabilistic'),
  ...limited,
  cacheSizePerKey: maybe(whole(1)),
  trackingScope: maybe(oneOf('global', 'per_metric')),
  maxTrackedKeys: maybe(whole(1)),
  perMetricLimits: maybe(
    map(
      variant('mode', {
        exact: { ...limited, ...ofMetric },
        exact_fingerprint: { ...limited, ...ofMetric },
        probabilistic: { ...limited, ...ofMetric, cacheSizePerKey: maybe(whole(1)) },
        excluded: ofMetric,
      }),
    ),
  ),
  perTagLimits,
};

/** @see https://vector.dev/docs/reference/configuration/transforms/tag_cardinality_limit/ */
export function tagCardinalityLimit(name: string, options: TagCardinalityLimitOptions): Output {
  const { inputs: _inputs, ...settings } = checkSettings(name, options, checks);
  checkCacheSize(name, settings);
  for (const [metric, limit] of Object.entries(settings.perMetricLimits ?? {})) {
    checkCacheSize(`${name}.perMetricLimits.${metric}`, limit);
  }
  const printed = {
    ...settings,
    perTagLimits: named(settings.perTagLimits),
    perMetricLimits: byName(
      settings.perMetricLimits &&
        Object.fromEntries(
          Object.entries(settings.perMetricLimits).map(([metric, limit]) => [
            metric,
            frozen<Setting>({ ...limit, perTagLimits: named(limit.perTagLimits) }),
          ]),
        ),
    ),
  };
  return transform('tag_cardinality_limit', name, options, printed, {
    reads: 'metrics',
    emits: 'metrics',
    check: (version) => [
      ...unknownOf(version, settings),
      ...Object.entries(settings.perMetricLimits ?? {}).flatMap(([metric, limit]) =>
        within(`perMetricLimits.${metric}`, unknownOf(version, limit)),
      ),
    ],
  });
}

type Limited = (TagLimit | MetricTagLimit) & { readonly perTagLimits?: Readonly<Record<string, PerTagLimit>> };

function named(limits: Readonly<Record<string, PerTagLimit>> | undefined): Setting {
  return byName(
    limits && Object.fromEntries(Object.entries(limits).map(([tag, limit]) => [tag, frozen<Setting>({ ...limit })])),
  );
}

/** Vector does not start with a size that means nothing; at the top it would ignore it. */
function checkCacheSize(at: string, limit: Limited): void {
  if (limit.mode === 'probabilistic') return;
  const places = [
    ...('cacheSizePerKey' in limit ? [at] : []),
    ...Object.entries(limit.perTagLimits ?? {}).flatMap(([tag, one]) =>
      'cacheSizePerKey' in one ? [`${at}.perTagLimits.${tag}`] : [],
    ),
  ];
  if (places[0] === undefined) return;
  const rule = "stand beside 'mode' probabilistic";
  throw new TypeError(`'${places[0]}.cacheSizePerKey' must ${rule}, got ${limit.mode}; remove it`);
}

/** What a version does not know of one limit. */
function unknownOf(version: VectorVersion, limit: Limited): readonly ComponentFinding[] {
  return [
    ...unknownTo(version, limit, [
      { option: 'mode', value: 'exact_fingerprint', first: '0.57.0', remedy: 'use exact' },
      { option: 'mode', value: 'excluded', first: '0.56.0' },
      { option: 'internalMetrics', first: '0.54.0' },
      { option: 'perTagLimits', first: '0.56.0' },
      { option: 'trackingScope', first: '0.56.0' },
      { option: 'maxTrackedKeys', first: '0.56.0' },
      { option: 'perMetricLimits', first: '0.45.0' },
    ]),
    ...Object.entries(limit.perTagLimits ?? {}).flatMap(([tag, one]) =>
      within(`perTagLimits.${tag}`, unknownTo(version, one, [{ option: 'cacheSizePerKey', first: '0.57.0' }])),
    ),
  ];
}
