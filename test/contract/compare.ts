import type { LokiEntry } from '../../lib/pipeline/entry';
import type { ContractCase, ExpectedEntry } from './contract-case';
import type { ContractResult } from './contract-runner';

/** An entry as it is compared, its time being `reading` where it lies within the run. */
export interface Compared {
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly time: string;
  readonly line: string;
}

/** What a case expects, in the order of comparison. */
export function expectedOf({ expected }: ContractCase): readonly Compared[] {
  return comparedOf(expected);
}

/** Expected entries, in the order of comparison. */
export function comparedOf(expected: readonly ExpectedEntry[]): readonly Compared[] {
  return sorted(
    expected.map(({ line, time = 'reading', labels = { job: 'contract' }, metadata = {} }) => ({
      labels,
      metadata,
      time: time === 'reading' ? time : instant(time),
      line,
    })),
  );
}

/**
 * What was received, in the order of comparison: by stream and time. Neither the order between streams nor that of entries
 * at one time is part of the meaning.
 */
export function receivedOf({ entries, read: [from, to] }: ContractResult): readonly Compared[] {
  const within = (time: string): boolean => instant(time) >= instant(from) && instant(time) <= instant(to);
  return sorted(
    entries.map(({ labels, structuredMetadata, time, line }: LokiEntry) => ({
      labels,
      metadata: structuredMetadata,
      time: within(time) ? 'reading' : instant(time),
      line,
    })),
  );
}

function sorted(entries: readonly Compared[]): readonly Compared[] {
  const key = ({ labels, metadata, time, line }: Compared): string =>
    JSON.stringify([Object.entries(labels).sort(), time, line, Object.entries(metadata).sort()]);
  return [...entries].sort((one, other) => (key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0));
}

/** With nine digits of fraction: how many an entry shows is no matter. */
function instant(time: string): string {
  const [whole = '', fraction = ''] = time.replace('Z', '').split('.');
  return `${whole}.${fraction.padEnd(9, '0')}Z`;
}
