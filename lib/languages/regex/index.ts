export { CodePoints } from './code-points';
export type { CodePointRange } from './code-points';
export { alternatives, assertion, EMPTY, group, GROUP_NAME, oneOf, optional, repeat, sequence, text } from './node';
export type { Assertion, Node, Repeat } from './node';
export type { Pattern, Re2 } from './pattern';
export { PatternError } from './pattern-error';
export { re2, Regex } from './regex';
export type { Captures } from './regex';
