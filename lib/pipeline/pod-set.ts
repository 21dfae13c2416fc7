import type { Origin } from './record';
import type { PodSelection, SourceOf } from './source-spec';

/** What a label may be: one of these values, or anything but those. */
export interface LabelTest {
  /** Undefined: any. */
  readonly of: readonly string[] | undefined;
  readonly notOf: readonly string[];
  /** Whether the pod must have the label at all, must not, or need not. */
  readonly presence: 'present' | 'absent' | 'any';
}

/** Containers by their names and namespaces; what is undefined may be any. */
export interface Containers {
  readonly namespaces?: readonly string[];
  readonly containers?: readonly string[];
}

/** Containers of pods that pass all of some tests, each of which can be said to an agent. */
export interface PodSet extends Containers {
  readonly labels: Readonly<Record<string, LabelTest>>;
  /** Left out of these: each all of its own tests. */
  readonly without: readonly Containers[];
}

type Pods = Pick<SourceOf<'pods'>, 'select' | 'except'>;

const everything: PodSet = { labels: {}, without: [] };

/**
 * What a source selects and no claim before it does, as sets that have nothing in common; none where nothing is left.
 *
 * @param claims - sources that read before
 */
export function podSets({ select, except }: Pods, claims: readonly Pods[] = []): readonly PodSet[] {
  const own = inAll(select);
  // What has nothing in common with it takes nothing of it.
  const isNear = (other: PodSelection): boolean => intersection(own, inAll(other)) !== undefined;
  const others = [
    ...(except !== undefined && isNear(except) ? [notIn(except)] : []),
    ...claims.filter((claim) => isNear(claim.select)).map(unclaimed),
  ];
  return others.reduce<readonly PodSet[]>((sets, left) => crossed(sets, left), crossed([everything], [own]));
}

/** Whether a container's output is in the set, by what a record's origin says. */
export function holds({ labels, namespaces, containers, without }: PodSet, origin: Origin): boolean {
  return (
    isOf({ ...(namespaces && { namespaces }), ...(containers && { containers }) }, origin) &&
    !without.some((one) => isOf(one, origin)) &&
    Object.entries(labels).every(([key, test]) => passes(test, valueOf(origin, key)))
  );
}

/** The test of a label that it is not there at all. */
export const absent: LabelTest = Object.freeze({ of: undefined, notOf: Object.freeze([]), presence: 'absent' });

/** Both tests as one; undefined where nothing passes both. */
export function both(one: LabelTest, other: LabelTest): LabelTest | undefined {
  const presences = [one.presence, other.presence];
  const isPresent = presences.includes('present');
  if (presences.includes('absent')) return isPresent ? undefined : absent;
  const notOf = [...new Set([...one.notOf, ...other.notOf])].sort();
  const presence = isPresent ? 'present' : 'any';
  const within = one.of === undefined ? other.of : common(one.of, other.of);
  if (within === undefined) return { of: undefined, notOf, presence };
  const left = within.filter((value) => !notOf.includes(value));
  return left.length === 0 ? undefined : { of: left, notOf: [], presence: 'present' };
}

function inAll(selection: PodSelection): PodSet {
  return { ...everything, ...containersOf(selection), labels: testsOf(selection) };
}

/** All that one test or another keeps out; what the first keeps out is no matter of the second. */
function notIn(selection: PodSelection): readonly PodSet[] {
  const tests = Object.entries(testsOf(selection));
  const byLabel = tests.map(([key, test], index): PodSet => {
    const before = Object.fromEntries(tests.slice(0, index));
    return { ...everything, labels: { ...before, [key]: opposite(test) } };
  });
  const containers = containersOf(selection);
  if (Object.keys(containers).length === 0) return byLabel;
  return [...byLabel, { labels: Object.fromEntries(tests), without: [containers] }];
}

/** All that another source does not read. */
function unclaimed({ select, except }: Pods): readonly PodSet[] {
  const left = notIn(select);
  return except === undefined ? left : [...left, ...crossed([inAll(select)], [inAll(except)])];
}

function crossed(some: readonly PodSet[], others: readonly PodSet[]): readonly PodSet[] {
  return some.flatMap((one) => others.flatMap((other) => intersection(one, other) ?? []));
}

function intersection(one: PodSet, other: PodSet): PodSet | undefined {
  const labels: Record<string, LabelTest> = { ...one.labels };
  for (const [key, test] of Object.entries(other.labels)) {
    const known = Object.hasOwn(labels, key) ? labels[key] : undefined;
    const joined = known === undefined ? test : both(known, test);
    if (joined === undefined) return undefined;
    labels[key] = joined;
  }
  const kept = [...one.without, ...other.without];
  const namespaces = withoutWhole(common(one.namespaces, other.namespaces), 'namespaces', kept);
  const containers = withoutWhole(common(one.containers, other.containers), 'containers', kept);
  if (namespaces?.length === 0 || containers?.length === 0) return undefined;
  const within = { ...(namespaces && { namespaces }), ...(containers && { containers }) };
  const without = unique(kept.filter((left) => !areApart(left, within)));
  if (coversAll(without, within)) return undefined;
  return { ...within, labels, without };
}

/** Names without those that are left out by themselves. */
function withoutWhole(
  names: readonly string[] | undefined,
  kind: keyof Containers,
  without: readonly Containers[],
): readonly string[] | undefined {
  const gone = without.flatMap((one) => (Object.keys(one).length === 1 ? (one[kind] ?? []) : []));
  return names?.filter((name) => !gone.includes(name));
}

function containersOf({ namespaces, containers }: PodSelection): Containers {
  return { ...(namespaces && { namespaces }), ...(containers && { containers }) };
}

function testsOf({ labels = {} }: PodSelection): Readonly<Record<string, LabelTest>> {
  const tests = Object.entries(labels).map(([key, value]): readonly [string, LabelTest] => [
    key,
    { of: value === true ? undefined : typeof value === 'string' ? [value] : value, notOf: [], presence: 'present' },
  ]);
  return Object.fromEntries(tests);
}

/** Of a test as selections have them: a value of some, or any. */
function opposite({ of }: LabelTest): LabelTest {
  return of === undefined ? absent : { of: undefined, notOf: of, presence: 'any' };
}

function common(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one.filter((name) => other.includes(name));
}

function areApart(one: Containers, other: Containers): boolean {
  return (['namespaces', 'containers'] as const).some((kind) => common(one[kind], other[kind])?.length === 0);
}

/** Whether nothing within is left. What may be anything is not left out by names. */
function coversAll(without: readonly Containers[], { namespaces, containers }: Containers): boolean {
  if (namespaces === undefined || containers === undefined) return false;
  return namespaces.every((namespace) =>
    containers.every((container) => without.some((left) => isOf(left, { namespace, container }))),
  );
}

function unique(all: readonly Containers[]): readonly Containers[] {
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function isOf({ namespaces, containers }: Containers, { namespace = '', container = '' }: Origin): boolean {
  return namespaces?.includes(namespace) !== false && containers?.includes(container) !== false;
}

function valueOf({ podLabels = {} }: Origin, key: string): string | undefined {
  return Object.hasOwn(podLabels, key) ? podLabels[key] : undefined;
}

function passes({ of, notOf, presence }: LabelTest, value: string | undefined): boolean {
  if (value === undefined) return presence !== 'present' && of === undefined;
  return presence !== 'absent' && of?.includes(value) !== false && !notOf.includes(value);
}
