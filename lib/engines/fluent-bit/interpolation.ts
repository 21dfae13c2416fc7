import { Unspellable } from '../../text/unspellable';
import type { Reader, Values } from '../../text/reader';

const name = 'fluent-bit interpolation';

/**
 * What the `env` section of a Fluent Bit configuration must hold for texts that this reader wrote: Fluent Bit knows no
 * escape, but does not read again what a variable stood for.
 */
export const fluentBitEscapes: Readonly<Record<string, string>> = { DOLLAR: '$', CLOSE_BRACE: '}' };

/** Fluent Bit's expansion of `${NAME}` in the value of each property. */
export const fluentBitInterpolation: Reader = {
  name,
  fills: 'env',
  escape(literal, next = 'end', before = 'start') {
    const nul = literal.indexOf('\0');
    if (nul >= 0) throw new Unspellable(name, 'NUL', nul, 'it ends the text there; leave it out');
    if (next === 'end' && before === 'start' && expand(literal, {}) === literal) return literal;
    const written = literal.replaceAll('${', '${DOLLAR}{').replace(/\$$/, next === 'live' ? '${DOLLAR}' : '$');
    // A brace that closes nothing makes Fluent Bit give up at the next variable, and lose the text up to the brace.
    const last = next === 'live' ? written.length : written.lastIndexOf('${');
    const closing = /(\$\{DOLLAR\})|\}/g;
    const inner = written.slice(0, Math.max(last, 0)).replace(closing, (_, own?: string) => own ?? '${CLOSE_BRACE}');
    return inner + written.slice(Math.max(last, 0));
  },
  spell: (live) => `\${${live.name}}`,
  read: (text, values) => expand(text, { ...fluentBitEscapes, ...values }),
};

// Follows flb_env_var_translate, its losses included.
function expand(text: string, values: Values): string {
  let out = '';
  let at = 0;
  let found = false;
  let close = -1;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    if (open < 0) break;
    close = text.indexOf('}', at);
    // Names of 4096 bytes and more are no names.
    if (close < 0 || close <= open + 2 || close - open - 2 >= 4096) break;
    found = true;
    out += text.slice(at, open) + resolve(values, text.slice(open + 2, close));
    at = close + 1;
  }
  if (!found) return text;
  return close < 0 ? out : out + text.slice(close + 1);
}

function resolve(values: Values, expression: string): string {
  const [, variable = expression, fallback = ''] = /^(.*?):-(.*)$/s.exec(expression) ?? [];
  const value = Object.hasOwn(values, variable) ? (values[variable] as string) : '';
  return value === '' ? fallback : value;
}
