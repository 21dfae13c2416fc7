import type { Filter, Input } from '../config/plugin';
import type { Lua } from './code';

/** Where Fluent Bit runs, and what for. */
export interface Place {
  /** A folder that it may write to. */
  readonly dataDir: string;
  /** Whether a sink keeps one of several equal entries of equal times, as Loki does. */
  readonly hasTies: boolean;
}

/** What reads for a source of a pipeline. */
export interface Reader {
  /** Of its events, or how it begins where each file has its own. */
  readonly tag: string;
  /** Whether further parts follow the tag. @default false */
  readonly hasParts?: boolean;
  readonly inputs: readonly Input[];
  /** What its events pass before the pipeline's program. */
  readonly filters: readonly Filter[];
  /** A function of a time and an event that gives a record, or nil. */
  readonly read: Lua;
}
