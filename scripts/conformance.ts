import { allCases } from '../test/contract/all-cases';
import { topics } from '../test/contract/contract-case';
import type { ContractCase } from '../test/contract/contract-case';
import { nameOf, outcomeOf, readResults, recordedEngines } from '../test/contract/results';
import type { RecordedEngine } from '../test/contract/results';
import type { StageSpec } from '../lib/pipeline/stage-spec';

const results = readResults();
const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |\n`;

/** `12 of 12`: in how many of the cases the real program sent what the model says. */
export function agreement(engine: RecordedEngine, cases: readonly ContractCase[]): string {
  const agreeing = cases.filter((each) => outcomeOf(results, engine, each) === 'agrees');
  return `${agreeing.length} of ${cases.length}`;
}

/** What cases are about, by the row of the table of what there is. */
const aboutRows: Readonly<Record<string, readonly string[]>> = {
  'Source.files': [
    ...['files', 'rotation', 'end of line', 'last line without LF', 'over-long line', 'invalid UTF-8', 'empty line'],
    'sources that overlap',
  ],
  'Source.pods': ['pods', 'rotation', 'labels'],
  'Sink.loki': ['sinks', 'labels', 'label values', 'structured metadata', 'order', 'equal lines at equal times'],
  'Sink.stdout': ['sinks'],
  'Sink.http': ['sinks'],
  'Sink.otlp': ['OTLP'],
};

/** The cases of a row such as `Stage.time`: about it, and of pipelines that have it. */
export function casesOf(name: string): readonly ContractCase[] {
  const [what, kind = ''] = name.split('.');
  return allCases.filter((each) => {
    if (!(aboutRows[name] ?? [kind]).includes(each.about)) return false;
    const { sources, stages, sinks } = each.pipeline({ url: 'http://loki' });
    if (what === 'Stage') return kindsOf(stages.map(({ spec }) => spec)).includes(kind);
    return (what === 'Source' ? sources : sinks).every((one) => one.kind === kind);
  });
}

function kindsOf(stages: readonly StageSpec[]): readonly string[] {
  return stages.flatMap((stage) => (stage.kind === 'when' ? [stage.kind, ...kindsOf(stage.stages)] : [stage.kind]));
}

/** A table of what each program did with the cases, by what they are about. */
export function conformance(): string {
  const line = (about: string, cases: readonly ContractCase[]): string =>
    row([about, ...recordedEngines.map((engine) => agreement(engine, cases))]);
  return [
    row(['', ...recordedEngines.map((engine) => `${engine} ${results.programs[engine] ?? ''}`)]),
    row(['---', ...recordedEngines.map(() => '---')]),
    ...topics.map((topic) =>
      line(
        topic,
        allCases.filter(({ about }) => about === topic),
      ),
    ),
    line('all', allCases),
  ].join('');
}

/** A table of the cases that were left out, by the reason. */
export function leftOut(): string {
  const cases = new Map<string, Map<string, string[]>>();
  for (const engine of recordedEngines) {
    for (const each of allCases) {
      const outcome = outcomeOf(results, engine, each);
      if (typeof outcome !== 'object') continue;
      const byReason = cases.get(engine) ?? new Map<string, string[]>();
      byReason.set(outcome.leftOut, [...(byReason.get(outcome.leftOut) ?? []), nameOf(each)]);
      cases.set(engine, byReason);
    }
  }
  return [
    row(['agent', 'why', 'cases']),
    row(['---', '---', '---']),
    ...[...cases].flatMap(([engine, byReason]) =>
      [...byReason].map(([reason, names]) => row([engine, reason, names.join('; ')])),
    ),
  ].join('');
}
