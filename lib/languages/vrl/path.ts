import { quote } from './quote';
import type { VrlDialect } from './quote';
import { Vrl } from './vrl';

/** A step of a path: an object's key, or the index of an array's element. */
export type Step = string | number;

const bare = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** A path as its text: `.a."b c"[0]`. Keys that are no plain words are quoted. */
export function pathText(steps: readonly Step[], dialect?: VrlDialect): string {
  return steps
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${bare.test(step) ? step : quote(step, dialect)}`))
    .join('');
}

/** The value at a path of the event. */
export function path(...steps: readonly [string, ...Step[]]): Vrl {
  return Vrl.join(steps.map(stepText), '');
}

function stepText(step: Step): Vrl {
  // A key that is quoted is a string of VRL: the hole quotes it as its dialect asks.
  if (typeof step === 'number') return new Vrl([`[${step}]`], []);
  return bare.test(step) ? new Vrl([`.${step}`], []) : new Vrl(['.', ''], [step]);
}
