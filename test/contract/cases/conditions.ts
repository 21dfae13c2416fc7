import { allOf, anyOf, not } from '../../../lib/pipeline/condition';
import type { Condition } from '../../../lib/pipeline/condition';
import { field, line, origin, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

const a = field('a');

/** JSON lines for which the condition holds, and others. */
const holds = (condition: Condition, held: readonly string[], others: readonly string[]): CaseProps => ({
  lines: [...held, ...others],
  stages: [Stage.parseJson(), Stage.keep(condition)],
  expected: held,
});

export const conditionCases = [
  ...about('conditions', {
    'is compares strings exactly': holds(
      a.is('x', 'y'),
      ['{"a":"x"}', '{"a":"y"}'],
      ['{"a":"X"}', '{"a":"x "}', '{"a":["x"]}', '{}'],
    ),
    'is of a string does not hold for a number or a boolean': holds(
      a.is('5', 'true'),
      ['{"a":"5"}', '{"a":"true"}'],
      ['{"a":5}', '{"a":true}'],
    ),
    'is of a number compares by value': holds(
      a.is(5, 0),
      ['{"a":5}', '{"a":5.0}', '{"a":50e-1}', '{"a":-0.0}'],
      ['{"a":"5"}', '{"a":5.1}', '{"a":false}'],
    ),
    'is of a number beyond what doubles tell apart': holds(
      a.is(2 ** 53),
      ['{"a":9007199254740992}'],
      ['{"a":9007199254740993}'],
    ),
    'is of a boolean': holds(a.is(true), ['{"a":true}'], ['{"a":"true"}', '{"a":1}', '{"a":false}']),
    'is of the empty string': holds(a.is(''), ['{"a":""}'], ['{"a":null}', '{}', '{"a":" "}']),
    'contains and startsWith take the text': holds(
      anyOf(a.contains('.5'), a.startsWith('tr')),
      ['{"a":"x.5y"}', '{"a":1.50}', '{"a":true}', '{"a":"try"}'],
      ['{"a":5}', '{"a":"xtr"}', '{"a":{"b":".5"}}', '{"a":[".5"]}', '{}'],
    ),
    'contains is literal and case-sensitive': holds(
      a.contains('a.*"b'),
      ['{"a":"xa.*\\"by"}'],
      ['{"a":"axx\\"b"}', '{"a":"A.*\\"B"}'],
    ),
    'matches takes the text': holds(
      a.matches(/^1(\.5)?$/),
      ['{"a":1}', '{"a":1.0}', '{"a":"1.5"}', '{"a":1.5}'],
      ['{"a":10}', '{"a":[1]}', '{}'],
    ),
    'atLeast and below compare numbers': holds(
      allOf(a.atLeast(2), a.below(10)),
      ['{"a":2}', '{"a":2.0}', '{"a":9.999}', '{"a":"3"}', '{"a":"3.50"}'],
      [
        '{"a":1.999}',
        '{"a":10}',
        '{"a":"10"}',
        '{"a":"x"}',
        '{"a":"3e0"}',
        '{"a":" 3"}',
        '{"a":"+3"}',
        '{"a":true}',
        '{"a":[3]}',
        '{}',
      ],
    ),
    'numbers far beyond compare too': holds(
      a.atLeast(1e15),
      ['{"a":1e300}', '{"a":9223372036854775807}'],
      ['{"a":-1e300}', '{"a":"1234567890123456"}'],
    ),
    'exists holds for whatever is present': holds(
      a.exists(),
      ['{"a":""}', '{"a":false}', '{"a":0}', '{"a":{}}', '{"a":[]}'],
      ['{"a":null}', '{}', 'text'],
    ),
    'exists walks inward': holds(
      field('a', 'b', 0).exists(),
      ['{"a":{"b":[1]}}'],
      ['{"a":{"b":[]}}', '{"a":{"b":[null]}}', '{"a":"b"}'],
    ),
    'not holds where the value is absent': holds(
      not(a.is('x')),
      ['{"a":"y"}', '{}', '{"a":null}', 'text'],
      ['{"a":"x"}'],
    ),
    'a test of what is absent is false, and its opposite too': holds(
      anyOf(a.atLeast(0), a.below(0)),
      ['{"a":-1}'],
      ['{}', '{"a":"x"}'],
    ),
    'allOf, anyOf and not nest': holds(
      allOf(anyOf(a.is('x'), a.is('y')), not(allOf(field('b').exists(), field('c').exists()))),
      ['{"a":"x"}', '{"a":"y","b":1}'],
      ['{"a":"x","b":1,"c":1}', '{"a":"z"}'],
    ),
    'a joined text can be tested': holds(
      text`${a}/${field('b')}`.is('1/2'),
      ['{"a":1,"b":"2"}'],
      ['{"a":"1"}', '{"a":"1","b":[2]}'],
    ),
    'the line and the origin can be tested': {
      files: { 'x/a.log': ['yes', 'no'], 'y/b.log': ['yes'] },
      stages: [Stage.keep(allOf(line.is('yes'), origin.path.contains('/x/')))],
      expected: ['yes'],
    },
  }),
  ...about('keep', {
    'drops the rest': { lines: ['a', 'b', 'ab'], stages: [Stage.keep(line.contains('a'))], expected: ['a', 'ab'] },
  }),
  ...about('drop', {
    'keeps the rest': { lines: ['a', 'b', 'ab'], stages: [Stage.drop(line.contains('a'))], expected: ['b'] },
    'sees the line as stages before left it': {
      lines: ['secret', 'open'],
      stages: [Stage.replace(/secret/, '***'), Stage.drop(line.contains('secret'))],
      expected: ['***', 'open'],
    },
  }),
  ...about('when', {
    'stages run where the condition holds': {
      lines: ['{"a":"x"}', '{"a":"y"}'],
      stages: [Stage.parseJson(), Stage.when(a.is('x'), Stage.set({ b: '1' }), Stage.set({ c: field('b') }))],
      show: ['b', 'c'],
      expected: [{ line: '{"a":"x"}', metadata: { b: '1', c: '1' } }, '{"a":"y"}'],
    },
    'the condition is asked once, before the first': {
      lines: ['{"a":"x"}'],
      stages: [Stage.parseJson(), Stage.when(a.is('x'), Stage.set({ a: 'y' }), Stage.set({ b: 'still' }))],
      show: ['a', 'b'],
      expected: [{ line: '{"a":"x"}', metadata: { a: 'y', b: 'still' } }],
    },
    'a drop inside drops': {
      lines: ['{"a":"x","n":1}', '{"a":"x","n":2}', '{"a":"y","n":1}'],
      stages: [Stage.parseJson(), Stage.when(a.is('x'), Stage.drop(field('n').is(1)))],
      expected: ['{"a":"x","n":2}', '{"a":"y","n":1}'],
    },
    'they nest': {
      lines: ['{"a":"x","n":1}', '{"a":"x","n":2}', '{"a":"y","n":1}'],
      stages: [
        Stage.parseJson(),
        Stage.when(a.is('x'), Stage.when(field('n').is(1), Stage.set({ both: 'yes' })), Stage.set({ one: 'yes' })),
      ],
      show: ['one', 'both'],
      expected: [
        { line: '{"a":"x","n":1}', metadata: { one: 'yes', both: 'yes' } },
        { line: '{"a":"x","n":2}', metadata: { one: 'yes' } },
        '{"a":"y","n":1}',
      ],
    },
  }),
];
