import { checkSettings, portOf, transform } from './component';
import { anything, boolean, filled, maybe, vrlCode } from './shape';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** A program run on each event. */
export interface RemapOptions extends Reads {
  /** The program; `.` is the event. */
  readonly source: Vrl;
  /** Whether `abort` drops the event. @default true */
  readonly dropOnAbort?: boolean;
  /** Whether an event at which the program fails is dropped; else it passes unchanged. @default false */
  readonly dropOnError?: boolean;
  /**
   * Whether what is dropped, by `dropOnAbort` or `dropOnError`, goes to the output `dropped` instead: as it was before the
   * program, with the reason in `.metadata.dropped`.
   *
   * @default false
   */
  readonly rerouteDropped?: boolean;
  /** Of times that name none. @default - the agent's own */
  readonly timezone?: string;
}

/** A program's output, and what it dropped. */
export interface Remapped extends Output {
  /** Events at which the program failed or was aborted. */
  readonly dropped: Output;
}

/** @see https://vector.dev/docs/reference/configuration/transforms/remap/ */
export function remap(name: string, options: RemapOptions & { readonly rerouteDropped: true }): Remapped;
export function remap(name: string, options: RemapOptions): Output;
export function remap(name: string, options: RemapOptions): Output {
  const { source, dropOnAbort, dropOnError, rerouteDropped, timezone } = checkSettings<RemapOptions>(name, options, {
    inputs: anything,
    source: vrlCode,
    dropOnAbort: maybe(boolean),
    dropOnError: maybe(boolean),
    rerouteDropped: maybe(boolean),
    timezone: maybe(filled),
  });
  const settings = { dropOnAbort, dropOnError, rerouteDropped, timezone, source };
  if (rerouteDropped !== true) return transform('remap', name, options, settings);
  const made = transform('remap', name, options, settings, { ports: ['dropped'] });
  return Object.freeze({ ...made, dropped: portOf(made, 'dropped') });
}
