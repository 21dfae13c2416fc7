import { Duration } from 'cdk8s';
import { field, line, origin } from '../../lib/pipeline/ref';
import { Stage } from '../../lib/pipeline/stage';
import { re2 } from '../../lib/languages/regex/regex';
import type { StageKind, StageSpecs } from '../../lib/pipeline/stage-spec';

const made: { readonly [K in StageKind]: readonly [stage: Stage<'vector'>, spec: Partial<StageSpecs[K]>] } = {
  parseJson: [Stage.parseJson({ only: ['a'] }), { from: { of: 'line' }, only: ['a'] }],
  parseLogfmt: [Stage.parseLogfmt({ from: field('x') }), { from: { of: 'field', path: ['x'] } }],
  parsePattern: [Stage.parsePattern('<a> <_>'), { pattern: '<a> <_>', from: { of: 'line' } }],
  parseRegex: [Stage.parseRegex(re2`(?<a>x)`), { from: { of: 'line' } }],
  parsePath: [Stage.parsePath('<a>.log'), { pattern: '<a>.log', from: { of: 'origin', name: 'path' } }],
  when: [Stage.when(line.exists(), Stage.remove('a')), { stages: [{ kind: 'remove', names: ['a'] }] }],
  rename: [
    Stage.rename({ a: 'b', c: 'd' }),
    {
      names: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
  ],
  set: [Stage.set({ a: 'x' }), { values: [['a', { of: 'constant', text: 'x' }]] }],
  remove: [Stage.remove('a', 'b'), { names: ['a', 'b'] }],
  time: [Stage.time(line), { formats: ['iso8601'], zone: 'UTC' }],
  level: [Stage.level('level'), { field: 'level' }],
  classify: [Stage.classify('kind', { a: /a/ }), { field: 'kind' }],
  joinLines: [Stage.joinLines({ firstLine: /^a/ }), { maxWaitMs: 500, maxLines: 1000 }],
  keep: [Stage.keep(line.exists()), { condition: { test: 'exists', ref: { of: 'line' } } }],
  drop: [Stage.drop(line.exists()), { condition: { test: 'exists', ref: { of: 'line' } } }],
  sample: [
    Stage.sample('12.5%', { first: { of: line, each: Duration.minutes(1) } }),
    { share: 0.125, first: { of: { of: 'line' }, eachMs: 60_000 } },
  ],
  throttle: [
    Stage.throttle({ linesPerSecond: 5, per: origin.path }),
    { linesPerSecond: 5, per: { of: 'origin', name: 'path' } },
  ],
  replace: [Stage.replace(/a/, '$1'), { by: '$1' }],
  line: [Stage.line({ json: ['a'] }), { json: ['a'] }],
  count: [Stage.count('n_total', { labels: { a: line } }), { metric: 'n_total', labels: [['a', { of: 'line' }]] }],
  measure: [Stage.measure('n', field('n')), { metric: 'n', value: { of: 'field', path: ['n'] }, labels: [] }],
  native: [Stage.native({ language: 'vector', source: '.a = 1' }), { language: 'vector', source: '.a = 1' }],
};

test.each(Object.entries(made))('%s is data', (kind, [stage, spec]) => {
  expect(stage.spec).toMatchObject({ kind, ...spec });
  expect([Object.isFrozen(stage), Object.isFrozen(stage.spec)]).toEqual([true, true]);
  expect(stage.nativeTo).toEqual(kind === 'native' ? ['vector'] : []);
});

test('what was given cannot change it later', () => {
  const names: Record<string, string> = { a: 'b' };
  const { spec } = Stage.rename(names);
  names['c'] = 'd';
  expect(spec).toMatchObject({ names: [['a', 'b']] });
});

test('several formats of time are tried in turn', () => {
  expect(Stage.time(line, { format: ['unix', '%s.%f'], zone: 'Europe/Berlin' }).spec).toMatchObject({
    formats: ['unix', '%s.%f'],
    zone: 'Europe/Berlin',
  });
});

test.each([
  [() => Stage.rename({}), `'names' must name at least one field, got an empty object; remove the stage`],
  [() => Stage.rename({ a: 'a' }), `'names.a' must be another name, got "a"; remove it`],
  [() => Stage.rename({ a: '' }), `'names.a' must not be empty, got ""; name the new field`],
  [() => Stage.set({}), `'values' must set at least one field`],
  [() => Stage.set({ a: 5 as unknown as string }), `'values.a' must be a string, got 5`],
  [() => Stage.remove('a', 'a'), `'fields' must name each once, got "a"`],
  [() => Stage.parseRegex(/(a)/), `'pattern' must have a named group, got "(`],
  [() => Stage.parseJson({ only: 'a' as unknown as ['a'] }), `'only' must be a list that is not empty, got "a"`],
  [() => Stage.time(line, { zone: 'Mars' }), `'zone' must be an IANA name or an offset, got "Mars"`],
  [() => Stage.level(''), `'field' must not be empty, got ""; name the field that holds the level`],
  [() => Stage.classify('a', {}), `'classes' must name at least one class`],
  [() => Stage.joinLines({ firstLine: /^a/, maxLines: 1 }), `'maxLines' must be a whole number from 2 on, got 1`],
  [
    () => Stage.joinLines({ firstLine: /^a/, maxWait: Duration.millis(0) }),
    `'maxWait' must be whole milliseconds from 1 on`,
  ],
  [() => Stage.sample('101%'), `'share' must be from '0%' to '100%', got "101%"; write a share such as '20%'`],
  [() => Stage.sample('1e1%'), `'share' must be from '0%'`],
  [
    () => Stage.throttle({ linesPerSecond: 0.5 }),
    `'linesPerSecond' must be a whole number from 1 on, got 0.5; use drop where`,
  ],
  [() => Stage.replace(/a/, undefined as unknown as string), `'by' must be a string, got undefined; write '' to strip`],
  [
    () => Stage.line({} as { json: 'all' }),
    `'value' must be a reference or { json }, got an empty object; write field('message')`,
  ],
  [
    () => Stage.count('n', { labels: { 'a-b': 'x' } }),
    `'labels' must be letters, digits and _, and not begin with a digit, got "a-b"`,
  ],
  [() => Stage.count('n', { labels: { __a: 'x' } }), `'labels' must not begin with __, got "__a"`],
  [
    () => Stage.native({ language: 'fluentd' as 'vector', source: 'x' }),
    `'code' must be code of an engine, got an object`,
  ],
  [
    () => Stage.native({ language: 'vector', source: '' }),
    `'code' must not be empty, got ""; write a program, or remove the stage`,
  ],
  [
    () => Stage.when(line.exists(), Stage.joinLines({ firstLine: /a/ })),
    `'stages' must not join lines, got "joinLines"; put joinLines first`,
  ],
  [() => Stage.keep(true as unknown as never), `'condition' must be a condition, got true`],
])('fails when a value cannot be meant: %s', (make, message) => {
  expect(make).toThrow(message);
});
