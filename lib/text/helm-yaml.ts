import { mangledByGoYaml, refuseMangled } from './go-yaml';
import { helmTpl } from './helm-tpl';
import { Unmodelled, Unspellable } from './unspellable';
import type { Reader } from './reader';

const name = 'helm toYaml';

// toYaml takes the last newline off what it prints, and the last string may be one that ends with it.
const emptyEnd = /(?:^|\n)\n$/;

/**
 * A string inside a value that a chart writes with `toYaml`: it is quoted as it needs, but a few characters are lost, some
 * make `toYaml` print nothing at all in place of the whole value, and empty lines at the end may not last.
 */
export const helmYaml: Reader = {
  name,
  escape(literal, next = 'end', before = 'start') {
    refuseMangled(name, literal, before);
    const end = next === 'end' ? literal.search(emptyEnd) : -1;
    if (end >= 0) throw new Unspellable(name, 'empty lines at the end', end, 'leave them out');
    return literal;
  },
  read(text) {
    const bad = mangledByGoYaml(text);
    if (bad !== undefined) throw new Unmodelled(name, bad.what);
    if (emptyEnd.test(text)) throw new Unmodelled(name, 'empty lines at the end');
    return text;
  },
};

/** `tpl` over what `toYaml` wrote: an action stands inside a YAML string, whose quotes would change its own. */
export const helmTplOfYaml: Reader = {
  ...helmTpl,
  spell(live) {
    const quote = /["'\\]/.exec(live.name);
    if (quote !== null) {
      throw new Unspellable(name, `the action ${live.name}`, quote.index, 'quote with backticks in it');
    }
    return `{{ ${live.name} }}`;
  },
};
