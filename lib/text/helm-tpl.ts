import { Unmodelled, Unreadable, Unspellable } from './unspellable';
import type { Reader } from './reader';

const erased = '<no value>';

/** @throws {@link Unspellable} if the literal holds what Helm erases from all it renders */
function refuseErased(reader: string, literal: string): void {
  const at = literal.indexOf(erased);
  if (at >= 0) {
    throw new Unspellable(
      reader,
      erased,
      at,
      'Helm erases it wherever it stands; deliver the text in a ConfigMap of your own',
    );
  }
}

/** One pass of Helm's function `tpl` over a value. A value that a chart passes twice is written for two of them. */
export const helmTpl: Reader = {
  name: 'helm tpl',
  fills: 'helm',
  // The raw string holds neither quote nor backslash, so the action survives whatever style toYaml writes the value in. A
  // brace before a live part might make a pair with what that begins with.
  escape(literal, next = 'end', before = 'start') {
    refuseErased(this.name, literal);
    const edges = new RegExp(`\\{\\{${next === 'live' ? '|\\{$' : ''}${before === 'live' ? '|^\\{' : ''}`, 'g');
    return literal.replace(edges, (braces) => `{{\`${braces}\`}}`);
  },
  spell: (live) => `{{ ${live.name} }}`,
  read(text, values) {
    const read = text.replace(
      /\{\{(?:`([^`]*)`|((?:[^}]|\}(?!\}))*))\}\}|\{\{/g,
      (_, raw?: string, action?: string) => {
        if (raw !== undefined) return raw;
        if (action === undefined) throw new Unreadable(this.name, 'an action without its end');
        const name = action.trim();
        if (!Object.hasOwn(values, name)) throw new Unmodelled(this.name, `{{${action}}}`);
        return values[name] as string;
      },
    );
    return read.replaceAll(erased, '');
  },
};

/** A value that a chart prints without `tpl`: all that Helm does to it is to erase `<no value>`. */
export const helmRender: Reader = {
  name: 'helm template',
  escape(literal) {
    refuseErased(this.name, literal);
    return literal;
  },
  read: (text) => text.replaceAll(erased, ''),
};
