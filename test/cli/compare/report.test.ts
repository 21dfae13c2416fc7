import { compareEntries } from '../../../lib/cli/compare/difference';
import { printJsonReport } from '../../../lib/cli/compare/print-json-report';
import { printReport } from '../../../lib/cli/compare/print-report';
import { receivedEntry } from '../../../lib/cli/compare/received-entry';
import type { ReceivedEntry } from '../../../lib/cli/compare/received-entry';
import { exitCodeOf } from '../../../lib/cli/compare/report';
import type { Report } from '../../../lib/cli/compare/report';

const during = ['2026-11-21T10:00:00Z', '2026-11-21T10:00:09Z'] as const;

function entry(line: string, labels: Readonly<Record<string, string>> = {}, time = '2026-11-21T09:00:00Z') {
  return receivedEntry({ labels, structuredMetadata: {}, time, line }, '', '', { during, tieBreaks: [] });
}

function reportOf(base: readonly ReceivedEntry[], other: readonly ReceivedEntry[]): Report {
  const side = (name: string, { length }: readonly unknown[]) => ({
    ...{ name, about: '', entries: length, leftOut: [], notes: [] },
  });
  return {
    sides: [side('one', base), side('two', other)],
    files: 1,
    lines: 2,
    notes: [],
    comparisons: [{ base: 'one', other: 'two', ...compareEntries(base, other, 5) }],
  };
}

const shown = (report: Report): string => printReport(report, { columns: undefined, color: false });
const isEqual = (report: Report): unknown => (JSON.parse(printJsonReport(report)) as { equal: unknown }).equal;

describe('a report', () => {
  it('is of no difference where the same was sent, and all that were asked for have run', () => {
    const report = reportOf([entry('a')], [entry('a')]);
    expect(shown(report)).toMatch('no difference  one and two: 1 entry in 1 stream');
    expect([exitCodeOf(report, true), exitCodeOf(report, false), isEqual(report)]).toEqual([0, 2, true]);
  });

  it('does not take two that send nothing for the same', () => {
    const report = reportOf([], []);
    expect(shown(report)).toMatch('nothing to compare  neither one nor two sent an entry');
    expect(shown(report)).not.toMatch('no difference  ');
    expect([exitCodeOf(report, true), isEqual(report)]).toEqual([2, false]);
  });

  it('is of differences where one side alone sends', () => {
    const report = reportOf([entry('a')], []);
    expect(shown(report)).toMatch('entry  only one, 1 entry');
    expect([exitCodeOf(report, true), exitCodeOf(report, false), isEqual(report)]).toEqual([1, 1, false]);
  });

  it('takes times of reading for one another, and labels without a value for none', () => {
    const read = (second: number) => entry('a', {}, `2026-11-21T10:00:0${second}.5Z`);
    const bare = { ...read(1), labels: entry('a', { level: '' }).labels };
    expect(exitCodeOf(reportOf([read(2)], [bare]), true)).toBe(0);
    expect(exitCodeOf(reportOf([read(2)], [entry('a')]), true)).toBe(1);
  });
});
