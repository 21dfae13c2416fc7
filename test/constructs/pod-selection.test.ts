import * as fc from 'fast-check';
import { overlapOf } from '../../lib/constructs/pod-selection';
import type { PodSelection } from '../../lib/pipeline/source-spec';

const some = fc.constantFrom<readonly string[]>(['a'], ['b'], ['a', 'b']);
const selection: fc.Arbitrary<PodSelection> = fc.record(
  {
    namespaces: some,
    containers: some,
    labels: fc.dictionary(fc.constantFrom('x', 'y'), fc.oneof(some, fc.constantFrom<'a' | true>('a', true)), {
      minKeys: 1,
    }),
  },
  { requiredKeys: [] },
);
const source = fc.record({ select: selection, except: selection }, { requiredKeys: ['select'] });
type Pods = typeof source extends fc.Arbitrary<infer T> ? T : never;

const values = ['a', 'b', undefined];
const all = ['a', 'b', 'c'].flatMap((namespace) =>
  ['a', 'b', 'c'].flatMap((container) =>
    values.flatMap((x) => values.map((y) => ({ namespace, container, labels: { x, y } }))),
  ),
);

function selects({ namespaces, containers, labels = {} }: PodSelection, pod: (typeof all)[number]): boolean {
  return (
    (namespaces?.includes(pod.namespace) ?? true) &&
    (containers?.includes(pod.container) ?? true) &&
    Object.entries(labels).every(([key, wanted]) => {
      const value = pod.labels[key as 'x' | 'y'];
      return (
        value !== undefined && (wanted === true || (typeof wanted === 'string' ? [wanted] : wanted).includes(value))
      );
    })
  );
}

function reads({ select, except }: Pods, pod: (typeof all)[number]): boolean {
  return selects(select, pod) && (except === undefined || !selects(except, pod));
}

describe('overlapOf', () => {
  test('is none only where no pod is read twice, and all only where one reads what the other does', () => {
    fc.assert(
      fc.property(source, source, (one, two) => {
        const twice = all.filter((pod) => reads(one, pod) && reads(two, pod)).length;
        const [first, second] = [one, two].map((each) => all.filter((pod) => reads(each, pod)).length);
        const overlap = overlapOf(one, two);
        if (overlap === 'none') expect(twice).toBe(0);
        if (overlap === 'all') expect([first, second]).toContain(twice);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['none', {}, { select: {}, except: { namespaces: ['a'] } }, { select: { namespaces: ['a'] } }],
    ['all', {}, { select: {} }, { select: { labels: { x: 'a' } } }],
    ['some', {}, { select: { namespaces: ['a'] } }, { select: { labels: { x: 'a' } } }],
  ])('is %s', (expected, _, one, two) => {
    expect(overlapOf(one as Pods, two as Pods)).toBe(expected);
  });
});
