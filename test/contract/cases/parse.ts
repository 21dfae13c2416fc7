import { field } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { re2 } from '../../../lib/languages/regex/regex';
import { about } from '../contract-case';
import type { CaseProps } from '../contract-case';

type Row = readonly [line: string, metadata?: Readonly<Record<string, string>>];

const parses = (stage: Stage, show: readonly [string, ...string[]], ...rows: readonly Row[]): CaseProps => ({
  lines: rows.map(([one]) => one),
  stages: [stage],
  show,
  expected: rows.map(([line, metadata = {}]) => ({ line, metadata })),
});

const path = 'dag_id=<dag>/run_id=<run>/task_id=<task>/[map_index=<map>/]attempt=<attempt>.log';

export const parseCases = [
  ...about('parseLogfmt', {
    'sets a field for each pair': parses(
      Stage.parseLogfmt(),
      ['a', 'b'],
      ['a=1 b=x', { a: '1', b: 'x' }],
      ['  a=1   b=x ', { a: '1', b: 'x' }],
    ),
    'quoted values have escapes': parses(
      Stage.parseLogfmt(),
      ['a'],
      ['a="x y" b=1', { a: 'x y' }],
      ['a="x \\"y\\" \\u0041 \\\\"', { a: 'x "y" A \\' }],
      ['a="="', { a: '=' }],
    ),
    'a key alone or an empty value sets nothing': parses(
      Stage.parseLogfmt(),
      ['a', 'b'],
      ['a b=1', { b: '1' }],
      ['a= b=1', { b: '1' }],
      ['a="" b=1', { b: '1' }],
    ),
    'the last of equal keys wins': parses(Stage.parseLogfmt(), ['a'], ['a=1 a=2', { a: '2' }], ['a=1 a=', { a: '1' }]),
    'what is not wholly logfmt is left alone': parses(
      Stage.parseLogfmt(),
      ['a'],
      ['a=1 b=x=y'],
      ['a=1 =x'],
      ['a=1 b="x'],
      ['a=1 b="x"y'],
      ['a=1 b=x"y'],
      ['{"a":"1"}'],
    ),
    'values are strings': {
      lines: ['a=5', 'a=true'],
      stages: [Stage.parseLogfmt({ only: ['a'] }), Stage.drop(field('a').is(5, true))],
      expected: ['a=5', 'a=true'],
    },
    'only those named': {
      lines: ['a=1 b=2'],
      stages: [Stage.set({ b: 'before' }), Stage.parseLogfmt({ only: ['a'] })],
      show: ['a', 'b'],
      expected: [{ line: 'a=1 b=2', metadata: { a: '1', b: 'before' } }],
    },
    'a key may hold dots and dashes': {
      lines: ['http.status-code=200'],
      stages: [Stage.parseLogfmt()],
      metadata: { code: field('http.status-code') },
      expected: [{ line: 'http.status-code=200', metadata: { code: '200' } }],
    },
  }),
  ...about('parsePattern', {
    'literals and captures': parses(
      Stage.parsePattern('[<t>] {<_>} <level> - <_>'),
      ['t', 'level'],
      ['[12:00] {a.py:1} INFO - hello - there', { t: '12:00', level: 'INFO' }],
      ['12:00 INFO'],
    ),
    'begins at the start of the text': parses(Stage.parsePattern('a=<a> '), ['a'], ['x a=1 '], ['a=1 y', { a: '1' }]),
    'a capture is the shortest text': parses(
      Stage.parsePattern('<a>-<b>'),
      ['a', 'b'],
      ['1-2-3', { a: '1', b: '2-3' }],
    ),
    'all of it or nothing': parses(
      Stage.parsePattern('<a> <b> <c>'),
      ['a', 'b', 'c'],
      ['1 2'],
      ['1 2 3', { a: '1', b: '2', c: '3' }],
    ),
    'text after a trailing literal does not matter': parses(
      Stage.parsePattern('<a>;'),
      ['a'],
      ['x;y;z', { a: 'x' }],
      ['x'],
    ),
    'an empty capture sets nothing': parses(
      Stage.parsePattern('[<a>] <b>'),
      ['a', 'b'],
      ['[] x', { b: 'x' }],
      ['[y] ', { a: 'y' }],
    ),
    'literals are literal': parses(
      Stage.parsePattern('(.*)$^ <a> [x]+'),
      ['a'],
      ['(.*)$^ y [x]+', { a: 'y' }],
      ['abc y xx'],
    ),
    'a capture goes on over line breaks': {
      lines: ['a: 1', ' 2;'],
      stages: [Stage.joinLines({ firstLine: /^a/ }), Stage.parsePattern('a: <a>;')],
      show: ['a'],
      expected: [{ line: 'a: 1\n 2;', metadata: { a: '1? 2' } }],
    },
    'reads a field': {
      lines: ['{"a":"x:y"}', '{"a":5}'],
      stages: [Stage.parseJson(), Stage.parsePattern('<l>:<r>', { from: field('a') })],
      show: ['l', 'r'],
      expected: [{ line: '{"a":"x:y"}', metadata: { l: 'x', r: 'y' } }, '{"a":5}'],
    },
  }),
  ...about('parseRegex', {
    'the first match counts': parses(Stage.parseRegex(re2`(?<n>\d+)`), ['n'], ['a 12 b 34', { n: '12' }], ['none']),
    'replaces fields of the same name': {
      lines: ['5', 'x'],
      stages: [Stage.set({ n: 'before' }), Stage.parseRegex(re2`(?<n>\d+)`)],
      show: ['n'],
      expected: [
        { line: '5', metadata: { n: '5' } },
        { line: 'x', metadata: { n: 'before' } },
      ],
    },
    'reads a number as its text': {
      lines: ['{"a":1.0}', '{"a":20260}', '{"a":[1]}'],
      stages: [Stage.parseJson(), Stage.parseRegex(re2`^(?<d>\d)`, { from: field('a') })],
      show: ['d'],
      expected: [
        { line: '{"a":1.0}', metadata: { d: '1' } },
        { line: '{"a":20260}', metadata: { d: '2' } },
        '{"a":[1]}',
      ],
    },
  }),
  ...about('parsePath', {
    'reads the end of the path': {
      lines: ['x'],
      path: 'deep/dag_id=etl/run_id=manual__2026-11-21T00:21:33+00:00/task_id=load/attempt=1.log',
      stages: [Stage.parsePath(path)],
      show: ['dag', 'run', 'task', 'map', 'attempt'],
      expected: [
        { line: 'x', metadata: { dag: 'etl', run: 'manual__2026-11-21T00:21:33+00:00', task: 'load', attempt: '1' } },
      ],
    },
    'with a part that may be missing': {
      lines: ['x'],
      path: 'dag_id=etl/run_id=r/task_id=load/map_index=2/attempt=10.log',
      stages: [Stage.parsePath(path)],
      show: ['dag', 'run', 'task', 'map', 'attempt'],
      expected: [{ line: 'x', metadata: { dag: 'etl', run: 'r', task: 'load', map: '2', attempt: '10' } }],
    },
    'a capture is within one part of the path': {
      lines: ['x'],
      path: 'dag_id=etl/run_id=r/s/task_id=load/attempt=1.log',
      stages: [Stage.parsePath(path)],
      show: ['dag'],
      expected: ['x'],
    },
    'begins at the start of a part': {
      lines: ['x'],
      path: 'my-dag_id=etl/run_id=r/task_id=load/attempt=1.log',
      stages: [Stage.parsePath(path)],
      show: ['dag'],
      expected: ['x'],
    },
    'overrules what the log itself says, if it comes after': {
      lines: ['{"dag":"forged"}'],
      path: 'dag_id=etl/run_id=r/task_id=load/attempt=1.log',
      stages: [Stage.parseJson(), Stage.parsePath(path)],
      show: ['dag'],
      expected: [{ line: '{"dag":"forged"}', metadata: { dag: 'etl' } }],
    },
  }),
];
