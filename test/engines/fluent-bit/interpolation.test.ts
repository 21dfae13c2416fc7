import { fluentBitEscapes, fluentBitInterpolation } from '../../../lib/engines/fluent-bit/interpolation';
import { concat, env } from '../../../lib/text/live-text';
import { settle, through } from '../../../lib/text/reader';
import { keepsTheLaw } from '../../text/reader.contract';

keepsTheLaw(fluentBitInterpolation, {
  share: 0.9,
  without: /\0/,
  spellings: {
    '$X {{ .x }}': '$X {{ .x }}',
    '${X}': '${DOLLAR}{X}',
    // Fluent Bit gives up at a brace that closes nothing, and leaves the value as it is.
    'a}${X}': 'a}${X}',
    '${X} ${Y}': '${DOLLAR}{X${CLOSE_BRACE} ${DOLLAR}{Y}',
    '${': '${',
  },
  refused: ['a\0b'],
});

it('spells a brace before a variable, which would else cost what stands between', () => {
  const written = settle(through(concat('{a} ', env('X'), ' {b}'), fluentBitInterpolation), 'here');
  expect(written).toBe('{a${CLOSE_BRACE} ${X} {b}');
  expect(fluentBitInterpolation.read(written, { X: '1' })).toBe('{a} 1 {b}');
  expect(fluentBitInterpolation.read('${X} {a} ${X} {b}', { X: '1' })).toBe('1 ${X} {b}');
});

it('names the environment that its escapes need', () => {
  expect(fluentBitEscapes).toEqual({ DOLLAR: '$', CLOSE_BRACE: '}' });
});

it('reads a default as Fluent Bit does from 5.0.6', () => {
  expect(fluentBitInterpolation.read('${A:-b}${C}', { C: 'c' })).toBe('bc');
});
