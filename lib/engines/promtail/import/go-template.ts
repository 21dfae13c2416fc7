/** What a template prints where its condition holds: a text, or an extracted value, or both side by side. */
export type Printed = readonly (string | { readonly name: string })[];

/** A template that compares one value with texts, or none. */
export interface Decisions {
  /** In their order; the first whose value is one of these texts prints. */
  readonly cases: readonly { readonly name: string; readonly texts: readonly string[]; readonly print: Printed }[];
  /** What else is printed. */
  readonly otherwise: Printed;
}

type Token = { readonly text: string } | { readonly action: string };

const name = String.raw`\.([A-Za-z_][A-Za-z0-9_]*)`;
const text = String.raw`(?:"(?:[^"\\]|\\.)*"|${'`'}[^${'`'}]*${'`'})`;
const equal = new RegExp(String.raw`^\(?\s*eq\s+${name}((?:\s+${text})+)\s*\)?$`);

/** Templates of Promtail that are read here; undefined for all others. */
export function readTemplate(template: string): Decisions | undefined {
  const tokens = tokensOf(template);
  const cases: { name: string; texts: readonly string[]; print: (string | { name: string })[] }[] = [];
  const otherwise: (string | { name: string })[] = [];
  let into: (string | { name: string })[] | undefined = otherwise;
  let state: 'outside' | 'case' | 'else' | 'done' = 'outside';
  for (const token of tokens) {
    if ('text' in token) {
      if (token.text === '') continue;
      if (state === 'done') return undefined;
      into.push(token.text);
      continue;
    }
    const condition = /^(else\s+)?if\s+([^]+)$/.exec(token.action);
    if (condition !== null) {
      const read = readCondition(condition[2] ?? '');
      const fits = condition[1] === undefined ? state === 'outside' && otherwise.length === 0 : state === 'case';
      if (read === undefined || !fits) return undefined;
      const one = { ...read, print: [] };
      cases.push(one);
      into = one.print;
      state = 'case';
    } else if (token.action === 'else') {
      if (state !== 'case') return undefined;
      into = otherwise;
      state = 'else';
    } else if (token.action === 'end') {
      if (state !== 'case' && state !== 'else') return undefined;
      state = 'done';
    } else {
      const value = new RegExp(`^${name}$`).exec(token.action)?.[1];
      if (value === undefined || state === 'done') return undefined;
      into.push({ name: value });
    }
  }
  return state === 'case' || state === 'else' ? undefined : { cases, otherwise };
}

function readCondition(condition: string): { readonly name: string; readonly texts: readonly string[] } | undefined {
  const any = /^or\s+([^]+)$/.exec(condition.trim());
  const parts = any === null ? [condition.trim()] : (any[1]?.match(/\([^()]*\)/g) ?? []);
  if (any !== null && parts.join('').length !== (any[1] ?? '').replace(/\)\s+\(/g, ')(').trim().length)
    return undefined;
  const read = parts.map((part) => equal.exec(part));
  if (read.length === 0 || read.includes(null)) return undefined;
  const names = new Set(read.map((found) => found?.[1] ?? ''));
  const [only = ''] = names;
  if (names.size !== 1) return undefined;
  const texts = read.flatMap((found) => (found?.[2] ?? '').match(new RegExp(text, 'g')) ?? []).map(unquote);
  return { name: only, texts };
}

function tokensOf(template: string): readonly Token[] {
  const tokens: Token[] = [];
  let trims = false;
  let at = 0;
  for (const found of template.matchAll(/\{\{(-\s)?([^]*?)(\s-)?\}\}/g)) {
    const before = template.slice(at, found.index);
    const left = trims ? before.trimStart() : before;
    tokens.push({ text: found[1] === undefined ? left : left.trimEnd() }, { action: (found[2] ?? '').trim() });
    trims = found[3] !== undefined;
    at = found.index + found[0].length;
  }
  const rest = template.slice(at);
  return [...tokens, { text: trims ? rest.trimStart() : rest }];
}

function unquote(quoted: string): string {
  if (quoted.startsWith('`')) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return quoted.slice(1, -1);
  }
}
