import type { Duration } from 'cdk8s';
import type { Text } from '../../../text/live-text';
import type { Condition } from './condition';
import { alias } from './input-options';
import { seconds, text } from './option';
import type { Options } from './option';
import type { Common } from './plugin';

/** What all filters have. In `processors` a filter needs no `match`, and sees all that passes there. */
export interface FilterOptions extends Common {
  /** Tags of the records that it sees: `*` stands for any text, as in `kube.*`. One of `match` and `matchRegex` is needed. */
  readonly match?: Text;
  /** The same by a pattern of Onigmo's. */
  readonly matchRegex?: Text;
  /** A pause in which a message like one before is not said again. @default - every message is said */
  readonly logSuppressInterval?: Duration;
  /** Which records it is run on, where it stands in `processors`. @default - all */
  readonly condition?: Condition;
}

/** What all filters have, by option. */
export const filterOptions: Options<Omit<FilterOptions, 'extra' | 'condition'>> = Object.freeze({
  match: text,
  matchRegex: text,
  ...alias,
  logSuppressInterval: seconds(),
});
