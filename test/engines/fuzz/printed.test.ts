import { runInNewContext } from 'node:vm';
import { Duration, Size } from 'cdk8s';
import { re2 } from '../../../lib/languages/regex/regex';
import { allOf, anyOf, not } from '../../../lib/pipeline/condition';
import { field, firstOf, line, origin, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import type { StageSpec } from '../../../lib/pipeline/stage-spec';
import { printInput, printStage } from './printed';
import { randomInputs } from './random-inputs';
import { stageOf } from './stage-of';

const names = { Stage, Duration, Size, re2, allOf, anyOf, not, field, firstOf, line, origin, text };

/** What is printed, read as TypeScript. */
function read(printed: string): Stage {
  return runInNewContext(printed, names) as Stage;
}

const inputs = randomInputs(1, 200);
const specs = inputs.flatMap(({ stages }) => stages);

test('a stage reads as what it is', () => {
  for (const spec of specs) expect(asWritten(read(printStage(spec)).spec)).toEqual(asWritten(spec));
});

test('a stage is made anew of its data', () => {
  for (const spec of specs) expect(asWritten(stageOf(spec).spec)).toEqual(asWritten(spec));
});

test('inputs have every stage, and each part of a source and a sink', () => {
  const kinds = (stages: readonly StageSpec[]): readonly string[] =>
    stages.flatMap((stage) => (stage.kind === 'when' ? ['when', ...kinds(stage.stages)] : [stage.kind]));
  expect(new Set(kinds(specs)).size).toBe(22);
  const sources = inputs.flatMap((input) => input.sources);
  expect(sources.some(({ exclude }) => exclude.length > 0)).toBe(true);
  expect(sources.some(({ maxLineBytes }) => maxLineBytes !== undefined)).toBe(true);
  expect(inputs.some(({ pod }) => pod !== undefined)).toBe(true);
  expect(inputs.some(({ files }) => files.length > 2)).toBe(true);
  const sinks = inputs.map((input) => input.sinks);
  expect(sinks.some((all) => all.length > 1)).toBe(true);
  expect(sinks.flat().some(({ when }) => when !== undefined)).toBe(true);
  const bytes = Buffer.concat(inputs.flatMap(({ files }) => files.flatMap(({ lines }) => lines)));
  for (const odd of ['\0', '\r\n', '\xff', 'Traceback', '"dag_id":"'])
    expect(bytes.includes(Buffer.from(odd, 'latin1'))).toBe(true);
});

test('the same seed gives the same inputs', () => {
  expect(randomInputs(1, 20).map(printInput)).toEqual(inputs.slice(0, 20).map(printInput));
});

/** Patterns by what they mean: how they were written is no matter. */
function asWritten(spec: StageSpec): unknown {
  return JSON.parse(
    JSON.stringify(spec, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && 'toGo' in value ? (value as { toGo(): string }).toGo() : value,
    ),
  );
}
