import { checkSettings, transform } from './component';
import { anything, boolean, filled, maybe, vrlCode } from './shape';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** A program run on each event. */
export interface RemapOptions extends Reads {
  readonly source: Vrl;
  /** Whether `abort` drops the event. @default true */
  readonly dropOnAbort?: boolean;
  /** Whether an event at which the program fails is dropped; else it passes unchanged. @default false */
  readonly dropOnError?: boolean;
  /** Of times that name none. @default - the agent's own */
  readonly timezone?: string;
}

/** @see https://vector.dev/docs/reference/configuration/transforms/remap/ */
export function remap(name: string, options: RemapOptions): Output {
  const { source, dropOnAbort, dropOnError, timezone } = checkSettings<RemapOptions>(name, options, {
    inputs: anything,
    source: vrlCode,
    dropOnAbort: maybe(boolean),
    dropOnError: maybe(boolean),
    timezone: maybe(filled),
  });
  return transform('remap', name, options, { dropOnAbort, dropOnError, timezone, source });
}
