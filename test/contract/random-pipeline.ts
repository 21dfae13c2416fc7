import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { vrl } from '../../lib/languages/vrl';
import { allOf, anyOf, not } from '../../lib/pipeline/condition';
import type { Condition } from '../../lib/pipeline/condition';
import { field, firstOf, line, origin, text } from '../../lib/pipeline/ref';
import type { Ref } from '../../lib/pipeline/ref';
import { Stage } from '../../lib/pipeline/stage';
import type { ParseOptions } from '../../lib/pipeline/stage-options';
import { pattern as anyPattern } from './random-values';
import { fewWords } from './random-words';
import type { Words } from './random-words';

export { record } from './random-record';

/** What pipelines are made of, at random. */
export interface RandomParts {
  /** What can be read of a record. */
  readonly ref: fc.Arbitrary<Ref>;
  readonly condition: fc.Arbitrary<Condition>;
  /** Stages that each are a pure function of the record. */
  readonly stages: fc.Arbitrary<readonly Stage<'vector'>[]>;
  /** Stages that need components of their own, or remember what they saw. */
  readonly statefulStages: fc.Arbitrary<readonly Stage<'vector'>[]>;
}

/** Programs that find what is there whatever came before. */
const programs = [
  vrl`.fields.native = upcase(string!(.message))`,
  vrl`if contains(string!(.message), "boom") { abort }`,
  vrl`.fields = object!(parse_json!(.message)); .message = string!(.fields.a)`,
  vrl`.fields.a = 2.0; .fields.n = { "k": [1, null, -0.0, "x"] }; .message = string!(.message) + " "`,
] as const;

const zone = fc.constantFrom('UTC', '+05:30', 'Europe/Berlin', 'America/New_York');

/** Pipelines that stumble over each other: values of every kind, texts that mean something. */
export function randomParts(words: Words): RandomParts {
  const ref = randomRef(words);
  const condition = randomCondition(words, ref);
  const stage = randomStage(words, ref, condition);
  return {
    ref,
    condition,
    stages: fc.array(stage, { minLength: 1, maxLength: 5 }),
    statefulStages: fc.array(fc.oneof(stage, ...statefulStage(ref, condition, stage)), { minLength: 1, maxLength: 4 }),
  };
}

function randomRef({ names, steps, constants }: Words): fc.Arbitrary<Ref> {
  const name = fc.constantFrom(...names);
  const simple: fc.Arbitrary<Ref> = fc.oneof(
    { weight: 6, arbitrary: name.map((key) => field(key)) },
    { weight: 1, arbitrary: fc.constant(line) },
    { weight: 1, arbitrary: fc.constantFrom(origin.path, origin.pod, origin.stream, origin.podLabel('app')) },
    { weight: 1, arbitrary: fc.tuple(name, fc.constantFrom(...steps)).map(([key, step]) => field(key, step)) },
  );
  return fc.oneof(
    { weight: 5, arbitrary: simple },
    { weight: 1, arbitrary: fc.tuple(simple, simple).map(([one, other]) => text`${one}-${other}`) },
    { weight: 1, arbitrary: fc.tuple(simple, simple).map(([one, other]) => firstOf(one, other)) },
    { weight: 1, arbitrary: fc.tuple(simple, fc.constantFrom(...constants)).map(([one, rest]) => firstOf(one, rest)) },
    { weight: 1, arbitrary: simple.map((one) => text`p${one}`) },
    { weight: 1, arbitrary: fc.constant(text`x${line}`) },
    { weight: 1, arbitrary: simple.map((one) => text`{{ .x }}%Y $1\`\${X}${one}\\"`) },
  );
}

function randomCondition({ values, parts, patterns }: Words, ref: fc.Arbitrary<Ref>): fc.Arbitrary<Condition> {
  const value = fc.constantFrom(...values, 'error', 'info', '5', 5, true, 1.5, 0);
  const part = fc.constantFrom(...parts);
  return fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small' },
      fc.tuple(ref, value).map(([one, wanted]) => one.is(wanted)),
      fc.tuple(ref, value).map(([one, wanted]) => one.is('info', wanted, 5)),
      fc.tuple(ref, part).map(([one, wanted]) => one.contains(wanted)),
      fc.tuple(ref, part).map(([one, wanted]) => one.startsWith(wanted)),
      fc.tuple(ref, fc.oneof(fc.constantFrom(...patterns), anyPattern)).map(([one, wanted]) => one.matches(wanted)),
      fc.tuple(ref, fc.constantFrom(5, 1.5, -1)).map(([one, limit]) => one.atLeast(limit)),
      fc.tuple(ref, fc.constantFrom(5, 1e-7, 500)).map(([one, limit]) => one.below(limit)),
      ref.map((one) => one.exists()),
      tie('condition').map((one) => not(one)),
      fc.tuple(tie('condition'), tie('condition')).map((all) => allOf(...all)),
      fc.tuple(tie('condition'), tie('condition')).map((all) => anyOf(...all)),
    ),
  })).condition;
}

function randomStage(
  words: Words,
  ref: fc.Arbitrary<Ref>,
  condition: fc.Arbitrary<Condition>,
): fc.Arbitrary<Stage<'vector'>> {
  const { formats, constants, captures, layouts, paths, replacements } = words;
  const [name, pattern] = [fc.constantFrom(...words.names), fc.oneof(fc.constantFrom(...words.patterns), anyPattern)];
  const from = fc.oneof(
    fc.constant({}),
    ref.map((one) => ({ from: one })),
  );
  const parsing: fc.Arbitrary<ParseOptions> = fc
    .tuple(from, fc.uniqueArray(name, { maxLength: 2 }))
    .map(([options, [first, ...more]]) => (first === undefined ? options : { ...options, only: [first, ...more] }));
  return fc.letrec<{ stage: Stage<'vector'> }>((tie) => ({
    stage: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      parsing.map((options) => Stage.parseJson(options)),
      parsing.map((options) => Stage.parseLogfmt(options)),
      fc.tuple(fc.constantFrom(...layouts), from).map(([all, options]) => Stage.parsePattern(all as '<a>', options)),
      fc.tuple(fc.constantFrom(...captures), from).map(([all, options]) => Stage.parseRegex(all, options)),
      fc.constantFrom(...paths).map((all) => Stage.parsePath(all as '<a>')),
      fc
        .tuple(name, name)
        .filter(([old, now]) => old !== now)
        .map(([old, now]) => Stage.rename(Object.fromEntries([[old, now]]))),
      fc
        .tuple(name, fc.oneof(ref, fc.constantFrom(...constants)))
        .map(([key, value]) => Stage.set(Object.fromEntries([[key, value]]))),
      fc.tuple(name, name).map(([one, two]) => (one === two ? Stage.remove(one) : Stage.remove(one, two))),
      fc
        .tuple(ref, fc.uniqueArray(fc.constantFrom(...formats), { minLength: 2, maxLength: 2 }), zone)
        .map(([one, all, where]) => Stage.time(one, { format: all as ['unix'], zone: where })),
      name.map((key) => Stage.level(key)),
      fc.tuple(name, pattern, pattern).map(([key, one, two]) => Stage.classify(key, { one, two })),
      condition.map((one) => Stage.keep(anyOf(one, line.contains('e'), line.contains('1')))),
      condition.map((one) => Stage.drop(allOf(one, line.contains('a')))),
      fc
        .tuple(fc.constantFrom('50%', '33.3%', '90%'), condition)
        .map(([share, unless]) => Stage.sample(share, { unless })),
      fc.tuple(pattern, fc.constantFrom(...replacements)).map(([one, by]) => Stage.replace(one, by)),
      ref.map((one) => Stage.line(one)),
      fc.tuple(name, name).map(([one, two]) => Stage.line({ json: one === two ? [one] : [one, two] })),
      fc.constant(Stage.line({ json: 'all' })),
      fc.constantFrom(...programs).map((program) => Stage.native(program)),
      fc.tuple(condition, tie('stage'), tie('stage')).map(([one, ...inner]) => Stage.when(one, ...inner)),
    ),
  })).stage;
}

function statefulStage(
  ref: fc.Arbitrary<Ref>,
  condition: fc.Arbitrary<Condition>,
  stage: fc.Arbitrary<Stage<'vector'>>,
): readonly fc.Arbitrary<Stage<'vector'>>[] {
  return [
    fc
      .tuple(fc.constantFrom(1, 5), fc.option(ref, { freq: 1 }), fc.option(condition, { freq: 1 }))
      .map(([linesPerSecond, per, unless]) =>
        Stage.throttle({ linesPerSecond, ...(per === null ? {} : { per }), ...(unless === null ? {} : { unless }) }),
      ),
    fc
      .tuple(ref, condition)
      .map(([of, unless]) => Stage.sample('10%', { unless, first: { of, each: Duration.minutes(1) } })),
    fc.tuple(ref, condition).map(([one, when]) => Stage.count('lines_total', { when, labels: { one, podName: one } })),
    fc.tuple(ref, ref).map(([value, one]) => Stage.measure('size', value, { labels: { one } })),
    fc
      .tuple(condition, stage, ref)
      .map(([one, inner, per]) => Stage.when(one, inner, Stage.throttle({ linesPerSecond: 1, per }))),
  ];
}

/** Of few names, and values of every kind. */
export const { ref, stages, statefulStages } = randomParts(fewWords);
