import type * as Assembled from '../engines/fluent-bit/lua/assemble';
import type * as Drain from './fluent-bit-drain';

/** What writes the programs that Fluent Bit's containers run in its Lua: loaded when one is, since it stands on the engine. */
export const fluentBitPrograms = Object.freeze({
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
  drain: () => require('./fluent-bit-drain') as typeof Drain,
  /** Ends with 0 where Fluent Bit is healthy: the image has no other program that could ask. */
  health(): string {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- lazy, and synchronous in CommonJS
    const { assemble } = require('../engines/fluent-bit/lua/assemble') as typeof Assembled;
    return assemble(
      ['http'],
      `-- Ends with 0 where Fluent Bit is healthy: the image has no other program that could ask.
os.exit(http.status(2020, '/api/v1/health') == 200 and 0 or 1)
`,
    );
  },
});
