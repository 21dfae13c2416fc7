import { quote } from '../../languages/alloy';
import { partsOfNode } from '../../languages/alloy/compiler/tree';
import type { AlloyNode, AlloyStatement } from '../../languages/alloy/compiler/tree';

/** A component, or a part of one. */
export type Block = Extract<AlloyStatement, { kind: 'block' }>;

/** The blocks among statements. */
export function componentsOf(statements: readonly AlloyStatement[]): readonly Block[] {
  return statements.filter((one): one is Block => one.kind === 'block');
}

/** The same, with those of what is declared among them. */
export function componentsWithin(statements: readonly AlloyStatement[]): readonly Block[] {
  return componentsOf(statements).flatMap((one) => (one.name === 'declare' ? componentsWithin(one.body) : [one]));
}

/** What other components refer to a block by: `loki.write.default`. */
export function idOf({ name, label }: Block): string {
  return label === undefined ? name : `${name}.${label}`;
}

/** The value of an attribute that stands directly in a block. */
export function attribute(block: Block, name: string): AlloyNode | undefined {
  return block.body.flatMap((one) => (one.kind === 'attribute' && one.name === name ? [one.value] : []))[0];
}

/** What stands in a block, some attributes left out. */
export function without(block: Block, names: readonly string[]): readonly AlloyStatement[] {
  return block.body.filter((one) => one.kind === 'block' || !names.includes(one.name));
}

/** `a.b.c` as its names; anything else is none. */
export function chainOf(node: AlloyNode): readonly string[] | undefined {
  if (node.kind === 'identifier') return [node.name];
  if (node.kind !== 'access') return undefined;
  const before = chainOf(node.of);
  return before === undefined ? undefined : [...before, node.name];
}

/** The value of a string without escapes beyond JSON's. */
export function stringOf(node: AlloyNode | undefined): string | undefined {
  if (node?.kind !== 'literal') return undefined;
  if (node.source.startsWith('`')) return node.source.slice(1, -1);
  try {
    const value: unknown = JSON.parse(node.source);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a string, or of several that are added, variables of this shell among them. */
export function textIn(node: AlloyNode): string | undefined {
  if (node.kind === 'parentheses') return textIn(node.of);
  if (node.kind === 'binary' && node.operator === '+') {
    const [left, right] = [textIn(node.left), textIn(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (node.kind !== 'call') return stringOf(node);
  const [name] = node.arguments;
  const isVariable = ['sys.env', 'env'].includes(chainOf(node.of)?.join('.') ?? '');
  return isVariable ? (process.env[stringOf(name) ?? ''] ?? '') : undefined;
}

/** All strings in an expression. */
export function stringsIn(node: AlloyNode | undefined): readonly string[] {
  return node === undefined
    ? []
    : [...(stringOf(node) === undefined ? [] : [stringOf(node) ?? '']), ...partsOfNode(node).flatMap(stringsIn)];
}

/** All objects in expressions. */
export function objectsIn(
  ...nodes: readonly (AlloyNode | undefined)[]
): readonly Extract<AlloyNode, { kind: 'object' }>[] {
  return nodes.flatMap((node) => {
    if (node === undefined) return [];
    return [...(node.kind === 'object' ? [node] : []), ...partsOfNode(node).flatMap((part) => objectsIn(part))];
  });
}

/** A block as the parser would give it. */
export function made(name: string, label: string | undefined, body: readonly AlloyStatement[]): Block {
  return { kind: 'block', start: 0, name, ...(label !== undefined && { label }), body };
}

/** An attribute as the parser would give it. */
export function assigned(name: string, value: AlloyNode): AlloyStatement {
  return { kind: 'attribute', start: 0, name, value };
}

/** A rule of relabelling, from a label to itself where nothing else is said. */
export function rule(label: string, regex: string, replacement: string, from: readonly string[] = [label]): Block {
  return made('rule', undefined, [
    assigned('source_labels', array(from.map(text))),
    assigned('target_label', text(label)),
    assigned('regex', text(regex)),
    assigned('replacement', text(replacement)),
  ]);
}

/** A list. */
export function array(items: readonly AlloyNode[]): AlloyNode {
  return { kind: 'array', start: 0, items };
}

/** A string. */
export function text(value: string): AlloyNode {
  return { kind: 'literal', start: 0, source: quote(value) };
}

/** What a component exports. */
export function reference(chain: string): AlloyNode {
  return { kind: 'identifier', start: 0, name: chain };
}

/** A path that is found literally. */
export function regexOf(path: string): string {
  return path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
