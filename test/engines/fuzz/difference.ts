import { comparedOf, receivedOf } from '../../contract/compare';
import type { Compared } from '../../contract/compare';
import type { ContractResult } from '../../contract/contract-runner';
import type { FuzzCase } from './fuzz-case';
import type { FuzzInput } from './fuzz-input';
import { printJson } from './printed';
import { rateOf } from './sparing';

/** What a Loki received otherwise than it should. */
export interface Difference {
  readonly missing: readonly Compared[];
  readonly unexpected: readonly Compared[];
}

/** Undefined where there is none. */
export function difference(of: FuzzCase, result: ContractResult): Difference | undefined {
  const { must, may } = of.expectation;
  const received = receivedOf(result);
  const missing = without(comparedOf(must), received);
  const unexpected = [...without(received, comparedOf(may)), ...received.slice(mostOf(of.input, result))];
  return missing.length === 0 && unexpected.length === 0 ? undefined : { missing, unexpected };
}

/** As many entries as may pass: agents begin with a second's worth, and each source may be counted for itself. */
function mostOf({ stages, sinks, sources }: FuzzInput, { read: [from, to] }: ContractResult): number {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return Math.floor((rateOf(stages) ?? Infinity) * (seconds + 2) * sinks.length * Math.max(1, sources.length));
}

/** What of `some` is not in `others`, one of which counts for one. */
function without(some: readonly Compared[], others: readonly Compared[]): readonly Compared[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return some.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0;
    left.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

function keyOf({ labels, metadata, time, line }: Compared): string {
  return JSON.stringify([Object.entries(labels).sort(), Object.entries(metadata).sort(), time, line]);
}

/** At most so many entries are shown. */
const shown = 3;

export function printDifference({ missing, unexpected }: Difference): string {
  const print = (title: string, entries: readonly Compared[]): readonly string[] => [
    ...(entries.length === 0 ? [] : [title]),
    ...entries.slice(0, shown).map((entry) => `  ${printJson(entry)}`),
    ...(entries.length > shown ? [`  and ${entries.length - shown} more`] : []),
  ];
  return [...print('expected, not received', missing), ...print('received, not expected', unexpected)].join('\n');
}
