import type { LokiEntry } from '../../pipeline/entry';
import type { Push } from './loki-recorder';

/** An entry as it is compared. */
export interface ReceivedEntry {
  /** The client that sent it, where a side has several; else empty. */
  readonly to: string;
  /** `X-Scope-OrgID`; empty where there is none. */
  readonly tenant: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** RFC 3339 with nine digits of fraction, or {@link ofReading}. */
  readonly time: string;
  readonly line: string;
}

/** A time within the run: the agent's clock when it read the line, which no two agents do at once. */
export const ofReading = 'time of reading';

/** What is said of each comparison, since nothing is left out in silence. */
export const normalisations = [
  'a time within the run of an agent is its time of reading, and equals that of another',
  'the order of entries of one time is no difference',
  'a label with an empty value is none, as it is for Loki',
  "the tie-break of equal lines that a generated configuration adds ('offset' of Vector and Fluent Bit, 'observed_timestamp') is left out",
] as const;

/** How what a side sent is read. */
export interface Reading {
  /** First and last instant of the run. */
  readonly during: readonly [from: string, to: string];
  /** Names of structured metadata that are left out. */
  readonly tieBreaks: readonly string[];
  /** Of each path of the recorder, what it stands for. */
  readonly target: (to: string) => string;
}

/** What was pushed, as it is compared. */
export function receivedEntries(pushes: readonly Push[], reading: Reading): readonly ReceivedEntry[] {
  return pushes.flatMap(({ to, tenant = '', entries }) =>
    entries.map((entry) => receivedEntry(entry, tenant, reading.target(to), reading)),
  );
}

/** One entry, as it is compared. */
export function receivedEntry(
  { labels, structuredMetadata, time, line }: LokiEntry,
  tenant: string,
  to: string,
  { during: [from, until], tieBreaks }: Pick<Reading, 'during' | 'tieBreaks'>,
): ReceivedEntry {
  const exact = nanoseconds(time);
  const metadata =
    tieBreaks.length === 0
      ? structuredMetadata
      : Object.fromEntries(Object.entries(structuredMetadata).filter(([name]) => !tieBreaks.includes(name)));
  const isOfReading = exact >= nanoseconds(from) && exact <= nanoseconds(until);
  const filled = Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== ''));
  return { to, tenant, labels: filled, metadata, time: isOfReading ? ofReading : exact, line };
}

/** With nine digits of fraction: how many an entry shows is no matter, and texts of one length compare as times do. */
function nanoseconds(time: string): string {
  const [whole = '', fraction = ''] = time.replace('Z', '').split('.');
  return `${whole}.${fraction.padEnd(9, '0')}Z`;
}
