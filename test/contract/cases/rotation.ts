import { Duration } from 'cdk8s';
import { origin } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';

const join = Stage.joinLines({ firstLine: /^\S/ });
/** Waits longer than an agent needs to see that a file is another. */
const patient = Stage.joinLines({ firstLine: /^\S/, maxWait: Duration.seconds(30) });
const renamed = { rename: 'case.log', to: 'case.log.1' };

export const rotationCases = about('rotation', {
  'what comes later is read': {
    lines: ['a'],
    moments: [[{ append: 'case.log', bytes: 'b\nc\n' }]],
    expected: ['a', 'b', 'c'],
  },
  'a line is whole once its LF comes': {
    bytes: 'a\nhalf ',
    moments: [[{ append: 'case.log', bytes: 'and half\nb\n' }]],
    expected: ['a', 'half and half', 'b'],
  },
  'a CR and its LF may come apart': {
    bytes: 'a\r',
    moments: [[{ append: 'case.log', bytes: '\nb\n' }]],
    expected: ['a', 'b'],
  },
  'a character may come in parts': {
    bytes: Buffer.from([0x61, 0xe2, 0x82]),
    moments: [[{ append: 'case.log', bytes: Buffer.from([0xac, 0x0a]) }]],
    expected: ['a€'],
  },
  'an over-long line may come in parts': {
    bytes: `a\n${'b'.repeat(60)}`,
    maxLineBytes: 64,
    moments: [[{ append: 'case.log', bytes: `${'b'.repeat(5)}\nc\n` }]],
    expected: ['a', 'c'],
  },
  'a file that was empty is read': {
    bytes: '',
    moments: [[{ append: 'case.log', bytes: 'a\n' }]],
    expected: ['a'],
  },
  'a file that comes later is read': {
    lines: ['a'],
    moments: [[{ append: 'later.log', bytes: 'b\n' }]],
    expected: ['a', 'b'],
  },
  'so is one in a folder that comes later': {
    lines: ['a'],
    moments: [[{ append: 'new/er/later.log', bytes: 'b\n' }]],
    expected: ['a', 'b'],
  },
  'a file that is removed leaves the others alone': {
    files: { 'a.log': ['a'], 'b.log': ['b'] },
    moments: [[{ remove: 'a.log' }, { append: 'b.log', bytes: 'c\n' }]],
    expected: ['a', 'b', 'c'],
  },
  'a new file in the place of one that was renamed is read': {
    lines: ['a'],
    moments: [[renamed, { append: 'case.log', bytes: 'b\nc\n' }]],
    expected: ['a', 'b', 'c'],
  },
  'also one that begins alike': {
    lines: ['same', 'a'],
    moments: [[renamed, { append: 'case.log', bytes: 'same\nb\n' }]],
    expected: ['same', 'a', 'same', 'b'],
  },
  'also one that is longer': {
    lines: ['a'],
    moments: [[renamed, { append: 'case.log', bytes: 'much longer than what was there\nb\n' }]],
    expected: ['a', 'much longer than what was there', 'b'],
  },
  'what was written before the name changed is read': {
    lines: ['a'],
    moments: [[{ append: 'case.log', bytes: 'last words\n' }, renamed, { append: 'case.log', bytes: 'b\n' }]],
    expected: ['a', 'last words', 'b'],
  },
  'what a program still writes to the renamed file is read': {
    lines: ['a'],
    moments: [[renamed, { append: 'case.log.1', bytes: 'still here\n' }], [{ append: 'case.log', bytes: 'b\n' }]],
    expected: ['a', 'still here', 'b'],
  },
  'twice in a row': {
    lines: ['a'],
    moments: [
      [renamed, { append: 'case.log', bytes: 'b\n' }],
      [
        { rename: 'case.log.1', to: 'case.log.2' },
        { rename: 'case.log', to: 'case.log.1' },
        { append: 'case.log', bytes: 'c\n' },
      ],
    ],
    expected: ['a', 'b', 'c'],
  },
  'a renamed file that the source names as well is read once': {
    lines: ['a', 'b'],
    moments: [
      [
        { rename: 'case.log', to: 'case-1.log' },
        { append: 'case.log', bytes: 'c\n' },
      ],
    ],
    expected: ['a', 'b', 'c'],
  },
  'the path stays that of the line': {
    lines: ['a'],
    metadata: { where: origin.path },
    moments: [[renamed, { append: 'case.log', bytes: 'b\n' }]],
    expected: ['a', 'b'].map((line) => ({ line, metadata: { where: '/logs/case.log' } })),
  },
  'a last line without LF is not joined to the new file': {
    bytes: 'a\nhalf',
    moments: [[renamed, { append: 'case.log', bytes: 'b\n' }]],
    expected: ['a', 'b'],
  },
  'a file that is cut off is read from its start': {
    lines: ['a', 'b', 'c'],
    moments: [[{ truncate: 'case.log' }], [{ append: 'case.log', bytes: 'd\n' }]],
    expected: ['a', 'b', 'c', 'd'],
  },
  'also at once': {
    lines: ['a much longer line', 'b'],
    moments: [[{ truncate: 'case.log' }, { append: 'case.log', bytes: 'd\n' }]],
    expected: ['a much longer line', 'b', 'd'],
  },
  'a last line without LF that is cut off is gone': {
    bytes: 'a\nhalf',
    moments: [[{ truncate: 'case.log' }], [{ append: 'case.log', bytes: 'b\n' }]],
    expected: ['a', 'b'],
  },
  'lines are joined up to the pause': {
    lines: ['a', ' 1'],
    stages: [join],
    moments: [[{ append: 'case.log', bytes: 'b\n 2\n' }]],
    expected: ['a\n 1', 'b\n 2'],
  },
  'what comes after a pause is an entry of its own': {
    lines: ['a', ' 1'],
    stages: [join],
    moments: [[{ append: 'case.log', bytes: ' 2\n' }]],
    expected: ['a\n 1', ' 2'],
  },
  'what was joined when the file changed is not lost': {
    lines: ['a', ' 1'],
    stages: [join],
    moments: [[renamed, { append: 'case.log', bytes: 'b\n 2\n' }]],
    expected: ['a\n 1', 'b\n 2'],
  },
  'an entry goes on in the new file': {
    lines: ['first', 'a', ' 1'],
    stages: [patient],
    moments: [[renamed, { append: 'case.log', bytes: ' 2\nlast\n' }]],
    expected: ['first', 'a\n 1\n 2', 'last'],
  },
  'and in the file that was cut off': {
    lines: ['first', 'a', ' 1'],
    stages: [patient],
    moments: [[{ truncate: 'case.log' }, { append: 'case.log', bytes: ' 2\nlast\n' }]],
    expected: ['first', 'a\n 1\n 2', 'last'],
  },
  'a container that its runtime rotates': {
    lines: ['a'],
    pod: { namespace: 'rotated', pod: 'r-0', container: 'r', stream: 'stdout', node: 'node-1' },
    moments: [
      [
        { rename: 'case.log', to: 'case.log.20261121-000000' },
        { append: 'case.log', bytes: 'b\n' },
      ],
    ],
    expected: ['a', 'b'],
  },
});
