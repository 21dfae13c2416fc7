import { concat, LiveText } from '../../text/live-text';
import { blockOf, flowString, number } from './scalar';
import type { Text } from '../../text/live-text';

/** What YAML can say, with a text in place of a string. */
export type YamlValue = Text | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/**
 * The value as a YAML document: printable ASCII, the same to parsers of YAML 1.1 and 1.2, keys in their order. Strings of
 * several lines are block scalars where that is exact, and so are those with a live part: whatever stands for it, if it is of
 * one line, is text. Beside characters that no block scalar can have, or on its own, a live part's value must need no escape.
 *
 * Scalars are written here and not by the package yaml: its output is not ASCII, and a live part must stay whole and text,
 * whatever is around it.
 *
 * @throws if the value holds what YAML cannot say, naming the place
 */
export function printYaml(value: YamlValue): Text {
  const at: Place = { indent: 0, path: '' };
  if (isBranch(value) && size(value) > 0) return concat(...branch(value, at).flatMap((line) => [line, '\n']));
  return concat(leaf(value, at), '\n');
}

type Branch = readonly YamlValue[] | { readonly [key: string]: YamlValue };

interface Place {
  readonly indent: number;
  readonly path: string;
}

function isBranch(value: YamlValue): value is Branch {
  return typeof value === 'object' && value !== null && !(value instanceof LiveText);
}

function size(value: Branch): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length;
}

// Each line without its end; the first of an item may be set behind `- `.
function branch(value: Branch, at: Place): Text[] {
  const pad = ' '.repeat(at.indent);
  if (Array.isArray(value)) {
    return (value as readonly YamlValue[]).flatMap((item, index) => {
      const inner = { indent: at.indent + 2, path: `${at.path}[${index}]` };
      if (!isBranch(item) || size(item) === 0) return entry(`${pad}-`, item, inner);
      const [first = '', ...rest] = branch(item, inner);
      return [concat(`${pad}- `, trimStart(first, inner.indent)), ...rest];
    });
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return unsayable(value, at);
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = { indent: at.indent + 2, path: at.path === '' ? key : `${at.path}.${key}` };
    const written = flowString(key) as string;
    // YAML looks no further than 1024 characters for the colon.
    if (written.length > 1000)
      throw new TypeError(`'${at.path}' must have keys of at most 1000 characters, got ${written.length}; shorten it`);
    const head = `${pad}${written}:`;
    if (!isBranch(item) || size(item) === 0) return entry(head, item, inner);
    return [head, ...branch(item, inner)];
  });
}

function trimStart(line: Text, indent: number): Text {
  if (typeof line === 'string') return line.slice(indent);
  const [first, ...rest] = line.parts;
  return concat((first as string).slice(indent), new LiveText(rest));
}

// `head` and a scalar, on the same line or as a block below.
function entry(head: Text, value: YamlValue, at: Place): Text[] {
  const block = typeof value === 'string' || value instanceof LiveText ? blockOf(value) : undefined;
  if (block === undefined) return [concat(head, ' ', leaf(value, at))];
  const pad = ' '.repeat(at.indent);
  return [concat(head, ` ${block.header}`), ...block.lines.map((line) => (line === '' ? '' : concat(pad, line)))];
}

function leaf(value: YamlValue, at: Place): Text {
  if (typeof value === 'string' || value instanceof LiveText) return flowString(value);
  if (typeof value === 'number') return number(value, at.path);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return '[]';
  const prototype: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : undefined;
  return prototype === Object.prototype || prototype === null ? '{}' : unsayable(value, at);
}

function unsayable(value: unknown, at: Place): never {
  const got = typeof value === 'object' && value !== null ? value.constructor.name : typeof value;
  throw new TypeError(
    `'${at.path}' must be text, a number, a boolean, null, a list or an object, got ${got}; convert it`,
  );
}
