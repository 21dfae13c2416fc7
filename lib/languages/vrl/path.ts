import { Key, Vrl } from './vrl';

/** A step of a path: an object's key, or the index of an array's element. */
export type Step = string | number;

const bare = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The value at a path of the event. */
export function path(...steps: readonly [string, ...Step[]]): Vrl {
  return Vrl.join(steps.map(stepText), '');
}

function stepText(step: Step): Vrl {
  if (typeof step === 'number') return new Vrl([`[${step}]`], []);
  return bare.test(step) ? new Vrl([`.${step}`], []) : new Vrl(['.', ''], [new Key(step)]);
}
