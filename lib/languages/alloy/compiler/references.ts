import { partsOfNode } from './tree';
import type { AlloyNode, AlloyStatement } from './tree';

/** What every expression can name besides components: Alloy's standard library, its older names included. */
const standard = new Set([
  ...['array', 'coalesce', 'constants', 'convert', 'encoding', 'file', 'json_path', 'string', 'sys'],
  ...['base64_decode', 'concat', 'env', 'format', 'join', 'json_decode', 'nonsensitive', 'replace', 'split'],
  ...['to_lower', 'to_upper', 'trim', 'trim_prefix', 'trim_space', 'trim_suffix', 'yaml_decode'],
]);

/** A reference that leads nowhere. */
export interface UnknownReference {
  readonly name: string;
  /** An offset into the text's UTF-8. */
  readonly start: number;
  /** The component whose label is the same, or whose name is, if there is one. */
  readonly near?: string;
}

/**
 * References to what is neither in the standard library nor a component, as Alloy looks for them: the shortest beginning of
 * `a.b.c.d` that is a component's id.
 */
export function unknownReferences(
  tree: readonly AlloyStatement[],
  components: readonly string[],
): readonly UnknownReference[] {
  const ids = new Set(components);
  return tree.flatMap((statement) => inStatement(statement, ids));
}

function inStatement(statement: AlloyStatement, ids: ReadonlySet<string>): readonly UnknownReference[] {
  if (statement.kind === 'attribute') return inNode(statement.value, ids);
  // A module has components and arguments of its own, and the template of a loop its variable.
  if (statement.name === 'declare' || statement.name === 'foreach') return [];
  return statement.body.flatMap((inner) => inStatement(inner, ids));
}

function inNode(node: AlloyNode, ids: ReadonlySet<string>): readonly UnknownReference[] {
  const chain = chainOf(node);
  if (chain === undefined) return partsOfNode(node).flatMap((part) => inNode(part, ids));
  const isKnown =
    standard.has(chain[0] ?? '') || chain.some((_, index) => ids.has(chain.slice(0, index + 1).join('.')));
  if (isKnown) return [];
  const near = nearest(chain, ids);
  return [{ name: chain.join('.'), start: node.start, ...(near === undefined ? {} : { near }) }];
}

/** `a.b.c` as its names; anything else is none. */
function chainOf(node: AlloyNode): readonly string[] | undefined {
  if (node.kind === 'identifier') return [node.name];
  if (node.kind !== 'access') return undefined;
  const before = chainOf(node.of);
  return before === undefined ? undefined : [...before, node.name];
}

function nearest(chain: readonly string[], ids: ReadonlySet<string>): string | undefined {
  const [family, kind] = chain;
  return [...ids].find((id) => id.startsWith(`${family ?? ''}.${kind ?? ''}.`));
}
