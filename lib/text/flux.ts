import { checkName } from './name';
import { LiveText } from './live-text';
import { envsubst } from './envsubst';
import { refuseMangled } from './go-yaml';
import type { Name } from './name';
import type { Reader } from './reader';

const name = 'flux post-build';
const substitution = envsubst(name, 'flux', { backslash: false });

/**
 * Flux's `postBuild`: substitutes in the whole of every object that kustomize-controller applies, keys and comments too,
 * unless the object opts out. An undefined variable becomes the empty string. The controller writes each object as YAML
 * first, so what Go's YAML mangles has no spelling, and a value that is all of a string and looks like a number becomes one.
 */
export const fluxPostBuild: Reader = {
  ...substitution,
  escape(literal, next, before = 'start') {
    refuseMangled(name, literal, before);
    return substitution.escape(literal, next, before);
  },
};

/** A variable that Flux's `postBuild` substitutes. */
export function fluxVariable<const S extends string>(variable: Name<S>): LiveText {
  return new LiveText([{ reader: 'flux', name: checkName('variable', variable) }]);
}
