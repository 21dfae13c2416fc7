import * as fc from 'fast-check';
import { both, holds, podSets } from '../../lib/pipeline/pod-set';
import type { LabelTest } from '../../lib/pipeline/pod-set';
import type { Origin } from '../../lib/pipeline/record';
import type { PodSelection } from '../../lib/pipeline/source-spec';

interface Pods {
  readonly select: PodSelection;
  readonly except?: PodSelection;
}

const some = (...all: string[]) => fc.subarray(all, { minLength: 1 });
const labels = fc.dictionary(
  fc.constantFrom('app', 'opt'),
  fc.oneof(fc.constant(true as const), fc.constantFrom('1', '2'), some('1', '2', '3')),
  { minKeys: 1, maxKeys: 2 },
);
const selection: fc.Arbitrary<PodSelection> = fc.record(
  { namespaces: some('a', 'b', 'c'), containers: some('x', 'y'), labels },
  { requiredKeys: [] },
);
const source: fc.Arbitrary<Pods> = fc.record(
  { select: selection, except: selection.filter((one) => Object.keys(one).length > 0) },
  { requiredKeys: ['select'] },
);

/** Every container that the selections above can tell from another. */
const containers: readonly Origin[] = ['a', 'b', 'c', 'd'].flatMap((namespace) =>
  ['x', 'y', 'z'].flatMap((container) =>
    [undefined, '1', '2', '3', '4'].flatMap((app) =>
      [undefined, '1', '2', '3', '4'].map((opt) => ({
        namespace,
        container,
        podLabels: { ...(app !== undefined && { app }), ...(opt !== undefined && { opt }) },
      })),
    ),
  ),
);

function isIn({ namespaces, containers: names, labels: wanted = {} }: PodSelection, origin: Origin): boolean {
  const of = (key: string): string | undefined => origin.podLabels?.[key];
  return (
    (namespaces === undefined || namespaces.includes(origin.namespace ?? '')) &&
    (names === undefined || names.includes(origin.container ?? '')) &&
    Object.entries(wanted).every(([key, value]) => {
      const held = of(key);
      return held !== undefined && (value === true || [value].flat().includes(held));
    })
  );
}

const isRead = ({ select, except }: Pods, origin: Origin): boolean =>
  isIn(select, origin) && (except === undefined || !isIn(except, origin));

test('each container that a source selects and none before it does is in one set, and no other is in any', () => {
  fc.assert(
    fc.property(source, fc.array(source, { maxLength: 2 }), (own, claims) => {
      const sets = podSets(own, claims);
      for (const origin of containers) {
        const meant = isRead(own, origin) && !claims.some((claim) => isRead(claim, origin));
        expect([origin, sets.filter((set) => holds(set, origin)).length]).toEqual([origin, Number(meant)]);
      }
    }),
    { numRuns: 60 },
  );
});

test('no set is empty', () => {
  fc.assert(
    fc.property(source, source, (own, claim) => {
      for (const set of podSets(own, [claim])) expect(containers.some((origin) => holds(set, origin))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('two labels that each pods may have take one set each, and no more', () => {
  const optIn = { select: { labels: { opt: 'in' } } };
  expect(podSets({ select: { labels: { app: 'a' } } }, [optIn])).toEqual([
    {
      without: [],
      labels: {
        app: { of: ['a'], notOf: [], presence: 'present' },
        opt: { of: undefined, notOf: ['in'], presence: 'any' },
      },
    },
  ]);
  expect(podSets(optIn, [optIn])).toEqual([]);
});

test('what must be there and must not be is nothing', () => {
  const present: LabelTest = { of: undefined, notOf: [], presence: 'present' };
  const absent: LabelTest = { of: undefined, notOf: [], presence: 'absent' };
  expect(both(present, absent)).toBeUndefined();
  expect(both({ ...present, of: ['a'] }, absent)).toBeUndefined();
  expect(both({ ...present, of: ['a'] }, { ...present, of: ['b'] })).toBeUndefined();
  expect(both(absent, { of: undefined, notOf: ['a'], presence: 'any' })).toEqual(absent);
});
