import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { webAssembly } from './web-assembly';

/**
 * The module in a file, never to be optimised: while V8 optimises what is used once, on as many threads as Node has, compiling
 * a program of VRL takes three times as long, and on a busy machine ten times. V8 takes no such wish with a module, so its flag
 * is set for these milliseconds.
 */
export function compileModule(file: string): object {
  const bytes = readFileSync(file);
  setFlagsFromString('--liftoff-only');
  try {
    return new webAssembly.Module(bytes);
  } finally {
    setFlagsFromString('--no-liftoff-only');
  }
}
