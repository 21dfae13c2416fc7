import { isIdentifier, quote } from '../../languages/alloy';
import type { AlloyNode, AlloyStatement } from '../../languages/alloy/compiler/tree';

/** Statements as Alloy reads them: for programs, not for people. */
export function alloyText(statements: readonly AlloyStatement[]): string {
  return statements.map(statementText).join('\n');
}

function statementText(statement: AlloyStatement): string {
  if (statement.kind === 'attribute') return `${statement.name} = ${nodeText(statement.value)}`;
  const label = statement.label === undefined ? '' : ` "${statement.label}"`;
  return `${statement.name}${label} {\n${alloyText(statement.body)}\n}`;
}

/** An expression as Alloy reads it. */
export function nodeText(node: AlloyNode): string {
  switch (node.kind) {
    case 'literal':
      return node.source;
    case 'identifier':
      return node.name;
    case 'array':
      return `[${node.items.map(nodeText).join(', ')}]`;
    case 'object':
      return `{${node.fields.map(({ name, value }) => `${isIdentifier(name) ? name : quote(name)} = ${nodeText(value)}`).join(', ')}}`;
    case 'access':
      return `${nodeText(node.of)}.${node.name}`;
    case 'index':
      return `${nodeText(node.of)}[${nodeText(node.at)}]`;
    case 'call':
      return `${nodeText(node.of)}(${node.arguments.map(nodeText).join(', ')})`;
    case 'unary':
      return `${node.operator}${nodeText(node.of)}`;
    case 'binary':
      return `${nodeText(node.left)} ${node.operator} ${nodeText(node.right)}`;
    case 'parentheses':
      return `(${nodeText(node.of)})`;
  }
}
