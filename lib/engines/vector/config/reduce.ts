import { refusal } from '../../../pipeline/argument';
import { byName } from './settings';
import { checkSettings, transform } from './component';
import { anything, filled, list, map, maybe, oneOf, vrlCode, whole } from './shape';
import type { Checks } from './shape';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** How the values of one field become one. */
export type MergeStrategy =
  | 'array'
  | 'concat'
  | 'concat_newline'
  | 'concat_raw'
  | 'discard'
  | 'flat_unique'
  | 'longest_array'
  | 'max'
  | 'min'
  | 'retain'
  | 'shortest_array'
  | 'sum';

/** Events made one. */
export interface ReduceOptions extends Reads {
  /** Fields of which each value has a group of its own. @default - one group */
  readonly groupBy?: readonly string[];
  /** True for an event that begins a new one. Not together with `endsWhen`. */
  readonly startsWhen?: Vrl;
  /** True for an event that completes the one. */
  readonly endsWhen?: Vrl;
  /** A pause that completes the one. @default 30000 */
  readonly expireAfterMs?: number;
  /** Time since the first event that completes the one, looked at each `flushPeriodMs`. @default - no limit */
  readonly endEveryPeriodMs?: number;
  /** How often pauses are looked for. @default 1000 */
  readonly flushPeriodMs?: number;
  /** Events that make one at most. @default - no limit */
  readonly maxEvents?: number;
  /**
   * By field: names of letters, digits and `_`, within each other by a dot.
   *
   * @default - the first of texts and of true and false, the sum of numbers; of times the first, and the last as `…_end`
   */
  readonly mergeStrategies?: { readonly [field: string]: MergeStrategy };
}

const strategies: Readonly<Record<MergeStrategy, true>> = {
  array: true,
  concat: true,
  concat_newline: true,
  concat_raw: true,
  discard: true,
  flat_unique: true,
  longest_array: true,
  max: true,
  min: true,
  retain: true,
  shortest_array: true,
  sum: true,
};

const checks: Checks<ReduceOptions> = {
  inputs: anything,
  groupBy: maybe(list(filled)),
  startsWhen: maybe(vrlCode),
  endsWhen: maybe(vrlCode),
  expireAfterMs: maybe(whole(1)),
  endEveryPeriodMs: maybe(whole(1)),
  flushPeriodMs: maybe(whole(1)),
  maxEvents: maybe(whole(1)),
  mergeStrategies: maybe(map(oneOf(...Object.keys(strategies)))),
};

/** @see https://vector.dev/docs/reference/configuration/transforms/reduce/ */
export function reduce(name: string, options: ReduceOptions): Output {
  const { groupBy, startsWhen, endsWhen, maxEvents, mergeStrategies, ...times } = checkSettings(name, options, checks);
  if (startsWhen !== undefined && endsWhen !== undefined) {
    throw new TypeError(`'${name}.endsWhen' must not stand beside 'startsWhen', got both; remove one`);
  }
  const quoted = Object.keys(mergeStrategies ?? {}).find((field) => !/^\w+(?:\.\w+)*$/.test(field));
  if (quoted !== undefined) {
    // Vector compares the quoted name, finds no strategy for it, and merges a second time by its own.
    const rule = 'name a field that needs no quotes';
    const remedy = 'move it to such a name by a remap before, as in .user_id = del(."user-id")';
    throw refusal(`${name}.mergeStrategies`, rule, quoted, remedy);
  }
  return transform('reduce', name, options, {
    groupBy,
    startsWhen,
    endsWhen,
    expireAfterMs: times.expireAfterMs,
    endEveryPeriodMs: times.endEveryPeriodMs,
    flushPeriodMs: times.flushPeriodMs,
    maxEvents,
    mergeStrategies: byName(mergeStrategies),
  });
}
