import { createHash } from 'node:crypto';
import { splitInstant } from '../../languages/time/instant';
import type { Instant } from '../../languages/time/instant';
import type { StageOf } from '../stage-spec';
import { conditionTest } from './condition-test';
import { textReader } from './ref-reader';
import type { TextReader } from './ref-reader';
import type { Step } from './stage-step';

/** Values that `first` remembers before it looks for those whose period is over. */
const remembered = 10_000;

export function sampleStep({ share, unless, first }: StageOf<'sample'>): Step {
  const always = unless === undefined ? () => false : conditionTest(unless);
  const isFirst =
    first === undefined ? () => false : firstOfPeriod(textReader(first.of), BigInt(first.eachMs) * 1_000_000n);
  const below = share * 2 ** 32;
  return (record) => {
    if (always(record) || isFirst(record)) return true;
    const hash = createHash('sha256').update(`${record.line}\n${record.time}`).digest();
    return hash.readUInt32BE(0) < below;
  };
}

/** Counts by the records' own time, so that a run is the same each time. */
export function throttleStep({ linesPerSecond, per, unless }: StageOf<'throttle'>): Step {
  const passes = unless === undefined ? () => false : conditionTest(unless);
  const keyOf: TextReader = per === undefined ? () => '' : textReader(per);
  const counts = new Map<string, number>();
  let latest: Instant | undefined;
  return (record) => {
    if (passes(record)) return true;
    const [second] = splitInstant(record.time);
    // A late record counts in the second that has been reached: so no second can pass more.
    if (latest === undefined || second > latest) {
      latest = second;
      counts.clear();
    }
    const key = keyOf(record) ?? '';
    const lines = (counts.get(key) ?? 0) + 1;
    counts.set(key, lines);
    return lines <= linesPerSecond;
  };
}

function firstOfPeriod(keyOf: TextReader, each: Instant): Step {
  const since = new Map<string, Instant>();
  let latest: Instant | undefined;
  let enough = remembered;
  return (record) => {
    const key = keyOf(record);
    if (key === undefined) return false;
    if (latest === undefined || record.time > latest) latest = record.time;
    const last = since.get(key);
    if (last !== undefined && latest - last < each) return false;
    if (since.size >= enough) {
      for (const [old, at] of since) if (latest - at >= each) since.delete(old);
      // Not at each record again where most of them still matter.
      enough = Math.max(remembered, 2 * since.size);
    }
    since.set(key, latest);
    return true;
  };
}
