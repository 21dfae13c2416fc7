import type { Stage } from '../../../lib/pipeline/stage';
import type { CaseProps } from '../contract-case';

/** A line, and what is parsed of it. */
export type Row = readonly [line: string, metadata?: Readonly<Record<string, string>>];

/** Lines by themselves, each with what is shown of it in structured metadata. */
export const parses = (
  stages: readonly Stage[],
  show: readonly [string, ...string[]],
  ...rows: readonly Row[]
): CaseProps => ({
  lines: rows.map(([one]) => one),
  stages,
  show,
  expected: rows.map(([one, metadata = {}]) => ({ line: one, metadata })),
});

/** Each of these in the place of `from`: nothing is there that could be parsed. */
export const nothings: readonly Row[] = [
  ['{}'],
  ['{"a":null}'],
  ['{"a":""}'],
  ['{"a":{"x":"k=v"}}'],
  ['{"a":["k=v"]}'],
  ['{"a":true}'],
  ['{"a":1e300}'],
  ['text'],
  [''],
];
