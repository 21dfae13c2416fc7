import { field, line } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import type { StageSpec } from '../../../lib/pipeline/stage-spec';
import { allOf, not } from '../../../lib/pipeline/condition';
import type { FuzzInput } from './fuzz-input';
import { printInput } from './printed';
import { randomInputs } from './random-inputs';
import { shrink, sizeOf } from './shrink';
import { smaller } from './smaller';

/** A program that fails where this holds. */
const failsWhere =
  (isFailing: (input: FuzzInput) => boolean) =>
  (inputs: readonly FuzzInput[]): Promise<readonly boolean[]> =>
    Promise.resolve(inputs.map(isFailing));

const all = (stages: readonly StageSpec[]): readonly StageSpec[] =>
  stages.flatMap((stage) => (stage.kind === 'when' ? [stage, ...all(stage.stages)] : [stage]));
const has = (input: FuzzInput, kind: StageSpec['kind']): boolean =>
  all(input.stages).some((stage) => stage.kind === kind);
const holds = (input: FuzzInput, text: string): boolean =>
  input.files.some(({ lines }) => lines.some((one) => one.includes(text)));

const large: FuzzInput = {
  sources: [
    { glob: 's0/**/*.log', exclude: ['s0/skipped.log'], maxLineBytes: 1024 },
    { glob: 's1/**/*.log', exclude: [] },
  ],
  stages: [
    Stage.parseJson({ only: ['a'] }),
    Stage.when(
      allOf(not(field('a').is('b')), line.contains('x')),
      Stage.level('level'),
      Stage.classify('kind', { one: /a/, two: /b/ }),
    ),
    Stage.time(field('ts'), { format: ['iso8601', 'unix'] }),
  ].map(({ spec }) => spec),
  sinks: [
    {
      labels: [
        ['app', { of: 'constant', text: 'x' }],
        ['a', field('a').spec],
      ],
      metadata: [['level', field('level').spec]],
      when: line.exists().spec,
    },
    { labels: [['app', { of: 'constant', text: 'y' }]], metadata: [] },
  ],
  files: [
    {
      path: 's0/q/n.log',
      lines: ['{"a":1}\n', 'some text and bad\xff bytes\r\n', 'x\n'].map((one) => Buffer.from(one, 'latin1')),
    },
    { path: 's1/other.log', lines: [Buffer.from('other\n')] },
  ],
};

describe('a failing input', () => {
  test('shrinks to the stage, the condition and the bytes that it takes', async () => {
    const smallest = await shrink(
      large,
      failsWhere((input) => has(input, 'classify') && holds(input, 'bad')),
    );
    expect(printInput(smallest)).toBe(
      [
        'sources: [Source.files(`${folder}/s1/**/*.log`)]',
        'stages: [',
        "  Stage.classify('kind', { two: re2`b` }),",
        ']',
        "sinks: [Sink.loki(to, { labels: { app: 'y' } })]",
        "file 's0/n.log':",
        "  'bad\\n'",
      ].join('\n'),
    );
  });

  test('keeps a condition that it fails by, without what else it is made of', async () => {
    const smallest = await shrink(
      large,
      failsWhere((input) =>
        all(input.stages).some((stage) => stage.kind === 'when' && /"test":"is"/.test(JSON.stringify(stage.condition))),
      ),
    );
    expect(printInput(smallest)).toContain("  Stage.when(field('a').is('b'), Stage.level('level')),\n]");
  });

  test.each([3, 4])('of seed %i shrinks to the one stage that fails', async (seed) => {
    for (const input of randomInputs(seed, 12)) {
      for (const kind of ['when', 'set', 'time'] as const) {
        if (!has(input, kind)) continue;
        const smallest = await shrink(
          input,
          failsWhere((one) => has(one, kind)),
        );
        expect(all(smallest.stages).filter((stage) => stage.kind === kind)).toHaveLength(1);
        expect(smallest.stages).toHaveLength(1);
        expect(smallest.files.flatMap(({ lines }) => lines).length).toBeLessThanOrEqual(1);
        expect(sizeOf(smallest)).toBeLessThanOrEqual(sizeOf(input));
      }
    }
  });

  test('stays as it is where nothing smaller fails', async () => {
    expect(
      await shrink(
        large,
        failsWhere(() => false),
      ),
    ).toBe(large);
  });

  test('is tried in rounds, many inputs in each', async () => {
    const rounds: number[] = [];
    await shrink(large, (inputs) => {
      rounds.push(inputs.length);
      return Promise.resolve(inputs.map((input) => has(input, 'time')));
    });
    expect(rounds.length).toBeLessThan(30);
    expect(Math.max(...rounds)).toBeGreaterThan(20);
  });
});

test('what is smaller is an input as well', () => {
  const candidates = [...smaller(large)];
  expect(candidates.length).toBeGreaterThan(50);
  for (const one of candidates) expect(() => printInput(one)).not.toThrow();
});
