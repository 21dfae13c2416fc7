export { Alloy, alloy, call, reference } from './alloy';
export type { AlloyValue } from './alloy';
export { Code } from './code';
export { Attribute, attributes, Block, Comment, printAlloy, variablesIn } from './document';
export type { Statement } from './document';
export { isIdentifier } from './identifier';
export { printString, quote } from './quote';
