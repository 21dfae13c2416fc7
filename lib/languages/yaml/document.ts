import type * as Yaml from 'yaml';

/** A document of YAML, and the nodes in it with their places. */
export interface YamlDocument {
  readonly document: Yaml.Document.Parsed;
  readonly errors: readonly YamlFault[];
}

/** What is wrong with a document. */
export interface YamlFault {
  readonly index: number;
  readonly message: string;
}

/** A node, or what it stands in for. */
export type YamlNode = Yaml.Node | null | undefined;

/** The documents of a text; those with faults as far as they can be read. */
export function parseDocuments(text: string): readonly YamlDocument[] {
  const found = yaml().parseAllDocuments(text, options);
  return (Array.isArray(found) ? (found as readonly Yaml.Document.Parsed[]) : []).map(parsed);
}

/** The one document of a text. */
export function parseDocument(text: string): YamlDocument {
  return parsed(yaml().parseDocument(text, options));
}

/** The value of a document. @throws where aliases stand for too much */
export function valueOf({ document }: YamlDocument): unknown {
  return document.toJS({ maxAliasCount: 100 });
}

/** The one document of a text, and its value. What aliases stand for beyond all measure is a fault. */
export function readDocument(text: string): YamlDocument & { readonly value: unknown } {
  const read = parseDocument(text);
  if (read.errors.length > 0) return { ...read, value: undefined };
  try {
    return { ...read, value: valueOf(read) };
  } catch (error) {
    const message = sentence(error instanceof Error ? error.message : String(error));
    return { ...read, errors: [{ index: startOf(read.document.contents), message }], value: undefined };
  }
}

/** The pairs of a mapping, in their order, then what it merges by `<<`; none of anything else. */
export function pairsOf(within: Yaml.Document, node: YamlNode): readonly YamlPair[] {
  const map = resolved(within, node);
  if (!yaml().isMap(map)) return [];
  const own: YamlPair[] = [];
  const merged: YamlPair[] = [];
  for (const { key, value } of map.items) {
    const target = resolved(within, value as YamlNode);
    if (!yaml().isScalar(key)) continue;
    // With merges on, the parser has a symbol for it.
    if (typeof key.value !== 'symbol') own.push({ key: String(key.value), keyNode: key, value: target });
    else
      for (const one of yaml().isSeq(target) ? target.items : [target])
        merged.push(...pairsOf(within, one as YamlNode));
  }
  if (merged.length === 0) return own;
  const pairs = new Map<string, YamlPair>();
  for (const pair of [...own, ...merged]) if (!pairs.has(pair.key)) pairs.set(pair.key, pair);
  return [...pairs.values()];
}

/** One key of a mapping, and what stands there. */
export interface YamlPair {
  readonly key: string;
  readonly keyNode: Yaml.Scalar;
  readonly value: YamlNode;
}

/** The items of a list; none of anything else. */
export function itemsOf(within: Yaml.Document, node: YamlNode): readonly YamlNode[] {
  const list = resolved(within, node);
  return yaml().isSeq(list) ? list.items.map((item) => resolved(within, item as YamlNode)) : [];
}

/** What stands at a path, keys and places in lists. */
export function nodeAt(within: Yaml.Document, node: YamlNode, path: readonly (string | number)[]): YamlNode {
  return path.reduce<YamlNode>(
    (around, step) => {
      if (typeof step === 'number') return itemsOf(within, around)[step];
      return pairsOf(within, around).find(({ key }) => key === step)?.value;
    },
    resolved(within, node),
  );
}

/** The scalar, where the node is one that holds a string. */
export function stringScalar(node: YamlNode): (Yaml.Scalar & { readonly value: string }) | undefined {
  return yaml().isScalar(node) && typeof node.value === 'string' ? (node as Yaml.Scalar<string>) : undefined;
}

/** Where a node begins in its text. */
export function startOf(node: YamlNode): number {
  return node?.range?.[0] ?? 0;
}

function resolved(within: Yaml.Document, node: YamlNode): YamlNode {
  return yaml().isAlias(node) ? node.resolve(within) : node;
}

const options = { uniqueKeys: true, merge: true, strict: true, prettyErrors: false, logLevel: 'error' } as const;

function parsed(document: Yaml.Document.Parsed): YamlDocument {
  const errors = document.errors.map(({ pos, message }) => ({ index: pos[0], message: sentence(message) }));
  return { document, errors };
}

function sentence(message: string): string {
  const [first = ''] = message.split('\n');
  return first.charAt(0).toLowerCase() + first.slice(1);
}

/** Loaded when needed: most programs only print. */
function yaml(): typeof Yaml {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('yaml') as typeof Yaml;
}
