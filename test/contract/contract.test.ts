import type { StageSpec } from '../../lib/pipeline/stage-spec';
import { allCases } from './all-cases';
import { expectedOf, receivedOf } from './compare';
import { topics } from './contract-case';
import type { ContractResult } from './contract-runner';
import { runners } from './runners';

const target = { url: 'http://loki' };

describe('the cases', () => {
  test('are at least two hundred, each under a name of its own', () => {
    const names = allCases.map(({ about, name }) => `${about}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(200);
  });

  test('are about every line of the model and every stage', () => {
    expect(new Set(allCases.map(({ about }) => about))).toEqual(new Set(topics));
  });

  test('run each stage', () => {
    const kinds = (stages: readonly StageSpec[]): readonly string[] =>
      stages.flatMap((stage) => (stage.kind === 'when' ? [stage.kind, ...kinds(stage.stages)] : [stage.kind]));
    const run = allCases.flatMap((each) => kinds(each.pipeline(target).stages.map(({ spec }) => spec)));
    expect([...new Set(run)].sort()).toEqual(
      ['classify', 'count', 'drop', 'joinLines', 'keep', 'level', 'line', 'measure', 'parseJson', 'parseLogfmt']
        .concat(['parsePath', 'parsePattern', 'parseRegex', 'remove', 'rename', 'replace', 'sample', 'set', 'throttle'])
        .concat(['native', 'time', 'when'])
        .sort(),
    );
  });

  test.each(allCases.map((each) => [`${each.about}: ${each.name}`, each] as const))(
    '%s: has no findings',
    (_name, each) => {
      expect(each.pipeline(target).check()).toEqual([]);
    },
  );
});

for (const runner of runners) {
  const reason = runner.find();
  if (reason !== undefined) {
    test.skip(`${runner.name} is left out, which costs ${allCases.length} cases: ${reason}`, () => undefined);
    continue;
  }
  const taken = allCases.filter((each) => runner.leavesOut(each) === undefined);
  const leftOut = allCases.filter((each) => runner.leavesOut(each) !== undefined);

  describe(`${runner.name} sends what the model says`, () => {
    let results: readonly ContractResult[] = [];
    beforeAll(async () => {
      results = await runner.run(taken);
    }, 600_000);

    test.each(taken.map((each, index) => [`${each.about}: ${each.name}`, each, index] as const))(
      '%s',
      (_name, each, index) => {
        const result = results[index];
        if (result === undefined) throw new Error('the runner gave no result');
        expect(receivedOf(result)).toEqual(expectedOf(each));
        if (result.carried !== undefined && result.carried.length > 0)
          expect(result.carried).toEqual([each.carried ?? {}]);
      },
    );

    for (const each of leftOut) {
      test.skip(`${each.about}: ${each.name}, left out: ${runner.leavesOut(each)}`, () => undefined);
    }
  });
}
