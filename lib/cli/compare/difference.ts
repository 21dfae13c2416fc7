import { pairEntries } from './pairing';
import type { Pairing } from './pairing';
import type { ReceivedEntry } from './received-entry';

/** Which part of an entry differs. */
export type Part = 'target' | 'tenant' | 'label' | 'structured metadata' | 'time' | 'line' | 'entry';

/** One difference with all entries that it is seen on. */
export interface Difference {
  readonly part: Part;
  /** Of a label or of structured metadata; else empty. */
  readonly name: string;
  /** Who has it: both, with values that differ, or one alone. */
  readonly on: 'both' | 'base' | 'other';
  /** Whether no entry of the other side has a label or structured metadata of this name: it is told once, and not by stream. */
  readonly oneSided: boolean;
  /** Of what one side alone has: what the other has with the same values, on all entries; the name is another, then. */
  readonly as?: { readonly part: Part; readonly name: string };
  readonly entries: number;
  /** The most frequent values first, or pairs of them. */
  readonly values: readonly DifferentValue[];
  /** How many different values, or pairs of them, there are. */
  readonly valueCount: number;
  /** The first entries, in the order in which they were paired. */
  readonly records: readonly DifferentRecord[];
}

export interface DifferentValue {
  readonly base?: string;
  readonly other?: string;
  readonly entries: number;
}

export interface DifferentRecord {
  readonly base?: ReceivedEntry;
  readonly other?: ReceivedEntry;
}

/** A stream, without labels that one side alone has. */
export interface ComparedStream {
  readonly to: string;
  readonly tenant: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly base: number;
  readonly other: number;
  /** Entries that differ in nothing, or in what one side alone has on whatever stream. */
  readonly same: number;
}

/** What differs between two sides. */
export interface Comparison {
  readonly same: number;
  /** Entries that are the same but for labels and structured metadata of names that one side alone has. */
  readonly alike: number;
  readonly differences: readonly Difference[];
  /** Those with differences first, then the largest. */
  readonly streams: readonly ComparedStream[];
  /** Entries of several lines that one side alone has, and whose lines are entries of the other's. */
  readonly joined: { readonly base: number; readonly other: number };
}

/**
 * Compares what two sides sent.
 *
 * @param limit - how many records and values of each difference are kept
 */
export function compareEntries(
  base: readonly ReceivedEntry[],
  other: readonly ReceivedEntry[],
  limit: number,
): Comparison {
  const pairing = pairEntries(base, other);
  return {
    same: pairing.same,
    alike: pairing.alike.length,
    differences: differencesOf(pairing, limit),
    streams: streamsOf(base, other, pairing),
    joined: {
      base: joinedIn(pairing.onlyBase, pairing.onlyOther),
      other: joinedIn(pairing.onlyOther, pairing.onlyBase),
    },
  };
}

interface Seen {
  readonly part: Part;
  readonly name: string;
  readonly on: Difference['on'];
  entries: number;
  readonly values: Map<string, { readonly base?: string; readonly other?: string; entries: number }>;
  readonly records: DifferentRecord[];
}

/** Values of their own that are counted one by one; lines and times have more. */
const mostValues = 10_000;

function differencesOf(
  { alike, changed, onlyBase, onlyOther, oneSided }: Pairing,
  limit: number,
): readonly Difference[] {
  const seen = new Map<string, Seen>();
  const add = (part: Part, name: string, record: DifferentRecord, base?: string, other?: string): void => {
    const on = base === undefined ? 'other' : other === undefined ? 'base' : 'both';
    const key = JSON.stringify([part, name, on]);
    let one = seen.get(key);
    if (one === undefined) seen.set(key, (one = { part, name, on, entries: 0, values: new Map(), records: [] }));
    one.entries += 1;
    if (one.records.length < limit) one.records.push(record);
    const valueKey = JSON.stringify([base, other]);
    const value = one.values.get(valueKey);
    if (value !== undefined) value.entries += 1;
    else if (one.values.size < mostValues) {
      one.values.set(valueKey, {
        ...(base !== undefined && { base }),
        ...(other !== undefined && { other }),
        entries: 1,
      });
    }
  };
  for (const [base, other] of [...alike, ...changed]) {
    const record = { base, other };
    if (base.to !== other.to) add('target', '', record, base.to, other.to);
    if (base.tenant !== other.tenant) add('tenant', '', record, base.tenant, other.tenant);
    for (const [part, ours, theirs] of [
      ['label', base.labels, other.labels],
      ['structured metadata', base.metadata, other.metadata],
    ] as const) {
      for (const name of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
        const [our, their] = [textOf(ours, name), textOf(theirs, name)];
        if (our !== their) add(part, name, record, our, their);
      }
    }
    if (base.time !== other.time) add('time', '', record, base.time, other.time);
    if (base.line !== other.line) add('line', '', record, base.line, other.line);
  }
  for (const base of inTime(onlyBase)) add('entry', '', { base }, base.line);
  for (const other of inTime(onlyOther)) add('entry', '', { other }, undefined, other.line);
  const order: readonly Part[] = ['entry', 'target', 'tenant', 'label', 'structured metadata', 'time', 'line'];
  const renamed = renames([...alike, ...changed], oneSided);
  const isOneSided = ({ part, name }: Seen): boolean =>
    (part === 'label' ? oneSided.labels : oneSided.metadata).has(name);
  return [...seen.values()]
    .map(({ values, ...one }) => ({
      ...one,
      oneSided: isOneSided({ values, ...one }),
      ...(renamed.get(nameKey(one)) !== undefined && { as: renamed.get(nameKey(one)) as Named }),
      values: [...values.values()].sort((a, b) => b.entries - a.entries).slice(0, limit),
      valueCount: values.size,
    }))
    .sort(
      (a, b) =>
        Number(b.oneSided) - Number(a.oneSided) ||
        order.indexOf(a.part) - order.indexOf(b.part) ||
        (a.name < b.name ? -1 : 1),
    );
}

/** A label, or structured metadata, by its name. */
interface Named {
  readonly part: 'label' | 'structured metadata';
  readonly name: string;
}

function nameKey({ part, name }: { readonly part: Part; readonly name: string }): string {
  return JSON.stringify([part, name]);
}

/** Names of one side alone whose values are on each entry those of a name that the other side alone has. */
function renames(pairs: Pairing['alike'], { labels, metadata }: Pairing['oneSided']): ReadonlyMap<string, Named> {
  const all: readonly Named[] = [
    ...[...labels].map((name): Named => ({ part: 'label', name })),
    ...[...metadata].map((name): Named => ({ part: 'structured metadata', name })),
  ];
  const valueOf = ({ part, name }: Named, entry: ReceivedEntry): string | undefined =>
    textOf(part === 'label' ? entry.labels : entry.metadata, name);
  const found = new Map<string, Named>();
  const taken = new Set<Named>();
  for (const mine of all) {
    if (!pairs.some(([base]) => valueOf(mine, base) !== undefined)) continue;
    const theirs = all.find(
      (one) =>
        !taken.has(one) && one !== mine && pairs.every(([base, other]) => valueOf(mine, base) === valueOf(one, other)),
    );
    if (theirs === undefined) continue;
    taken.add(theirs);
    found.set(nameKey(mine), theirs).set(nameKey(theirs), mine);
  }
  return found;
}

/** A label may be called `constructor`. */
function textOf(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

function inTime(entries: readonly ReceivedEntry[]): readonly ReceivedEntry[] {
  return [...entries].sort((one, other) => (one.time < other.time ? -1 : one.time > other.time ? 1 : 0));
}

function streamsOf(
  base: readonly ReceivedEntry[],
  other: readonly ReceivedEntry[],
  { oneSided, changed, onlyBase }: Pairing,
): readonly ComparedStream[] {
  interface Row {
    readonly to: string;
    readonly tenant: string;
    readonly labels: Readonly<Record<string, string>>;
    base: number;
    other: number;
    apart: number;
  }
  const rows = new Map<string, Row>();
  const rowOf = ({ to, tenant, labels }: ReceivedEntry): Row => {
    const shared = Object.entries(labels)
      .filter(([name]) => !oneSided.labels.has(name))
      .sort(([one], [another]) => (one < another ? -1 : 1));
    const key = JSON.stringify([to, tenant, shared]);
    let row = rows.get(key);
    if (row === undefined) {
      rows.set(key, (row = { to, tenant, labels: Object.fromEntries(shared), base: 0, other: 0, apart: 0 }));
    }
    return row;
  };
  for (const entry of base) rowOf(entry).base += 1;
  for (const entry of other) rowOf(entry).other += 1;
  for (const entry of [...changed.map(([ours]) => ours), ...onlyBase]) rowOf(entry).apart += 1;
  return [...rows.values()]
    .map(({ apart, ...row }) => ({ ...row, same: row.base - apart }))
    .sort((a, b) => rank(b) - rank(a) || b.base + b.other - a.base - a.other || (name(a) < name(b) ? -1 : 1));
}

function rank({ base, other, same }: ComparedStream): number {
  return base === other && same === base ? 0 : 1;
}

function name({ labels }: ComparedStream): string {
  return JSON.stringify(labels);
}

function joinedIn(entries: readonly ReceivedEntry[], others: readonly ReceivedEntry[]): number {
  const lines = new Set(others.map(({ line }) => line));
  return entries.filter(({ line }) => {
    const [first = '', second, ...more] = line.split('\n');
    return second !== undefined && [first, second, ...more].every((one) => lines.has(one));
  }).length;
}
