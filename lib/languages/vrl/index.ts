export { path } from './path';
export type { Step } from './path';
export { currentVrl, quote } from './quote';
export type { VrlDialect } from './quote';
export { comment, value, Vrl, vrl } from './vrl';
export type { VrlHole } from './vrl';
