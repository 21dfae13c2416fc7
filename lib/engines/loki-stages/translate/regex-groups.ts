import { alternatives, group, repeat, sequence } from '../../../languages/regex/node';
import type { Node } from '../../../languages/regex/node';

/** A pattern whose groups have other names, or none where `name` gives none. */
export function renamed(node: Node, name: (group: string) => string | undefined): Node {
  const inner = (one: Node): Node => renamed(one, name);
  switch (node.kind) {
    case 'sequence':
      return sequence(node.items.map(inner));
    case 'alternatives':
      return alternatives(node.items.map(inner));
    case 'repeat':
      return repeat(inner(node.item), node.min, node.max, node.greedy);
    case 'group': {
      const to = name(node.name);
      return to === undefined ? inner(node.item) : group(to, inner(node.item));
    }
    default:
      return node;
  }
}
