import { concat } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { checkValue, reference, variablesOf } from './alloy';
import type { Alloy, AlloyValue } from './alloy';
import { Code } from './code';
import { checkDotted, checkIdentifier } from './identifier';
import { aligned, printValue } from './print-value';

/** A name that is given a value. */
export class Attribute {
  readonly value: AlloyValue;

  /** @throws if the name is none of Alloy's */
  constructor(
    readonly name: string,
    value: AlloyValue,
  ) {
    checkIdentifier('name', name);
    this.value = checkValue(value);
    Object.freeze(this);
  }
}

/** What stands in a block or a document, in its order; code stands as it is. */
export type Statement = Attribute | Block | Comment | Code;

/** A block: a component, or a part of one. */
export class Block {
  readonly body: readonly Statement[];

  /**
   * @param name - such as `loki.write` or `endpoint`
   * @param label - what tells a component from others of its name; `undefined` where the block takes none
   * @throws if a name is none of Alloy's
   */
  constructor(
    readonly name: string,
    readonly label: string | undefined,
    body: readonly Statement[],
  ) {
    checkDotted('name', name);
    if (label !== undefined) checkIdentifier('label', label);
    this.body = Object.freeze([...body]);
    Object.freeze(this);
  }

  /** What other components refer to it by: `loki.write.default`. */
  get id(): string {
    return this.label === undefined ? this.name : `${this.name}.${this.label}`;
  }

  /** What it exports under a name, such as `receiver`, as an expression. */
  export(name: string): Alloy {
    return reference(this.id, name);
  }
}

/** A comment on lines of its own. */
export class Comment {
  readonly lines: readonly string[];

  constructor(text: string) {
    const lines = text.split('\n').map((line) => line.replace(/[^\x20-\x7e]+/g, ' ').trimEnd());
    this.lines = Object.freeze(lines);
    Object.freeze(this);
  }
}

/** Attributes by name, in their order; those that are undefined are left out. */
export function attributes(values: { readonly [name: string]: AlloyValue | undefined }): readonly Attribute[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [new Attribute(name, value)]));
}

/** The statements as `alloy fmt` prints them. */
export function printAlloy(statements: readonly Statement[], margin = ''): Text {
  const texts: Text[] = [];
  statements.forEach((statement, index) => {
    const before = statements[index - 1];
    if (before !== undefined && isApart(before, statement)) texts.push('\n');
    if (!(statement instanceof Attribute)) texts.push(printStatement(statement, margin));
    // Attributes in a row align, so they are printed together, when the last of them comes.
    else if (!(statements[index + 1] instanceof Attribute)) texts.push(printRow(rowTo(statements, index), margin));
  });
  return concat(...texts);
}

/** The environment variables that statements read when they run, with repetitions. */
export function variablesIn(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement) => {
    if (statement instanceof Attribute) return variablesOf(statement.value);
    if (statement instanceof Block) return variablesIn(statement.body);
    return statement instanceof Comment ? [] : statement.variables;
  });
}

/** Whether an empty line stands between them: around blocks, but not below a block's comment. */
function isApart(before: Statement, after: Statement): boolean {
  if (isWide(before)) return true;
  return before instanceof Attribute && (isWide(after) || after instanceof Comment);
}

function isWide(statement: Statement): boolean {
  return statement instanceof Block || Code.is(statement);
}

function rowTo(statements: readonly Statement[], last: number): readonly Attribute[] {
  let first = last;
  while (statements[first - 1] instanceof Attribute) first -= 1;
  return statements.slice(first, last + 1) as readonly Attribute[];
}

function printRow(row: readonly Attribute[], margin: string): Text {
  return aligned(
    row.map(({ name, value }) => [name, printValue(value, margin)] as const),
    { margin, end: '' },
  );
}

function printStatement(statement: Exclude<Statement, Attribute>, margin: string): Text {
  if (statement instanceof Comment) {
    return statement.lines.map((line) => `${margin}//${line === '' ? '' : ` ${line}`}\n`).join('');
  }
  if (Code.is(statement)) return concat(margin, statement.print(margin), '\n');
  const label = statement.label === undefined ? '' : ` "${statement.label}"`;
  const head = `${margin}${statement.name}${label} {`;
  if (statement.body.length === 0) return `${head} }\n`;
  return concat(head, '\n', printAlloy(statement.body, `${margin}\t`), `${margin}}\n`);
}
