import type * as fc from 'fast-check';
import { Float } from '../../../../lib/pipeline/interpreter/value';

/** A chunk that returns something, and what that must be. */
export interface LuaCase {
  /** For messages. */
  readonly of: unknown;
  readonly chunk: string;
  readonly expected: unknown;
}

/** Cases of one kind over a program whose globals they use; run in WebAssembly, and in the LuaJIT of Fluent Bit. */
export interface LuaTrial {
  readonly name: string;
  readonly program: string;
  readonly cases: fc.Arbitrary<LuaCase>;
  /** How many are tried in WebAssembly. */
  readonly numRuns: number;
}

/** A value as a text that is equal for equal values only; what is undefined within objects is not there. */
export function printed(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Float) return `Float(${printed(value.value)})`;
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (Array.isArray(value)) return `[${value.map(printed).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return `{${entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, held]) => `${JSON.stringify(key)}:${printed(held)}`)
    .join()}}`;
}
