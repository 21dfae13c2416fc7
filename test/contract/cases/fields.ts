import { field, line, text } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { levels, levelSpellings } from '../../../lib/pipeline/level-table';
import { about } from '../contract-case';

const json = Stage.parseJson();
const spelled = levels.flatMap((level) => levelSpellings[level].map((spelling) => [level, spelling] as const));

export const fieldCases = [
  ...about('rename', {
    'a field gets another name': {
      lines: ['{"a":"1"}'],
      stages: [json, Stage.rename({ a: 'b' })],
      show: ['a', 'b'],
      expected: [{ line: '{"a":"1"}', metadata: { b: '1' } }],
    },
    'the target is replaced': {
      lines: ['{"a":"1","b":"2"}'],
      stages: [json, Stage.rename({ a: 'b' })],
      show: ['a', 'b'],
      expected: [{ line: '{"a":"1","b":"2"}', metadata: { b: '1' } }],
    },
    'an absent source changes nothing': {
      lines: ['{"b":"2"}'],
      stages: [json, Stage.rename({ a: 'b' })],
      show: ['a', 'b'],
      expected: [{ line: '{"b":"2"}', metadata: { b: '2' } }],
    },
    'a null is moved': {
      lines: ['{"a":null,"b":"2"}'],
      stages: [json, Stage.rename({ a: 'b' })],
      show: ['a', 'b'],
      expected: ['{"a":null,"b":"2"}'],
    },
    'in the order written': {
      lines: ['{"a":"1","b":"2"}'],
      stages: [json, Stage.rename({ a: 'x', b: 'a', x: 'b' })],
      show: ['a', 'b', 'x'],
      expected: [{ line: '{"a":"1","b":"2"}', metadata: { a: '2', b: '1' } }],
    },
    'an object is moved whole': {
      lines: ['{"a":{"x":["y"]}}'],
      stages: [json, Stage.rename({ a: 'b' })],
      metadata: { y: field('b', 'x', 0) },
      expected: [{ line: '{"a":{"x":["y"]}}', metadata: { y: 'y' } }],
    },
    'names are literal': {
      lines: ['{"a.b":"1","a":{"b":"2"}}'],
      stages: [json, Stage.rename({ 'a.b': 'c.d' })],
      metadata: { moved: field('c.d'), nested: field('a', 'b'), left: field('a.b') },
      expected: [{ line: '{"a.b":"1","a":{"b":"2"}}', metadata: { moved: '1', nested: '2' } }],
    },
  }),
  ...about('set', {
    'a constant, the line, a text': {
      lines: ['x'],
      stages: [Stage.set({ a: '$1', b: line, c: text`<${line}>` })],
      show: ['a', 'b', 'c'],
      expected: [{ line: 'x', metadata: { a: '$1', b: 'x', c: '<x>' } }],
    },
    'an absent value sets nothing': {
      lines: ['{"b":"2"}', '{"a":null,"b":"2"}'],
      stages: [json, Stage.set({ b: field('a') })],
      show: ['b'],
      expected: [
        { line: '{"b":"2"}', metadata: { b: '2' } },
        { line: '{"a":null,"b":"2"}', metadata: { b: '2' } },
      ],
    },
    'in the order written': {
      lines: ['{"a":"1"}'],
      stages: [json, Stage.set({ b: field('a'), a: 'new', c: field('a') })],
      show: ['a', 'b', 'c'],
      expected: [{ line: '{"a":"1"}', metadata: { a: 'new', b: '1', c: 'new' } }],
    },
    'a field is copied with its type': {
      lines: ['{"a":5}', '{"a":{"x":1.0}}'],
      stages: [json, Stage.set({ b: field('a') }), Stage.keep(field('b').exists()), Stage.line({ json: ['b'] })],
      expected: ['{"b":5}', '{"b":{"x":1.0}}'],
    },
    'a copy is of its own': {
      lines: ['{"a":"1"}'],
      stages: [json, Stage.set({ b: field('a') }), Stage.set({ a: '2' })],
      show: ['a', 'b'],
      expected: [{ line: '{"a":"1"}', metadata: { a: '2', b: '1' } }],
    },
    'the empty string is set': {
      lines: ['{"a":"1"}'],
      stages: [json, Stage.set({ a: '' }), Stage.keep(field('a').is(''))],
      expected: ['{"a":"1"}'],
    },
  }),
  ...about('remove', {
    'fields that exist go': {
      lines: ['{"a":"1","b":"2","c":"3"}'],
      stages: [json, Stage.remove('a', 'c', 'none'), Stage.line({ json: 'all' })],
      expected: ['{"b":"2"}'],
    },
    'a name is not a path': {
      lines: ['{"a":{"b":"1"},"a.b":"2"}'],
      stages: [json, Stage.remove('a.b')],
      metadata: { nested: field('a', 'b'), dotted: field('a.b') },
      expected: [{ line: '{"a":{"b":"1"},"a.b":"2"}', metadata: { nested: '1' } }],
    },
  }),
  ...about('level', {
    'knows what programs write': {
      lines: spelled.map(([, spelling]) => `level=${spelling}`),
      stages: [Stage.parseLogfmt(), Stage.level('level')],
      show: ['level'],
      expected: spelled.map(([level, spelling]) => ({ line: `level=${spelling}`, metadata: { level } })),
    },
    'in any case': {
      lines: ['level=WARNING', 'level=Error', 'level=CRITICAL'],
      stages: [Stage.parseLogfmt(), Stage.level('level')],
      show: ['level'],
      expected: [
        { line: 'level=WARNING', metadata: { level: 'warn' } },
        { line: 'level=Error', metadata: { level: 'error' } },
        { line: 'level=CRITICAL', metadata: { level: 'fatal' } },
      ],
    },
    'leaves what it does not know': {
      lines: ['{"level":"INFO+2"}', '{"level":30}', '{"level":" info"}', '{"level":null}', '{}'],
      stages: [json, Stage.level('level')],
      show: ['level'],
      expected: [
        { line: '{"level":"INFO+2"}', metadata: { level: 'INFO+2' } },
        { line: '{"level":30}', metadata: { level: '30' } },
        { line: '{"level":" info"}', metadata: { level: ' info' } },
        '{"level":null}',
        '{}',
      ],
    },
  }),
  ...about('classify', {
    'names the first pattern that is found': {
      lines: ['CUDA out of memory', 'timeout: out of memory', 'all well'],
      stages: [Stage.classify('kind', { timeout: /time-?out/i, gpu_oom: /out of memory/ })],
      show: ['kind'],
      expected: [
        { line: 'CUDA out of memory', metadata: { kind: 'gpu_oom' } },
        { line: 'timeout: out of memory', metadata: { kind: 'timeout' } },
        'all well',
      ],
    },
    'leaves the field where none is found': {
      lines: ['{"kind":"before"}', '{"kind":"before","x":"oom"}'],
      stages: [json, Stage.classify('kind', { oom: /oom/ })],
      show: ['kind'],
      expected: [
        { line: '{"kind":"before"}', metadata: { kind: 'before' } },
        { line: '{"kind":"before","x":"oom"}', metadata: { kind: 'oom' } },
      ],
    },
  }),
];
