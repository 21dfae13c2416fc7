import { Duration } from 'cdk8s';
import { field, line } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';

const first = Stage.joinLines({ firstLine: /^\S/ });
const at = (second: number, rest: string): string => `2026-11-21T00:00:0${second}Z ${rest}`;
const timed = [Stage.parsePattern('<t> <rest>'), Stage.time(field('t'))] as const;
const seen = (all: string): { readonly line: string; readonly time: string } => ({ line: all, time: all.slice(0, 20) });

export const flowCases = [
  ...about('joinLines', {
    'lines up to the next first line are one': {
      lines: ['Traceback', '  File a', '  File b', 'next'],
      stages: [first],
      expected: ['Traceback\n  File a\n  File b', 'next'],
    },
    'lines before the first one belong together': {
      lines: [' a', ' b', 'c', ' d'],
      stages: [first],
      expected: [' a\n b', 'c\n d'],
    },
    'a file without any first line is one entry': { lines: [' a', ' b'], stages: [first], expected: [' a\n b'] },
    'maxLines begins a new entry': {
      lines: ['a', ' 1', ' 2', ' 3', ' 4', 'b'],
      stages: [Stage.joinLines({ firstLine: /^\S/, maxLines: 3 })],
      expected: ['a\n 1\n 2', ' 3\n 4', 'b'],
    },
    'a thousand lines are one entry when nothing is said': {
      lines: ['a', ...Array.from({ length: 1001 }, (_, index) => ` ${index}`)],
      stages: [first],
      expected: [['a', ...Array.from({ length: 999 }, (_, index) => ` ${index}`)].join('\n'), ' 999\n 1000'],
    },
    'files are joined each for itself': {
      files: { 'a.log': ['a', ' 1', ' 2'], 'b.log': ['b', ' 3'] },
      stages: [first],
      expected: ['a\n 1\n 2', 'b\n 3'],
    },
    'a CR before LF is not joined': { bytes: 'a\r\n b\r\n', stages: [first], expected: ['a\n b'] },
    'the stages after it see the whole': {
      lines: ['{"a":', ' "x"}', '{"a":"y"}'],
      stages: [Stage.joinLines({ firstLine: /^\{/ }), Stage.parseJson()],
      show: ['a'],
      expected: [
        { line: '{"a":\n "x"}', metadata: { a: 'x' } },
        { line: '{"a":"y"}', metadata: { a: 'y' } },
      ],
    },
    'the last line without LF is not joined': { bytes: 'a\n b\n c', stages: [first], expected: ['a\n b'] },
  }),
  ...about('sample', {
    'all or nothing': { lines: ['a', 'b'], stages: [Stage.sample('100%')], expected: ['a', 'b'] },
    nothing: { lines: ['a', 'b'], stages: [Stage.sample('0%')], expected: [] },
    'what unless names always stays': {
      lines: ['a', 'keep', 'b', 'keep'],
      stages: [Stage.sample('0%', { unless: line.is('keep') })],
      expected: ['keep', 'keep'],
    },
    'by the first 32 bits of SHA-256 over line, LF and time': {
      // Computed by another program: sha256("2026-11-21T00:00:01Z a\n1795219201000000000") begins with 84aac88f.
      lines: 'a b c d e f g h i j k l m n o p'.split(' ').map((rest) => at(1, rest)),
      stages: [...timed, Stage.sample('50%')],
      expected: 'c g j k'.split(' ').map((rest) => seen(at(1, rest))),
    },
    'the first of each value stays': {
      lines: [at(1, 'x'), at(1, 'y'), at(2, 'x'), at(3, 'y')],
      stages: [...timed, Stage.sample('0%', { first: { of: field('rest'), each: Duration.minutes(10) } })],
      expected: [seen(at(1, 'x')), seen(at(1, 'y'))],
    },
  }),
  ...about('throttle', {
    'what is below the limit passes': {
      lines: [at(1, 'a'), at(1, 'b'), at(2, 'c')],
      stages: [...timed, Stage.throttle({ linesPerSecond: 1000 })],
      expected: [seen(at(1, 'a')), seen(at(1, 'b')), seen(at(2, 'c'))],
    },
    'unless passes and is not counted': {
      lines: Array.from({ length: 20 }, () => 'error'),
      stages: [Stage.throttle({ linesPerSecond: 1, unless: line.is('error') })],
      expected: Array.from({ length: 20 }, () => 'error'),
    },
  }),
  ...about('count', {
    'changes no record': {
      lines: ['a', 'b'],
      stages: [Stage.count('lines_total', { when: line.is('a'), labels: { which: line } })],
      expected: ['a', 'b'],
    },
  }),
  ...about('measure', {
    'changes no record': {
      lines: ['{"ms":5}', '{"ms":"x"}', '{}'],
      stages: [Stage.parseJson(), Stage.measure('job_ms', field('ms'))],
      expected: ['{"ms":5}', '{"ms":"x"}', '{}'],
    },
  }),
];
