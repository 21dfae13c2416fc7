import fc from 'fast-check';
import { records } from 'cdk8s-logging';
import type { OtlpEntry } from 'cdk8s-logging';
import { at, pipeline } from './made';

const everything = pipeline({ sample: '100%' });

/** Whether a line begins an entry, behind another. */
function begins(line: string): boolean {
  return everything.run(records(['got prompt', line], at)).length === 2;
}

test.each([
  '{"level":"info"}',
  'Prompt executed in 3.00 seconds',
  '100%|####| 20/20',
  '[2026-11-21 00:27:07] x',
  'ERROR:root:no',
  'INFO:     10.2.0.1 - "GET / HTTP/1.1" 200',
  'DWPose: Bbox 969.78ms',
  'Traceback (most recent call last):',
  'Error: no decoder for heic',
  "TypeError: Cannot read properties of null (reading 'boom')",
  'AssertionError [ERR_ASSERTION]: no',
  'Killed',
  '(node:19856) [DEP9001] DeprecationWarning: x',
  '2026-11-21 00:24:22.422 +00:00: got prompt',
])('an entry begins with: %s', (line) => {
  expect(begins(line)).toBe(true);
});

test.each([
  '',
  '    at resize (/srv/app/worker.js:16:42)',
  '\tat x',
  '}',
  '  code: 1',
  'RuntimeError: CUDA error',
  'torch.OutOfMemoryError: Allocation on device 0 would exceed allowed memory.',
  'Exception: Error node was called!',
  '2026-11-21 00:24:22.422 +00:00:     at resize (/srv/app/worker.js:16:42)',
  '2026-11-21 00:24:22.422 +00:00: }',
  '2026-11-21 00:24:22.422 +00:00: ',
])('an entry goes on with: %s', (line) => {
  expect(begins(line)).toBe(false);
});

test("a word and a colon begin one, unless the word is the name of an exception that is not JavaScript's", () => {
  const piece = fc.constantFrom(
    'Error',
    'Exception',
    'rror',
    'or',
    'r',
    'n',
    'on',
    'ption',
    'E',
    'x',
    '.',
    '_',
    '9',
    'torch.',
  );
  const word = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(word, (name) => {
      const isException = /(?:Error|Exception)$/.test(name) && name !== 'Error';
      expect(begins(`${name}: something`)).toBe(!isException);
    }),
    { numRuns: 200 },
  );
});

test('no line is lost or altered in between, but for dates, colours and progress', () => {
  const line = fc.constantFrom(
    'got prompt',
    '  at x',
    '}',
    'ValueError: no',
    'Error: y',
    '',
    '{"a":1',
    'Traceback (most recent call last):',
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const entries = everything.run(records(lines, at)) as OtlpEntry[];
      expect(entries.map(({ body }) => body).join('\n')).toBe(lines.join('\n'));
    }),
    { numRuns: 100 },
  );
});
