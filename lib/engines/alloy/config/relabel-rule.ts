import type { Text } from '../../../text/live-text';
import { filled, list, maybe, oneOf, string, text, whole } from '../../option-check';
import { attribute, blocks } from '../../loki-stages/field';
import type { Field } from '../../loki-stages/field';

/** A rule that changes labels, or drops what has them, as Prometheus knows them. */
export interface RelabelRule {
  /** Whose values are joined, and looked at. @default - none: the empty text */
  readonly sourceLabels?: readonly string[];
  /** Between the values. @default ';' */
  readonly separator?: string;
  /** RE2, for the whole text. @default '(.*)' */
  readonly regex?: string;
  /** For `hashmod`. */
  readonly modulus?: number;
  readonly targetLabel?: string;
  /** What is written; `$1` is a group of `regex`. @default '$1' */
  readonly replacement?: Text;
  /** @default 'replace' */
  readonly action?:
    | 'replace'
    | 'keep'
    | 'drop'
    | 'hashmod'
    | 'labelmap'
    | 'labeldrop'
    | 'labelkeep'
    | 'lowercase'
    | 'uppercase'
    | 'keepequal'
    | 'dropequal';
}

const actions = [
  ...['replace', 'keep', 'drop', 'hashmod', 'labelmap', 'labeldrop', 'labelkeep'],
  ...['lowercase', 'uppercase', 'keepequal', 'dropequal'],
];

/** Rules, in their order. */
export const relabelRules: Field = blocks<RelabelRule>({
  sourceLabels: attribute(maybe(list(filled, 1))),
  separator: attribute(maybe(string)),
  regex: attribute(maybe(string)),
  modulus: attribute(maybe(whole(1))),
  targetLabel: attribute(maybe(filled)),
  replacement: attribute(maybe(text)),
  action: attribute(maybe(oneOf(...actions))),
});
