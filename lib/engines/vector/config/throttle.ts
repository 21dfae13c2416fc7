import type { Text } from '../../../text/live-text';
import { checkWhole, transform } from './component';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** At most so many events in a time. */
export interface ThrottleOptions extends Reads {
  /** Events that pass at once, and in each `windowSecs`. */
  readonly threshold: number;
  readonly windowSecs: number;
  /** A template: each value has a limit of its own. @default - one limit */
  readonly keyField?: Text;
  /** What passes without being counted. */
  readonly exclude?: Vrl;
  readonly internalMetrics?: { readonly emitEventsDiscardedPerKey: boolean };
}

/** @see https://vector.dev/docs/reference/configuration/transforms/throttle/ */
export function throttle(name: string, options: ThrottleOptions): Output {
  const { threshold, windowSecs, keyField, exclude, internalMetrics } = options;
  checkWhole('threshold', threshold, 1, 'use filter where nothing shall pass');
  if (!(windowSecs > 0))
    throw new TypeError(`'windowSecs' of ${name} must be positive, got ${windowSecs}; give seconds`);
  return transform('throttle', name, options, { threshold, windowSecs, keyField, exclude, internalMetrics });
}
