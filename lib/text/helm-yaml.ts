import { mangledByGoYaml, refuseMangled } from './go-yaml';
import { helmTpl } from './helm-tpl';
import { Unmodelled, Unspellable } from './unspellable';
import type { Reader } from './reader';

const name = 'helm toYaml';

/**
 * A string inside a value that a chart writes with `toYaml`: it is quoted as it needs, but a few characters are lost, and
 * some make `toYaml` print nothing at all in place of the whole value.
 */
export const helmYaml: Reader = {
  name,
  escape(literal) {
    refuseMangled(name, literal);
    return literal;
  },
  read(text) {
    const bad = mangledByGoYaml(text);
    if (bad !== undefined) throw new Unmodelled(name, bad.what);
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
