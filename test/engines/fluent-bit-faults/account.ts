import type { OtlpReceiver } from '../otlp/otlp-receiver';
import { numberOf } from './worker';
import type { Worker } from './worker';

/** What came of what was written. */
export interface Account {
  readonly written: number;
  readonly arrived: number;
  /** Numbers that never arrived, and those that arrived more than once. */
  readonly lost: readonly number[];
  readonly doubled: readonly number[];
  /** When each number arrived, each time: milliseconds since 1970. */
  readonly arrivals: ReadonlyMap<number, readonly number[]>;
  /** Bodies without a number: parts of entries. */
  readonly strange: readonly string[];
  /** Milliseconds from the write to the arrival, of each entry's first. */
  readonly latencies: readonly number[];
}

/** Compares what a worker wrote, from a number on, with what arrived. */
export function accountOf(receiver: OtlpReceiver, worker: Worker, first = 0): Account {
  const times = new Map<number, number[]>();
  const strange: string[] = [];
  for (const { at, records } of receiver.requests) {
    for (const { entry } of records) {
      const number = numberOf(entry.body);
      if (number === undefined) strange.push(entry.body);
      else if (number >= first) times.set(number, [...(times.get(number) ?? []), at]);
    }
  }
  const { written } = worker;
  return {
    written: written.length - first,
    arrived: times.size,
    lost: written.flatMap((_, number) => (number < first || times.has(number) ? [] : [number])),
    doubled: [...times].flatMap(([number, at]) => (at.length > 1 ? [number] : [])),
    arrivals: times,
    strange,
    latencies: [...times].map(([number, [first]]) => (first as number) - (written[number] as number)),
  };
}

/** Until as much has come as is expected, or nothing new has for a while. */
export async function quiet(receiver: OtlpReceiver, expected: number, quietMs: number, limitMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  let [count, since] = [receiver.count, performance.now()];
  while (performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (receiver.count !== count) [count, since] = [receiver.count, performance.now()];
    // A moment more, for what is doubled.
    if (performance.now() - since > (count >= expected ? 1_000 : quietMs)) return;
  }
}
