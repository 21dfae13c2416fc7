import { isDeepStrictEqual } from 'node:util';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import type { LokiProcess } from './loki-process';

const second = 1_000;
/** Times not further apart are asked for together: a question about decades would look into a table for each of their days. */
const together = 24 * 3600 * second;

/** All that a tenant has at the times, in no order. */
export async function stored(
  loki: LokiProcess,
  tenant: string,
  times: readonly string[],
): Promise<readonly LokiEntry[]> {
  const entries: LokiEntry[] = [];
  for (const [from, to] of spans(times.map((time) => Date.parse(time)))) {
    const about = { tenant, start: new Date(from - second).toISOString(), end: new Date(to + second).toISOString() };
    for (const labels of await loki.streams(about)) {
      const found = await loki.query(selector(labels), about);
      // The selector takes streams with further labels too.
      entries.push(...found.filter((entry) => isDeepStrictEqual(entry.labels, labels)));
    }
  }
  return entries;
}

/** A selector of LogQL for a stream. */
function selector(labels: LokiEntry['labels']): string {
  // `offset` is a word of LogQL's own, and no label in a selector.
  const named = Object.entries(labels).filter(([name]) => name !== 'offset');
  return `{${named.map(([name, value]) => `${name}=${quoted(value)}`).join(', ')}}`;
}

/** In Go's quotes. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\u007f/g, '\\x7f');
}

function spans(times: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const all: [number, number][] = [];
  for (const time of [...times].sort((one, other) => one - other)) {
    const last = all.at(-1);
    if (last !== undefined && time - last[1] <= together) last[1] = time;
    else all.push([time, time]);
  }
  return all;
}
