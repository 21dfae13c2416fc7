import { Inexpressible } from './note';

/** Keys from the outside in, of an expression that is nothing more. @throws Inexpressible where it is */
export function parsePath(expression: string, at: string): readonly [string, ...(string | number)[]] {
  const path: (string | number)[] = [];
  let rest = expression.trim();
  while (rest !== '') {
    const token = /^(?:\.?([A-Za-z_][A-Za-z0-9_]*)|\.?("(?:[^"\\]|\\.)*")|\[(\d+)\])/.exec(rest);
    const [text = '', bare, quoted, index] = token ?? [];
    const isFirst = path.length === 0;
    if (token === null || (index === undefined ? isFirst === text.startsWith('.') : isFirst)) {
      throw new Inexpressible(at, `is ${expression}, of which JMESPath computes something`);
    }
    path.push(index === undefined ? (bare ?? (JSON.parse(quoted ?? '""') as string)) : Number(index));
    rest = rest.slice(text.length);
  }
  const [first, ...others] = path;
  if (typeof first !== 'string') throw new Inexpressible(at, 'is empty');
  return [first, ...others];
}
