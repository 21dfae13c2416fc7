import { Ref } from '../../../pipeline/ref';
import { Inexpressible } from './note';
import type { Known } from './known';
import { all, found, negated, wholly } from './tests';
import type { Test } from './tests';

const matcher = /^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=~|!~|!=|=)\s*("(?:[^"\\]|\\.)*"|`[^`]*`)\s*/;
const filter = /^\s*(\|=|\|~|!=|!~)\s*("(?:[^"\\]|\\.)*"|`[^`]*`)\s*/;

/** Promtail's selector of a match stage: labels as they are then, and filters of the line. */
export function parseSelector(selector: string, labels: ReadonlyMap<string, Known>, at: string): Test {
  const tests: Test[] = [];
  let rest = selector.trim();
  const fail = (): never => {
    throw new Inexpressible(at, `is no selector that Promtail reads: ${selector}`);
  };
  if (!rest.startsWith('{')) fail();
  rest = rest.slice(1);
  while (!/^\s*\}/.test(rest)) {
    const [text, name = '', operator = '', value = ''] = matcher.exec(rest) ?? fail();
    rest = rest.slice(text.length).replace(/^,/, '');
    tests.push(labelTest(labels.get(name), operator, unquote(value), at));
  }
  rest = rest.replace(/^\s*\}\s*/, '');
  while (rest !== '') {
    const [text, operator = '', value = ''] = filter.exec(rest) ?? fail();
    rest = rest.slice(text.length);
    const part = unquote(value);
    const test: Test =
      part === ''
        ? true
        : operator === '|=' || operator === '!='
          ? new Ref({ of: 'line' }).contains(part)
          : found({ of: 'line' }, part, at);
    tests.push(operator.startsWith('!') ? negated(test) : test);
  }
  return all(tests);
}

function labelTest(label: Known | undefined, operator: string, value: string, at: string): Test {
  const source = operator.endsWith('~') ? value : value.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
  const test = wholly(label, source, at);
  return operator.startsWith('!') ? negated(test) : test;
}

function unquote(quoted: string): string {
  if (quoted.startsWith('`')) return quoted.slice(1, -1);
  return quoted
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g, (_, x?: string, u?: string, other?: string) => {
      if (other === undefined) return String.fromCodePoint(parseInt(x ?? u ?? '0', 16));
      const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };
      return known[other] ?? other;
    });
}
