/** A statement as Alloy's parser read it. `start` is an offset into the text's UTF-8. */
export type AlloyStatement =
  | { readonly kind: 'attribute'; readonly start: number; readonly name: string; readonly value: AlloyNode }
  | {
      readonly kind: 'block';
      readonly start: number;
      /** With its dots. */
      readonly name: string;
      readonly label?: string;
      readonly body: readonly AlloyStatement[];
    };

/** An expression as Alloy's parser read it. */
export type AlloyNode = { readonly start: number } & (
  | { readonly kind: 'literal'; readonly source: string }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly AlloyNode[] }
  | { readonly kind: 'object'; readonly fields: readonly { readonly name: string; readonly value: AlloyNode }[] }
  | { readonly kind: 'access'; readonly of: AlloyNode; readonly name: string }
  | { readonly kind: 'index'; readonly of: AlloyNode; readonly at: AlloyNode }
  | { readonly kind: 'call'; readonly of: AlloyNode; readonly arguments: readonly AlloyNode[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: AlloyNode }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: AlloyNode; readonly right: AlloyNode }
  | { readonly kind: 'parentheses'; readonly of: AlloyNode }
);

/** The expressions that stand directly in an expression. */
export function partsOfNode(node: AlloyNode): readonly AlloyNode[] {
  switch (node.kind) {
    case 'literal':
    case 'identifier':
      return [];
    case 'array':
      return node.items;
    case 'object':
      return node.fields.map(({ value }) => value);
    case 'access':
    case 'unary':
    case 'parentheses':
      return [node.of];
    case 'index':
      return [node.of, node.at];
    case 'call':
      return [node.of, ...node.arguments];
    case 'binary':
      return [node.left, node.right];
  }
}
