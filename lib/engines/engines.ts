import type * as Alloy from './alloy/engine';
import type * as FluentBit from './fluent-bit/engine';
import type * as Promtail from './promtail/engine';
import type * as Vector from './vector/engine';

/** The engines by name, each loaded when it is asked for. */
export const engines = Object.freeze({
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  alloy: () => (require('./alloy/engine') as typeof Alloy).alloy,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  'fluent-bit': () => (require('./fluent-bit/engine') as typeof FluentBit).fluentBit,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  promtail: () => (require('./promtail/engine') as typeof Promtail).promtail,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  vector: () => (require('./vector/engine') as typeof Vector).vector,
});

/** Engines that run otherwise on a node than beside a program. */
export const nodeEngines = Object.freeze({
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  'fluent-bit': () => (require('./fluent-bit/engine') as typeof FluentBit).fluentBitOnNode,
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  vector: () => (require('./vector/engine') as typeof Vector).vectorOnNode,
});
