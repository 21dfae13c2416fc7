/** The longest line of code. */
const width = 120;

/** TypeScript as a tree: what fits stands on one line, the rest is broken as prettier breaks it. */
export type Code = string | Call | ObjectCode | List | Template;

/** `callee(a, b)`. */
export interface Call {
  readonly kind: 'call';
  readonly callee: string;
  readonly args: readonly Code[];
}

export interface ObjectCode {
  readonly kind: 'object';
  readonly entries: readonly Entry[];
}

/** `key: value`, or a line of its own such as a spread. */
export interface Entry {
  readonly key?: string;
  readonly value: Code;
  readonly comments?: readonly string[];
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly { readonly value: Code; readonly comments?: readonly string[] }[];
}

/** A tagged template of several lines, which are indented as the code around is. */
export interface Template {
  readonly kind: 'template';
  readonly tag: string;
  readonly lines: readonly string[];
}

export function call(callee: string, ...args: readonly Code[]): Call {
  return { kind: 'call', callee, args };
}

/** Entries by their keys; those that are undefined are left out. */
export function object(values: Readonly<Record<string, Code | undefined>>): ObjectCode {
  const entries = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
  return { kind: 'object', entries };
}

export function list(items: readonly Code[]): List {
  return { kind: 'list', items: items.map((value) => ({ value })) };
}

/** A string's literal, in single quotes where that needs no more escapes. */
export function quoted(text: string): string {
  const json = JSON.stringify(text).replace(/[\u007f-\u00a0\u00ad\u2028\u2029\ufeff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  const inner = json.slice(1, -1).replace(/\\"/g, '"');
  const singles = (text.match(/'/g) ?? []).length;
  const doubles = (text.match(/"/g) ?? []).length;
  return singles > doubles ? json : `'${inner.replace(/'/g, "\\'")}'`;
}

/** A key of an object, quoted where it must be. */
export function key(name: string): string {
  if (name === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/**
 * The code as it is written at a place.
 *
 * @param indent - spaces that its further lines begin with
 * @param column - where its first line begins
 * @param after - characters that come right after it
 */
export function print(code: Code, indent = 0, column = indent, after = 0): string {
  const flat = flatten(code);
  if (flat !== undefined && column + flat.length + after <= width) return flat;
  if (typeof code === 'string') return code;
  switch (code.kind) {
    case 'object':
      return printObject(code, indent);
    case 'list':
      return printList(code, indent);
    case 'call':
      return printCall(code, indent, column, after);
    case 'template':
      return printTemplate(code, indent);
  }
}

/** On one line; undefined where comments or line breaks stand in it. */
export function flatten(code: Code): string | undefined {
  if (typeof code === 'string') return code.includes('\n') ? undefined : code;
  if (code.kind === 'call') {
    const args = code.args.map(flatten);
    return args.includes(undefined) ? undefined : `${code.callee}(${args.join(', ')})`;
  }
  if (code.kind === 'template') return undefined;
  if (code.kind === 'list') {
    const items = code.items.map(({ value, comments = [] }) => (comments.length > 0 ? undefined : flatten(value)));
    return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
  }
  if (code.entries.length === 0) return '{}';
  const entries = code.entries.map((entry) => {
    const value = (entry.comments ?? []).length > 0 ? undefined : flatten(entry.value);
    if (value === undefined) return undefined;
    return headOf(entry, value) + (isShort(entry, value) ? '' : value);
  });
  return entries.includes(undefined) ? undefined : `{ ${entries.join(', ')} }`;
}

function isShort(entry: Entry, value: string): boolean {
  return entry.key === value && /^[A-Za-z_$][\w$]*$/.test(value);
}

function headOf(entry: Entry, value: string): string {
  if (entry.key === undefined) return '';
  return isShort(entry, value) ? value : `${key(entry.key)}: `;
}

function printObject({ entries }: ObjectCode, indent: number): string {
  const inner = indent + 2;
  const pad = ' '.repeat(inner);
  // As prettier has it: where one key needs quotes that no number would, only that one has them.
  const lines = entries.map((entry) => {
    const flat = flatten(entry.value) ?? '';
    const head = headOf(entry, flat);
    const text = isShort(entry, flat) ? head : head + print(entry.value, inner, inner + head.length, 1);
    return `${comments(entry.comments, pad)}${pad}${text},\n`;
  });
  return `{\n${lines.join('')}${' '.repeat(indent)}}`;
}

function printList({ items }: List, indent: number): string {
  const inner = indent + 2;
  const pad = ' '.repeat(inner);
  const lines = items.map(
    ({ value, comments: said }) => `${comments(said, pad)}${pad}${print(value, inner, inner, 1)},\n`,
  );
  return `[\n${lines.join('')}${' '.repeat(indent)}]`;
}

function printTemplate({ tag, lines }: Template, indent: number): string {
  const inner = lines.map((line) => (line === '' ? '' : `${' '.repeat(indent + 2)}${line}`));
  return `${tag}\`\n${inner.join('\n')}\n${' '.repeat(indent)}\``;
}

function printCall({ callee, args }: Call, indent: number, column: number, after: number): string {
  const last = args.at(-1);
  const before = args.slice(0, -1).map(flatten);
  // The last argument keeps its brackets beside the call's own.
  if (last !== undefined && !before.includes(undefined) && hugs(last, args.slice(0, -1))) {
    const head = `${callee}(${before.map((one) => `${one ?? ''}, `).join('')}`;
    if (column + head.length + 1 <= width) return `${head}${print(last, indent, column + head.length, after + 1)})`;
  }
  const inner = indent + 2;
  const pad = ' '.repeat(inner);
  const lines = args.map((arg) => `${pad}${print(arg, inner, inner, 1)},\n`);
  return `${callee}(\n${lines.join('')}${' '.repeat(indent)})`;
}

/** Whether the last argument is broken in place of all of them. */
function hugs(last: Code, others: readonly Code[]): boolean {
  if (typeof last === 'string') return last.includes('\n') && others.length === 0;
  if (last.kind === 'call') return false;
  if (last.kind === 'template') return true;
  const isEmpty = last.kind === 'object' ? last.entries.length === 0 : last.items.length === 0;
  const kind = last.kind;
  return !isEmpty && !others.some((one) => typeof one === 'object' && one.kind === kind);
}

function comments(said: readonly string[] | undefined, pad: string): string {
  return (said ?? [])
    .flatMap((one) => wrapped(one, width - pad.length - 3))
    .map((one) => `${pad}// ${one}\n`)
    .join('');
}

/** Words in lines of at most so many characters. */
export function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
