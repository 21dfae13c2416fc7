/** Syntax of other dialects that RE2 lacks. */
export interface Unsupported {
  readonly syntax: RegExp;
  readonly name: string;
  readonly remedy: string;
}

const LOOK = 'RE2 has none; match the text and put a group around the part you want';
const ATOMIC = 'RE2 has none and never backtracks; leave it out';
const WRITE_OUT = 'write out the characters you mean as a set';

function row(syntax: RegExp, name: string, remedy: string): Unsupported {
  return { syntax, name, remedy };
}

/** What may follow `(?`, in the order of trying. */
export const UNSUPPORTED_GROUPS: readonly Unsupported[] = [
  row(/\(\?=/y, 'the lookahead', LOOK),
  row(/\(\?!/y, 'the negative lookahead', 'RE2 has none; match what may stand there instead, or use two conditions'),
  row(/\(\?<=/y, 'the lookbehind', LOOK),
  row(/\(\?<!/y, 'the negative lookbehind', 'RE2 has none; match what may stand there instead, or use two conditions'),
  row(/\(\?>/y, 'the atomic group', ATOMIC),
  row(/\(\?P=\w*\)?/y, 'the backreference', 'RE2 has none; compare the fields after parsing'),
  row(/\(\?(?:R|[+-]?\d+|&\w*|P>\w*)\)?/y, 'the recursion', 'RE2 has none; parse one level, or use parseJson'),
  row(/\(\?\((?:[^()]*\))?/y, 'the conditional', 'RE2 has none; write both cases as alternatives'),
  row(/\(\?#[^)]*\)?/y, 'the comment', 'leave it out'),
  row(/\(\?\|/y, 'the branch reset', 'RE2 has none; name each group on its own'),
  row(/\(\?'\w*'?/y, 'the group name in quotes', 'write (?<name>…)'),
  row(/\(\?~/y, 'the absence operator', 'RE2 has none; use a negated set'),
  row(/\(\?\^?[a-zA-Z]*x[a-zA-Z-]*/y, 'the flag x', 'write the pattern without blanks and comments'),
  row(/\(\*[A-Za-z_:=]+\)/y, 'the control verb', 'leave it out'),
];

/** What may follow a backslash. */
export const UNSUPPORTED_ESCAPES: readonly Unsupported[] = [
  row(/\\[1-9]\d*/y, 'the backreference', 'RE2 has none; compare the fields after parsing'),
  row(/\\k(?:<\w*>|\{\w*\}|'\w*')?/y, 'the backreference', 'RE2 has none; compare the fields after parsing'),
  row(/\\g(?:<\w*>|\{\w*\}|'\w*'|\d+)?/y, 'the subexpression call', 'RE2 has none; write the part out'),
  row(/\\G/y, 'the anchor', 'RE2 has no such place; use ^ for the start of the text'),
  row(/\\Z/y, 'the anchor', 'RE2 has no such place; use $ for the end of the text'),
  row(/\\K/y, 'the reset of the match', 'put a group around the part you want'),
  row(/\\h/iy, 'the class', 'write [ \\t] for blanks or [0-9A-Fa-f] for hexadecimal digits'),
  row(/\\R/y, 'the class', 'write (?:\\r\\n|\\n|\\r)'),
  row(/\\X/y, 'the class', 'write . for one character'),
  row(/\\N/y, 'the class', 'write [^\\n]'),
  row(/\\V/y, 'the class', 'write [^\\n\\v\\f\\r]'),
  row(/\\C/y, 'the class', 'a text is read by characters, not by bytes; write (?s:.)'),
  row(/\\u(?:\{[0-9A-Fa-f]*\}?|[0-9A-Fa-f]{0,4})/y, 'the escape', 'write \\x{…} with the hexadecimal code point'),
  row(/\\c.?/y, 'the escape', 'write \\x{…} with the hexadecimal code point'),
  row(/\\e/y, 'the escape', 'write \\x1B'),
  row(/\\o(?:\{[0-7]*\}?)?/y, 'the escape', 'write \\x{…} with the hexadecimal code point'),
  row(/\\[yY]/y, 'the boundary', 'write \\b or \\B'),
  row(/\\[lLuQE]/y, 'the escape', WRITE_OUT),
];
