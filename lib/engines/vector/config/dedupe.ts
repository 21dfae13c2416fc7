import { checkSettings, transform } from './component';
import type { NonEmpty, Output, Reads } from './component';
import { unknownTo } from './release';
import { anything, boolean, filled, list, maybe, object, whole } from './shape';
import type { Check, Checks } from './shape';

/** Drops an event that equals one of the last. */
export interface DedupeOptions extends Reads {
  /**
   * What of two events has to be equal: the fields of these paths, or all but those. A field that both lack is equal; text
   * and number are not.
   *
   * @default - message, host and timestamp
   */
  readonly fields?: { readonly match: NonEmpty<string> } | { readonly ignore: NonEmpty<string> };
  /** How many events are remembered; memory grows with them. @default - 5000 */
  readonly cache?: { readonly numEvents: number };
  /** Forgets them by time as well. From Vector 0.49. @default - only by number */
  readonly timeSettings?: {
    /** Milliseconds after which an equal event passes again. */
    readonly maxAgeMs: number;
    /** Whether the time begins anew with each event that is dropped. @default false */
    readonly refreshOnDrop?: boolean;
  };
}

const fields: Check = (at, value) => {
  const has = (name: string): boolean => typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  if (has('ignore')) object<{ ignore: unknown }>({ ignore: list(filled, 1) })(at, value);
  else object<{ match: unknown }>({ match: list(filled, 1) })(at, value);
};

const checks: Checks<DedupeOptions> = {
  inputs: anything,
  fields: maybe(fields),
  cache: maybe(object<Required<DedupeOptions>['cache']>({ numEvents: whole(1) })),
  timeSettings: maybe(
    object<Required<Required<DedupeOptions>['timeSettings']>>({ maxAgeMs: whole(1), refreshOnDrop: maybe(boolean) }),
  ),
};

/** @see https://vector.dev/docs/reference/configuration/transforms/dedupe/ */
export function dedupe(name: string, options: DedupeOptions): Output {
  const { inputs: _inputs, ...settings } = checkSettings(name, options, checks);
  return transform('dedupe', name, options, settings, {
    check: (version) => unknownTo(version, settings, [{ option: 'timeSettings', first: '0.49.0' }]),
  });
}
