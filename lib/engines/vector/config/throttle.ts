import type { Text } from '../../../text/live-text';
import { checkSettings, transform } from './component';
import { anything, boolean, maybe, object, positive, text, vrlCode, whole } from './shape';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** At most so many events in a time. */
export interface ThrottleOptions extends Reads {
  /** Events that pass at once, and in each `windowSecs`. */
  readonly threshold: number;
  /** Seconds over which `threshold` counts. */
  readonly windowSecs: number;
  /** A template: each value has a limit of its own. @default - one limit */
  readonly keyField?: Text;
  /** What passes without being counted. */
  readonly exclude?: Vrl;
  /** What Vector's own metrics of it carry. */
  readonly internalMetrics?: { readonly emitEventsDiscardedPerKey: boolean };
}

/** @see https://vector.dev/docs/reference/configuration/transforms/throttle/ */
export function throttle(name: string, options: ThrottleOptions): Output {
  const { threshold, windowSecs, keyField, exclude, internalMetrics } = checkSettings<ThrottleOptions>(name, options, {
    inputs: anything,
    // Vector keeps it in 32 bits; where nothing shall pass is a filter.
    threshold: whole(1, 2 ** 32 - 1),
    windowSecs: positive,
    keyField: maybe(text),
    exclude: maybe(vrlCode),
    internalMetrics: maybe(object<{ emitEventsDiscardedPerKey: boolean }>({ emitEventsDiscardedPerKey: boolean })),
  });
  return transform('throttle', name, options, { threshold, windowSecs, keyField, exclude, internalMetrics });
}
