import { Vrl } from '../../../languages/vrl/vrl';
import { LiveText, livesOf } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { ByName } from './settings';
import type { Setting } from './settings';

/** What stands in options, however deep, that is neither a list nor a map. */
export interface Leaf {
  /** Its place in the user's terms: `transforms.split.route.errors`. */
  readonly at: string;
  /** The option that holds it, lists and the user's own names apart. */
  readonly option: string;
  readonly value: LiveText | SecretRef | Vrl | string | number | boolean | null;
}

/** The variables that Vector expands in a leaf; programs read theirs themselves. */
export function expandedIn(value: Leaf['value']): readonly string[] {
  const lives = SecretRef.is(value) ? [value.held] : value instanceof LiveText ? livesOf(value) : [];
  return lives.flatMap(({ reader, name }) => (reader === 'env' ? [name] : []));
}

/** The leaves of options, in their order. */
export function* leavesOf(setting: Setting, at: string, option = ''): Generator<Leaf> {
  if (setting === undefined) return;
  const isLeaf = typeof setting !== 'object' || setting === null || setting instanceof LiveText;
  if (isLeaf || Vrl.is(setting) || SecretRef.is(setting)) {
    yield { at, option, value: setting };
  } else if (Array.isArray(setting)) {
    for (const [index, item] of (setting as readonly Setting[]).entries()) {
      yield* leavesOf(item, `${at}[${index}]`, option);
    }
  } else if (setting instanceof ByName) {
    for (const [name, value] of Object.entries(setting.entries)) yield* leavesOf(value, `${at}.${name}`, option);
  } else {
    for (const [name, value] of Object.entries(setting)) yield* leavesOf(value, `${at}.${name}`, name);
  }
}
