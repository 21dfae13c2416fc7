import { Duration } from 'cdk8s';
import { allOf, anyOf, not } from '../../../lib/pipeline/condition';
import { field, line, origin } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { re2 } from '../../../lib/languages/regex/regex';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

const json = Stage.parseJson();
const a = field('a');
const at = (second: number, rest: string): string => `2026-11-21T00:00:0${second}Z ${rest}`;
const timed = [Stage.parsePattern('<t> <rest>'), Stage.time(field('t'))] as const;
const seen = (all: string): { readonly line: string; readonly time: string } => ({ line: all, time: all.slice(0, 20) });

/** Lines as a stage leaves them. */
const makes = (stages: readonly Stage[], ...rows: readonly (readonly [read: string, sent: string])[]): CaseProps => ({
  lines: rows.map(([read]) => read),
  stages,
  expected: rows.map(([, sent]) => sent),
});

export const flowEdgeCases = [
  ...about('when', {
    'what is absent, null, empty or no text': {
      lines: ['{}', '{"a":null}', '{"a":""}', '{"a":{}}', '{"a":[]}', '{"a":0}', 'text', ''],
      stages: [
        json,
        Stage.when(a.exists(), Stage.set({ is: 'there' })),
        Stage.when(not(a.exists()), Stage.set({ is: 'absent' })),
      ],
      show: ['is'],
      expected: [
        ...['{}', '{"a":null}', 'text', ''].map((one) => ({ line: one, metadata: { is: 'absent' } })),
        ...['{"a":""}', '{"a":{}}', '{"a":[]}', '{"a":0}'].map((one) => ({ line: one, metadata: { is: 'there' } })),
      ],
    },
    'every kind of stage runs inside': {
      lines: ['y {"a":"1","level":"WARN","t":"2026-11-21T00:00:01Z","m":"hello"}', 'n {"a":"1"}'],
      stages: [
        Stage.when(
          line.startsWith('y'),
          Stage.replace(/^y /, ''),
          Stage.parseJson(),
          Stage.time(field('t')),
          Stage.level('level'),
          Stage.rename({ a: 'b' }),
          Stage.remove('t'),
          Stage.classify('kind', { greeting: /hello/ }),
          Stage.count('when_total'),
          Stage.measure('when_b', field('b')),
          Stage.line(field('m')),
          Stage.parseRegex(re2`(?<first>.)`),
          Stage.parsePattern('<he>llo'),
          Stage.parseLogfmt(),
          Stage.keep(line.is('hello')),
          Stage.sample('100%'),
          Stage.throttle({ linesPerSecond: 1000 }),
        ),
      ],
      show: ['a', 'b', 't', 'level', 'kind', 'first', 'he'],
      expected: [
        {
          line: 'hello',
          time: '2026-11-21T00:00:01Z',
          metadata: { b: '1', level: 'warn', kind: 'greeting', first: 'h', he: 'he' },
        },
        'n {"a":"1"}',
      ],
    },
    'a keep inside drops only what it sees': makes(
      [Stage.when(line.contains('x'), Stage.keep(line.contains('y')))],
      ['xy', 'xy'],
      ['z', 'z'],
    ),
    'a sample inside': {
      lines: ['debug 1', 'info', 'debug 2'],
      stages: [Stage.when(line.startsWith('debug'), Stage.sample('0%'))],
      expected: ['info'],
    },
    'a throttle inside counts what it sees': {
      lines: Array.from({ length: 50 }, (_, index) => (index === 0 ? 'debug' : `info ${index}`)),
      stages: [Stage.when(line.is('debug'), Stage.throttle({ linesPerSecond: 1 }))],
      expected: Array.from({ length: 50 }, (_, index) => (index === 0 ? 'debug' : `info ${index}`)),
    },
    'one after the other, each with what the one before left': makes(
      [Stage.when(line.is('a'), Stage.replace(/a/, 'b')), Stage.when(line.is('b'), Stage.replace(/b/, 'c'))],
      ['a', 'c'],
      ['b', 'c'],
    ),
    'three deep': makes(
      [
        Stage.when(
          line.contains('1'),
          Stage.when(
            line.contains('2'),
            Stage.when(line.contains('3'), Stage.replace(/$/, '!')),
            Stage.replace(/$/, '?'),
          ),
        ),
      ],
      ['123', '123!?'],
      ['12', '12?'],
      ['13', '13'],
    ),
  }),
  ...about('joinLines', {
    'the time is that of the first line, or what a stage reads': {
      lines: ['2026-11-21T00:00:01Z a', ' 2026-11-21T00:00:02Z b'],
      stages: [Stage.joinLines({ firstLine: /^\S/ }), Stage.parsePattern('<t> <_>'), Stage.time(field('t'))],
      expected: [{ line: '2026-11-21T00:00:01Z a\n 2026-11-21T00:00:02Z b', time: '2026-11-21T00:00:01Z' }],
    },
    'two lines at most': {
      lines: ['a', ' 1', ' 2', ' 3', 'b'],
      stages: [Stage.joinLines({ firstLine: /^\S/, maxLines: 2 })],
      expected: ['a\n 1', ' 2\n 3', 'b'],
    },
    'an empty line may be a first one': {
      lines: ['a', '', ' 1', 'b'],
      stages: [Stage.joinLines({ firstLine: /^(?:\S|$)/ })],
      expected: ['a', '\n 1', 'b'],
    },
    'each line is a first one': {
      lines: ['a', 'b', 'c'],
      stages: [Stage.joinLines({ firstLine: /^/ })],
      expected: ['a', 'b', 'c'],
    },
    'equal entries are kept': {
      lines: ['a', ' 1', 'a', ' 1'],
      stages: [Stage.joinLines({ firstLine: /^\S/ })],
      expected: ['a\n 1', 'a\n 1'],
    },
    'an over-long line among them is left out': {
      lines: ['a', ' '.padEnd(65, '1'), ' 2', 'b'],
      maxLineBytes: 64,
      stages: [Stage.joinLines({ firstLine: /^\S/ })],
      expected: ['a\n 2', 'b'],
    },
    'the whole may be longer than a line': {
      lines: ['a', ...Array.from({ length: 5 }, () => ' '.padEnd(64, '1')), 'b'],
      maxLineBytes: 64,
      stages: [Stage.joinLines({ firstLine: /^\S/ })],
      expected: [['a', ...Array.from({ length: 5 }, () => ' '.padEnd(64, '1'))].join('\n'), 'b'],
    },
    'bytes that are no UTF-8, NUL and CR among them': {
      bytes: Buffer.from([...Buffer.from('a\n '), 0xff, 0xfe, ...Buffer.from('\r\n \u0000\r\r\nb\n')]),
      stages: [Stage.joinLines({ firstLine: /^\S/ })],
      expected: ['a\n \ufffd\n \u0000\r', 'b'],
    },
    'several replaces come before it': {
      lines: ['\u001b[1m[a]\u001b[0m x', '\u001b[2m  y\u001b[0m', '[b] z'],
      stages: [Stage.replace(/\x1b\[\d*m/, ''), Stage.replace(/^\[.\] /, '# '), Stage.joinLines({ firstLine: /^#/ })],
      expected: ['# x\n  y', '# z'],
    },
    'the first line by a date': {
      lines: ['2026-11-21 a', 'Traceback', '  x', '2026-11-21 b'],
      stages: [Stage.joinLines({ firstLine: /^\d{4}-\d{2}-\d{2} / })],
      expected: ['2026-11-21 a\nTraceback\n  x', '2026-11-21 b'],
    },
    'stages after it drop and label the whole': {
      lines: ['DEBUG a', ' x', 'ERROR b', ' y'],
      stages: [
        Stage.joinLines({ firstLine: /^\S/ }),
        Stage.parseRegex(re2`^(?<level>\w+)`),
        Stage.level('level'),
        Stage.drop(field('level').is('debug')),
      ],
      labels: { job: 'contract', level: field('level') },
      expected: [{ line: 'ERROR b\n y', labels: { job: 'contract', level: 'error' } }],
    },
    'a thousand entries': {
      lines: Array.from({ length: 1000 }, (_, index) => [`e${index}`, ' x']).flat(),
      // A busy agent may pause while it reads.
      stages: [Stage.joinLines({ firstLine: /^\S/, maxWait: Duration.seconds(5) })],
      expected: Array.from({ length: 1000 }, (_, index) => `e${index}\n x`),
    },
  }),
  ...about('keep', {
    'a condition of several': makes(
      [json, Stage.keep(anyOf(allOf(a.is('x'), field('n').atLeast(2)), line.is('')))],
      ['{"a":"x","n":2}', '{"a":"x","n":2}'],
      ['', ''],
    ),
    'nothing, where the value is never there': {
      lines: ['a', '{"a":null}', ''],
      stages: [json, Stage.keep(a.exists())],
      expected: [],
    },
  }),
  ...about('drop', {
    'what is empty': { lines: ['', ' ', 'a'], stages: [Stage.drop(line.is(''))], expected: [' ', 'a'] },
    all: { lines: ['a', ''], stages: [Stage.drop(line.exists())], expected: [] },
    'by the path': {
      files: { 'a.log': ['1'], 'b.log': ['2'] },
      stages: [Stage.drop(origin.path.matches(/\/a\.log$/))],
      expected: ['2'],
    },
  }),
  ...about('sample', {
    'a record without the value is no first one': {
      lines: [at(1, 'x'), '', 'y'],
      stages: [...timed, Stage.sample('0%', { first: { of: field('rest'), each: Duration.hours(1) } })],
      expected: [seen(at(1, 'x'))],
    },
    'unless and first together': {
      lines: [at(1, 'x'), at(1, 'keep'), at(2, 'keep'), at(3, 'x')],
      stages: [
        ...timed,
        Stage.sample('0%', {
          unless: field('rest').is('keep'),
          first: { of: field('rest'), each: Duration.hours(1) },
        }),
      ],
      expected: [seen(at(1, 'x')), seen(at(1, 'keep')), seen(at(2, 'keep'))],
    },
    'a share of a fraction': {
      lines: Array.from({ length: 40 }, (_, index) => at(1, String(index))),
      stages: [...timed, Stage.sample('12.5%')],
      // By another program's SHA-256: below an eighth of 2^32.
      expected: [4, 6, 11, 12, 13, 14, 22, 27, 28, 30, 36, 38].map((index) => seen(at(1, String(index)))),
    },
    'two in a row keep what both keep': {
      lines: 'a b c d e f g h i j k l m n o p'.split(' ').map((rest) => at(1, rest)),
      stages: [...timed, Stage.sample('50%'), Stage.sample('50%')],
      expected: 'c g j k'.split(' ').map((rest) => seen(at(1, rest))),
    },
    'equal lines at equal times share their fate': {
      lines: ['a', 'c', 'a', 'c'].map((rest) => at(1, rest)),
      stages: [...timed, Stage.sample('50%')],
      expected: ['c', 'c'].map((rest) => seen(at(1, rest))),
    },
    'the line as it is then': {
      lines: 'a b c d'.split(' ').map((rest) => `- ${at(1, rest)}`),
      stages: [Stage.replace(/^- /, ''), ...timed, Stage.sample('50%')],
      expected: [seen(at(1, 'c'))],
    },
  }),
  ...about('throttle', {
    'each value by itself': {
      lines: ['{"a":"x"}', '{"a":"y"}', '{"a":1}', '{}', '{"a":{"b":1}}'],
      stages: [json, Stage.throttle({ linesPerSecond: 100, per: a })],
      expected: ['{"a":"x"}', '{"a":"y"}', '{"a":1}', '{}', '{"a":{"b":1}}'],
    },
    'unless by a field that some have': {
      lines: Array.from({ length: 20 }, (_, index) => `{"level":"ERROR","n":${index}}`),
      stages: [json, Stage.level('level'), Stage.throttle({ linesPerSecond: 1, unless: field('level').is('error') })],
      expected: Array.from({ length: 20 }, (_, index) => `{"level":"ERROR","n":${index}}`),
    },
  }),
  ...about('replace', {
    'several, each in what the one before left': makes(
      [Stage.replace(/a/, 'b'), Stage.replace(/b/, 'c')],
      ['ab', 'cc'],
    ),
    'in an empty line': makes([Stage.replace(/^$/, 'empty')], ['', 'empty'], ['a', 'a']),
    'at the end': makes([Stage.replace(/$/, '!')], ['a', 'a!'], ['', '!']),
    'between all characters': makes([Stage.replace(/x?/, '-')], ['ä𝄞', '-ä-𝄞-'], ['', '-']),
    'over line breaks': {
      lines: ['a', ' b', ' c'],
      stages: [Stage.joinLines({ firstLine: /^\S/ }), Stage.replace(/\n +/, ' ')],
      expected: ['a b c'],
    },
    'other writing, NUL and CR': {
      bytes: 'Straße\u0000\rx\n',
      stages: [Stage.replace(/[ß\x00\r]/, '?')],
      expected: ['Stra?e??x'],
    },
    'whatever the case': makes(
      [Stage.replace(/password=\S+/i, 'password=***')],
      ['PassWord=x Password=y', 'password=*** password=***'],
    ),
    'a bad byte is U+FFFD': {
      bytes: Buffer.from([0x61, 0xff, 0x62, 0x0a]),
      stages: [Stage.replace(re2`\x{fffd}`, '.')],
      expected: ['a.b'],
    },
    'of other writing, and of several lines': makes([Stage.replace(/x/, 'ä€𝄞\n\t"\\')], ['axb', 'aä€𝄞\n\t"\\b']),
    'a long line': makes([Stage.replace(/y/, 'zz')], ['y'.repeat(10_000), 'z'.repeat(20_000)]),
    'before JSON is read': {
      lines: ['<6>{"a":"x"}'],
      stages: [Stage.replace(/^<\d>/, ''), json],
      show: ['a'],
      expected: [{ line: '{"a":"x"}', metadata: { a: 'x' } }],
    },
  }),
];
