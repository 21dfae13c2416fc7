import { envsubst } from '../../lib/text/envsubst';
import { Unmodelled, Unreadable } from '../../lib/text/unspellable';

const reader = envsubst('envsubst', 'env', { backslash: false });

it.each([
  ['$x $$x $', '$x $x $'],
  ['${a}${b}', 'A'],
  ['${b:-x$$y${a}}', 'x$$yA'],
  ['${b=}', ''],
  ['${#e}', '2'],
])('reads %j as %j', (text, read) => {
  expect(reader.read(text, { a: 'A', e: 'é' })).toBe(read);
});

it.each(['${}', '${a', '${a b}', '${a-x}', '${b:-x', '${#}'])('fails on %j as the program does', (text) => {
  expect(() => reader.read(text, {})).toThrow(Unreadable);
});

it.each(['${a:1:2}', '${a^^}', '${a/x/y}', '${a%x}', 'a\0'])('says that its model does not cover %j', (text) => {
  expect(() => reader.read(text, {})).toThrow(Unmodelled);
});
