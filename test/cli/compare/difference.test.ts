import fc from 'fast-check';
import { compareEntries } from '../../../lib/cli/compare/difference';
import { ofReading } from '../../../lib/cli/compare/received-entry';
import type { ReceivedEntry } from '../../../lib/cli/compare/received-entry';

function entry(line: string, parts: Partial<ReceivedEntry> = {}): ReceivedEntry {
  return { to: '', tenant: '', labels: { app: 'a' }, metadata: {}, time: ofReading, line, ...parts };
}

describe('the comparison of two sides', () => {
  it('finds no difference in the same entries, in whatever order they came', () => {
    const entries = ['one', 'two', 'two', 'three'].map((line) => entry(line));
    expect(compareEntries(entries, [...entries].reverse(), 5)).toMatchObject({ same: 4, differences: [] });
  });

  it('counts equal lines', () => {
    const { same, differences } = compareEntries([entry('x'), entry('x')], [entry('x')], 5);
    expect(same).toBe(1);
    expect(differences).toMatchObject([{ part: 'entry', on: 'base', entries: 1 }]);
  });

  it('tells once of a label that one side alone has, and not by stream', () => {
    const base = ['a', 'b', 'c'].map((line) => entry(line, { labels: { app: 'a', filename: '/x' } }));
    const found = compareEntries(
      base,
      ['a', 'b', 'c'].map((line) => entry(line)),
      5,
    );
    expect(found).toMatchObject({
      same: 0,
      alike: 3,
      differences: [{ part: 'label', name: 'filename', on: 'base', entries: 3, values: [{ base: '/x', entries: 3 }] }],
      streams: [{ labels: { app: 'a' }, base: 3, other: 3, same: 3 }],
    });
  });

  it('sees that a label has another name, or is structured metadata', () => {
    const base = ['1', '2'].map((pod) => entry('x', { labels: { app: 'a', pod, ns: 'n' }, metadata: {} }));
    const other = ['1', '2'].map((pod) => entry('x', { labels: { app: 'a', namespace: 'n' }, metadata: { pod } }));
    const { differences } = compareEntries(base, other, 5);
    expect(differences.map(({ name, on, as }) => [name, on, as?.part, as?.name])).toEqual([
      ['namespace', 'other', 'label', 'ns'],
      ['ns', 'base', 'label', 'namespace'],
      ['pod', 'base', 'structured metadata', 'pod'],
      ['pod', 'other', 'label', 'pod'],
    ]);
  });

  it('takes no name for one that every object has', () => {
    const base = [entry('x', { labels: { app: 'a', constructor: 'b' } }), entry('y', { labels: { constructor: 'b' } })];
    const other = [entry('x', { labels: { app: 'a' } }), entry('y', { labels: { constructor: 'b' } })];
    expect(compareEntries(base, other, 5).differences).toMatchObject([
      { part: 'label', name: 'constructor', on: 'base', entries: 1, values: [{ base: 'b' }] },
    ]);
  });

  it('pairs a line with the same line of another stream', () => {
    const base = [entry('one', { labels: { level: 'WARN' } }), entry('two', { labels: { level: 'info' } })];
    const other = [entry('two', { labels: { level: 'info' } }), entry('one', { labels: { level: 'warn' } })];
    expect(compareEntries(base, other, 5)).toMatchObject({
      same: 1,
      differences: [
        { part: 'label', name: 'level', on: 'both', values: [{ base: 'WARN', other: 'warn', entries: 1 }] },
      ],
    });
  });

  it('pairs an equal line with that of the most similar stream', () => {
    const labels = (pod: string, level: string) => ({ labels: { pod, level } });
    const base = [entry('x', labels('1', 'a')), entry('x', labels('2', 'a'))];
    const other = [entry('x', labels('2', 'b')), entry('x', labels('1', 'b'))];
    const { differences } = compareEntries(base, other, 5);
    expect(differences).toMatchObject([{ part: 'label', name: 'level', entries: 2 }]);
    expect(differences).toHaveLength(1);
  });

  it.each([
    ['time', { time: '2026-11-21T10:00:00.000000000Z' }, { time: '2026-11-21T09:00:00.000000000Z' }],
    ['structured metadata', { metadata: { user: 'ann' } }, { metadata: { user: 'bob' } }],
    ['tenant', { tenant: 'a' }, { tenant: 'b' }],
  ] as const)('finds another %s', (part, base, other) => {
    const { differences } = compareEntries([entry('x', base)], [entry('x', other)], 5);
    expect(differences).toMatchObject([{ part, on: 'both', entries: 1, records: [{ base, other }] }]);
  });

  it('finds another line by what it shares with the first', () => {
    const base = [entry('GET /a took 5 ms'), entry('shutting down')];
    const { differences } = compareEntries(base, [entry('GET /a took 7 ms'), entry('nothing alike')], 5);
    expect(differences).toMatchObject([
      { part: 'entry', on: 'base', records: [{ base: { line: 'shutting down' } }] },
      { part: 'entry', on: 'other', records: [{ other: { line: 'nothing alike' } }] },
      { part: 'line', on: 'both', entries: 1 },
    ]);
  });

  it('says that a side joins what the other sends line by line', () => {
    const found = compareEntries(
      [entry('a\nb\nc')],
      ['a', 'b', 'c'].map((line) => entry(line)),
      5,
    );
    expect(found.joined).toEqual({ base: 1, other: 0 });
  });

  it('keeps as many records as asked for, and counts all', () => {
    const base = Array.from({ length: 9 }, (_, index) => entry(`line ${index}`));
    const [difference] = compareEntries(base, [], 2).differences;
    expect(difference).toMatchObject({ entries: 9, valueCount: 9 });
    expect([difference?.records.length, difference?.values.length]).toEqual([2, 2]);
  });

  it('accounts for every entry of both sides', () => {
    const some = fc.array(
      fc.record({
        to: fc.constant(''),
        tenant: fc.constantFrom('', 't'),
        labels: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2')),
        metadata: fc.dictionary(fc.constantFrom('m'), fc.constantFrom('1', '2')),
        time: fc.constantFrom(ofReading, '2026-11-21T10:00:00.000000000Z'),
        line: fc.constantFrom('x', 'y z', 'y w', 'y\nz'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, some, (base, other) => {
        const { same, streams, differences } = compareEntries(base, other, 100);
        const sum = (of: (stream: (typeof streams)[number]) => number) =>
          streams.reduce((all, one) => all + of(one), 0);
        expect([sum((one) => one.base), sum((one) => one.other)]).toEqual([base.length, other.length]);
        const only = (on: string) => differences.find((one) => one.part === 'entry' && one.on === on)?.entries ?? 0;
        expect(base.length - only('base')).toBe(other.length - only('other'));
        expect(differences.length === 0).toBe(same === base.length && same === other.length);
      }),
      { numRuns: 200 },
    );
  });
});
