import type { Finding } from '../../../findings/finding';
import { placeOfBytes } from '../../place';
import type { Place } from '../../place';
import { parseAlloy } from './parser';
import type { ParsedAlloy } from './parser';
import { unknownReferences } from './references';
import type { AlloyStatement } from './tree';
import { unknownNames } from './unknown-names';

/** What a text is part of. */
export interface AlloyCheckOptions {
  /**
   * Components that stand elsewhere in the configuration, such as `loki.write.default`.
   *
   * @default - none: the text is the whole
   */
  readonly known?: readonly string[];
  /** What its blocks must be called at the beginning, such as `stage.` in a `loki.process`. @default - anything */
  readonly only?: string;
}

/**
 * What Alloy's own parser says of a text of the user's, which is a whole configuration or statements of one: its errors with
 * line and column, names that its components and stages do not take, components of one name, references to components that there are none
 * of.
 *
 * @param at - the text's place in the user's terms: `airflow: stages[2]`
 */
export function checkAlloy(source: string, at: string, options: AlloyCheckOptions = {}): readonly Finding[] {
  return alloyFaults(source, options).map(({ place: { line, column }, ...fault }) => ({
    ...fault,
    at: `${at}, line ${line}, column ${column}`,
  }));
}

/** What is wrong with a text of Alloy, and where. */
export type AlloyFault = Omit<Finding, 'at'> & { readonly place: Place };

/** {@link checkAlloy}, with places instead of words for them. */
export function alloyFaults(source: string, options: AlloyCheckOptions = {}): readonly AlloyFault[] {
  const parsed = judged(source);
  const placed = (start: number): Place => placeOfBytes(source, start, start);
  if (parsed.tree === undefined) {
    return parsed.diagnostics.map(({ message, place }) => ({
      rule: 'alloy/syntax',
      severity: 'error',
      place,
      got: message,
      message: "'alloy' must be what Alloy's parser reads",
      remedy: `correct this line: ${lineOf(source, place.line)}`,
    }));
  }
  const { known = [], only = '' } = options;
  return [
    ...parsed.tree
      .filter(({ kind, name }) => kind !== 'block' || !name.startsWith(only))
      .flatMap(({ name, start }): readonly AlloyFault[] => {
        if (only === '') return [];
        return [
          {
            rule: 'alloy/misplaced',
            severity: 'error',
            place: placed(start),
            got: name,
            message: `what stands here must be blocks ${only}…`,
            remedy: 'write it into the configuration beside the component',
          },
        ];
      }),
    ...unknownNames(parsed.tree, only === 'stage.').map(({ name, start, message, remedy }): AlloyFault => {
      return { rule: 'alloy/unknown-name', severity: 'error', place: placed(start), got: name, message, remedy };
    }),
    ...twice(parsed.tree, known).map(({ id, start }): AlloyFault => {
      return {
        rule: 'alloy/unique-names',
        severity: 'error',
        place: placed(start),
        got: id,
        message: 'a block must be declared once',
        remedy: 'give one of them another label',
      };
    }),
    ...unknownReferences(parsed.tree, [...known, ...parsed.tree.map(idOf)]).map(({ name, start, near }): AlloyFault => {
      return {
        rule: 'alloy/unknown-reference',
        severity: 'error',
        place: placed(start),
        got: name,
        message: 'a reference must be to a component of the configuration',
        remedy: near === undefined ? 'declare the component, or correct the reference' : `did you mean ${near}?`,
      };
    }),
  ];
}

/** The blocks that a text declares, such as `loki.write.default`; none where it cannot be read. */
export function declaredIn(source: string): readonly string[] {
  return (judged(source).tree ?? []).filter(({ kind }) => kind === 'block').map(idOf);
}

/** A text is read once, however many pipelines hold it and however often they are checked. */
const read = new Map<string, ParsedAlloy>();

function judged(source: string): ParsedAlloy {
  const found = read.get(source) ?? parseAlloy(source);
  read.set(source, found);
  return found;
}

function lineOf(source: string, line: number): string {
  const text = source.split('\n')[line - 1]?.trim() ?? '';
  return text === '' ? '(empty)' : text;
}

function idOf(statement: AlloyStatement): string {
  return statement.kind === 'block' && statement.label !== undefined
    ? `${statement.name}.${statement.label}`
    : statement.name;
}

/** Components have labels, and stages have none: they may repeat. */
const single = ['logging', 'tracing', 'http', 'remotecfg', 'livedebugging', 'labelstore'];

function twice(tree: readonly AlloyStatement[], known: readonly string[]): readonly { id: string; start: number }[] {
  const seen = new Set(known);
  return tree.flatMap((statement) => {
    const { start } = statement;
    if (statement.kind !== 'block' || (statement.label === undefined && !single.includes(statement.name))) return [];
    const id = idOf(statement);
    const isAgain = seen.has(id);
    seen.add(id);
    return isAgain ? [{ id, start }] : [];
  });
}
