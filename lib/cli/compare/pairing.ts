import type { ReceivedEntry } from './received-entry';
import { likeness } from './words';

/** What two sides made of the same input. */
export interface Pairing {
  /** Entries that are the same in all parts. */
  readonly same: number;
  /** Entries that are the same but for names of labels and of structured metadata that one side alone has. */
  readonly alike: readonly (readonly [base: ReceivedEntry, other: ReceivedEntry])[];
  /** Entries that are of one record, as far as can be told, and differ otherwise. */
  readonly changed: readonly (readonly [base: ReceivedEntry, other: ReceivedEntry])[];
  readonly onlyBase: readonly ReceivedEntry[];
  readonly onlyOther: readonly ReceivedEntry[];
  /** Names of labels and of structured metadata that one side alone has, on whatever entry. */
  readonly oneSided: { readonly labels: ReadonlySet<string>; readonly metadata: ReadonlySet<string> };
}

type Texts = Readonly<Record<string, string>>;
type Key = (entry: ReceivedEntry) => unknown;
type Score = (one: ReceivedEntry, other: ReceivedEntry) => number;

/** An entry is compared with so many of its key, not with all. */
const mostCompared = 64;
/** After so many comparisons of a kind an entry is paired with the next, not with the best. */
const mostComparisons = 500_000;
/** Two lines of which less than this is the same are of two records. */
const leastLikeness = 0.5;

/**
 * Pairs the entries of two sides: first those that are the same, then, of the rest, those that agree in less and less. An
 * entry is in one pair at most, so that equal lines are counted, too.
 */
export function pairEntries(base: readonly ReceivedEntry[], other: readonly ReceivedEntry[]): Pairing {
  const oneSided = {
    labels: oneSidedNames(base, other, ({ labels }) => labels),
    metadata: oneSidedNames(base, other, ({ metadata }) => metadata),
  };
  const shared = {
    labels: ({ labels }: ReceivedEntry) => pairsWithout(labels, oneSided.labels),
    metadata: ({ metadata }: ReceivedEntry) => pairsWithout(metadata, oneSided.metadata),
  };
  const rest = new Rest(base, other);
  const all: Key = ({ to, tenant, labels, metadata, time, line }) => [
    ...[to, tenant, time, line],
    pairsWithout(labels),
    pairsWithout(metadata),
  ];
  const same = rest.pair(all).length;
  const agreement: Score = (one, another) =>
    agreeing(one.labels, another.labels) + agreeing(one.metadata, another.metadata);
  const lines: Score = (one, another) => {
    // What one joins and the other does not are no two spellings of one line.
    if (one.line.split('\n').length !== another.line.split('\n').length) return -1;
    const alike = likeness(one.line, another.line);
    return alike < leastLikeness ? -1 : alike;
  };
  const alike = rest.pair((entry) => [
    ...[entry.to, entry.tenant, entry.time, entry.line],
    shared.labels(entry),
    shared.metadata(entry),
  ]);
  const changed = [
    ...rest.pair((entry) => [entry.time, entry.line, shared.labels(entry)], agreement),
    ...rest.pair((entry) => [entry.line, shared.labels(entry), shared.metadata(entry)], agreement),
    ...rest.pair((entry) => [entry.time, entry.line], agreement),
    ...rest.pair((entry) => [entry.line], agreement),
    ...rest.pair((entry) => [entry.time, shared.labels(entry)], lines),
    ...rest.pair((entry) => [shared.labels(entry)], lines),
  ];
  return { same, alike, changed, onlyBase: rest.base, onlyOther: rest.other, oneSided };
}

/** What is not paired yet. */
class Rest {
  constructor(
    public base: readonly ReceivedEntry[],
    public other: readonly ReceivedEntry[],
  ) {}

  /** Takes pairs of equal key away, in small buckets the best by score first; a negative score is no pair. */
  pair(key: Key, score?: Score): (readonly [ReceivedEntry, ReceivedEntry])[] {
    if (this.base.length === 0 || this.other.length === 0) return [];
    const buckets = bucketsOf(this.other, key);
    const wanted = bucketsOf(this.base, key);
    const taken = new Set<ReceivedEntry>();
    const pairs: (readonly [ReceivedEntry, ReceivedEntry])[] = [];
    const budget = { comparisons: mostComparisons };
    for (const [name, ours] of wanted) {
      const theirs = buckets.get(name) ?? [];
      for (const pair of pairBucket(ours, theirs, score, budget)) {
        pairs.push(pair);
        pair.forEach((entry) => taken.add(entry));
      }
    }
    this.base = this.base.filter((entry) => !taken.has(entry));
    this.other = this.other.filter((entry) => !taken.has(entry));
    return pairs;
  }
}

function bucketsOf(entries: readonly ReceivedEntry[], key: Key): ReadonlyMap<string, readonly ReceivedEntry[]> {
  const buckets = new Map<string, ReceivedEntry[]>();
  for (const entry of entries) {
    const name = JSON.stringify(key(entry));
    const bucket = buckets.get(name);
    if (bucket === undefined) buckets.set(name, [entry]);
    else bucket.push(entry);
  }
  return buckets;
}

function pairBucket(
  ours: readonly ReceivedEntry[],
  theirs: readonly ReceivedEntry[],
  score: Score | undefined,
  budget: { comparisons: number },
): (readonly [ReceivedEntry, ReceivedEntry])[] {
  // The first that are not paired yet, and where the others begin.
  const near = theirs.slice(0, mostCompared);
  let next = near.length;
  return ours.flatMap((entry) => {
    let best = 0;
    let most = score === undefined ? 0 : -1;
    const looks = score === undefined ? 0 : budget.comparisons > 0 ? near.length : Math.min(near.length, 1);
    for (let at = 0; at < looks; at += 1) {
      const points = score?.(entry, near[at] as ReceivedEntry) ?? 0;
      if (points > most) [best, most] = [at, points];
    }
    budget.comparisons -= looks;
    if (most < 0 || near.length === 0) return [];
    const [found] = near.splice(best, 1);
    const refill = theirs[next];
    if (refill !== undefined) near.push(refill);
    next += 1;
    return found === undefined ? [] : [[entry, found] as const];
  });
}

function agreeing(one: Texts, other: Texts): number {
  return Object.entries(one).filter(([name, text]) => other[name] === text).length;
}

/** In the order of names, so that equal ones are equal as text. */
function pairsWithout(texts: Texts, names: ReadonlySet<string> = new Set()): readonly (readonly [string, string])[] {
  return Object.entries(texts)
    .filter(([name]) => !names.has(name))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

function oneSidedNames(
  base: readonly ReceivedEntry[],
  other: readonly ReceivedEntry[],
  of: (entry: ReceivedEntry) => Texts,
): ReadonlySet<string> {
  const [ours, theirs] = [base, other].map((side) => new Set(side.flatMap((entry) => Object.keys(of(entry)))));
  const all = [...(ours ?? []), ...(theirs ?? [])];
  // A side without entries has no names, and misses none.
  if (base.length === 0 || other.length === 0) return new Set();
  return new Set(all.filter((name) => ours?.has(name) !== theirs?.has(name)));
}
