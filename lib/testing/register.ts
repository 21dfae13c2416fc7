import { matchers } from './matchers';
import type { PipelineMatchers } from './matchers';

interface Expect {
  extend(given: typeof matchers): void;
}

// jest's, or vitest's with its globals. Where there is none, the user calls expect.extend(matchers).
const { expect } = globalThis as { readonly expect?: Expect };
if (typeof expect?.extend === 'function') expect.extend(matchers);

declare global {
  // eslint-disable-next-line no-restricted-syntax, @typescript-eslint/no-namespace -- where @types/jest looks
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- a merge
    interface Matchers<R, T> extends PipelineMatchers<R> {}
  }
}

// eslint-disable-next-line @typescript-eslint/ban-ts-comment -- an error only where the module is not
/** @ts-ignore: for those who import `expect` from @jest/globals, where the module is there. */
declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- a merge
  interface Matchers<R extends void | Promise<void>, T> extends PipelineMatchers<R> {}
}
