import { Unmodelled } from './unspellable';
import type { Reader } from './reader';

/**
 * What Kubernetes does to the values of `env` and the items of `command` and `args`: `$(NAME)` becomes a variable of the
 * container, or stays as it is where there is none of that name; `$$` becomes `$`.
 */
export const kubernetesExpansion: Reader = {
  name: 'kubernetes expansion',
  fills: 'env',
  // Every dollar is doubled, so no case hangs on what follows it.
  escape: (literal) => literal.replaceAll('$', '$$$$'),
  spell: (live) => `$(${live.name})`,
  read(text, values) {
    const garbled = /(?<!\$)(?:\$\$)*\$[^\0-\x7f]/u.exec(text);
    if (garbled !== null)
      throw new Unmodelled(this.name, 'a dollar before a character that is not ASCII, which it garbles');
    return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) => {
      if (name === undefined) return '$';
      return Object.hasOwn(values, name) ? (values[name] as string) : whole;
    });
  },
};
