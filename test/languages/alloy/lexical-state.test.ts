import { indented, surroundingAfter } from '../../../lib/languages/alloy/lexical-state';

test.each([
  ['a = 1', 'code'],
  ['a = "x', 'string'],
  ['a = "x\\"', 'string'],
  ['a = "x\\\\"', 'code'],
  ['a = "x\n', 'code'],
  ['a = `x"', 'raw'],
  ['a = `x\\`', 'code'],
  ['// x', 'line comment'],
  ['// x\n', 'code'],
  ['/* x\n', 'comment'],
  ['/*/', 'comment'],
  ['/* x */', 'code'],
])('after %j comes %s', (source, state) => {
  expect(surroundingAfter(source, 'code')).toBe(state);
});

test('only lines of code are indented', () => {
  expect(indented('a = [\n1,\n\n]\nb = `x\ny`\n/* x\ny */\nc = 1', '\t')).toBe(
    'a = [\n\t1,\n\n\t]\n\tb = `x\ny`\n\t/* x\ny */\n\tc = 1',
  );
});
