import { Unreadable } from '../../text/unspellable';
import type { Reader, Values } from '../../text/reader';

const name = 'vector interpolation';
const reference = /\$\$|\$([\w.]+)|\$\{([\w.]+)(?:(:?-|:?\?)([^}]*))?\}/g;

/**
 * Vector's own expansion of environment variables, which acts on the whole text of a configuration file before it is
 * parsed, VRL and regular expressions included. Off from 0.57 unless the program is told to; always on before.
 */
export const vectorInterpolation: Reader = {
  name,
  fills: 'env',
  escape: (literal) => literal.replaceAll('$', '$$$$'),
  spell: (live) => `\${${live.name}}`,
  read: (text, values) =>
    text.replace(reference, (_, bare?: string, braced?: string, operator?: string, word?: string) => {
      const variable = bare ?? braced;
      return variable === undefined ? '$' : resolve(values, variable, operator, word ?? '');
    }),
};

function resolve(values: Values, variable: string, operator: string | undefined, word: string): string {
  const value = Object.hasOwn(values, variable) ? (values[variable] as string) : undefined;
  if (value !== undefined && /[\r\n]/.test(value)) throw new Unreadable(name, `${variable} holds an end of line`);
  if (operator === ':-') return value || word;
  if (operator === '-') return value ?? word;
  if (value === undefined || (operator === ':?' && value === '')) throw new Unreadable(name, `${variable} is not set`);
  return value;
}
