import { isAlias, isMap, isScalar, isSeq, parseDocument, Scalar, stringify } from 'yaml';
import type { Document, DocumentOptions, Node, ParseOptions, SchemaOptions } from 'yaml';
import { UsageError } from '../usage-error';

/** A value of YAML that is edited. Scalars stay as they were written: what type they are, the program that reads them decides. */
export type YamlTree = Scalar<string> | null | readonly YamlTree[] | YamlMap;
export interface YamlMap {
  readonly [key: string]: YamlTree;
}

/** Nothing is a number or a boolean here, so that `1.10` and `0755` come out as they went in. */
const options: ParseOptions & DocumentOptions & SchemaOptions = { schema: 'failsafe', customTags: ['null'] };

/** The mapping that a text is, aliases and `<<` filled in, of which the first wins. @throws UsageError if it is none */
export function parseTree(text: string, file: string): YamlMap {
  const document = parseDocument(text, options);
  const [fault] = document.errors;
  if (fault !== undefined) throw new UsageError(`${file} is no YAML: ${fault.message.split('\n')[0] ?? ''}`);
  const tree = document.contents === null ? null : treeOf(document, document.contents);
  if (!isYamlMap(tree)) throw new UsageError(`${file} must hold a mapping of YAML, as a configuration is`);
  return tree;
}

/** @throws nothing that {@link parseTree} and this file's functions made */
export function printTree(tree: YamlTree): string {
  return stringify(tree, { ...options, aliasDuplicateObjects: false, lineWidth: 0 });
}

/** Text that no reader takes for anything else. */
export function quoted(text: string): Scalar<string> {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

/** A number, a boolean or a word, as it stands. */
export function plain(word: string | number | boolean): Scalar<string> {
  const scalar = new Scalar(String(word));
  scalar.type = Scalar.PLAIN;
  return scalar;
}

export function isYamlMap(tree: YamlTree | undefined): tree is YamlMap {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !isScalar(tree);
}

/** The mapping; an empty one where there is none. */
export function mapOf(tree: YamlTree | undefined): YamlMap {
  return isYamlMap(tree) ? tree : {};
}

/** The list; one value alone is a list of it, as many programs take it. */
export function listOf(tree: YamlTree | undefined): readonly YamlTree[] {
  if (tree === undefined || tree === null) return [];
  return Array.isArray(tree) ? (tree as readonly YamlTree[]) : [tree];
}

/** The text of a scalar. */
export function textOf(tree: YamlTree | undefined): string | undefined {
  return isScalar(tree) ? tree.value : undefined;
}

/** A mapping with only these keys, or without them. */
export function pick(map: YamlMap, keep: (key: string) => boolean): YamlMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => keep(key)));
}

/** How deep a configuration can be; an alias that holds itself is deeper. */
const mostDeep = 100;

function treeOf(document: Document, node: Node | null | undefined, depth = 0): YamlTree {
  if (depth > mostDeep) throw new UsageError('the configuration must not be nested more than 100 deep');
  const inner = (value: unknown): YamlTree => treeOf(document, value as Node | null, depth + 1);
  if (isAlias(node)) return inner(node.resolve(document));
  if (isSeq(node)) return node.items.map(inner);
  if (isMap(node)) {
    const merged: [string, YamlTree][] = [];
    const own: [string, YamlTree][] = [];
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const tree = inner(value);
      if (name === '<<') for (const from of [...listOf(tree)].reverse()) merged.push(...Object.entries(mapOf(from)));
      else own.push([name, tree]);
    }
    return Object.fromEntries([...merged, ...own]);
  }
  if (!isScalar(node) || node.value === null) return null;
  const scalar = new Scalar(typeof node.value === 'string' ? node.value : (node.source ?? ''));
  if (node.type !== undefined) scalar.type = node.type;
  return scalar;
}
