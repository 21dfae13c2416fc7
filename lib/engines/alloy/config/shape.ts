import { call } from '../../../languages/alloy/alloy';
import { Attribute } from '../../../languages/alloy/document';
import type { Text } from '../../../text/live-text';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { refusal } from '../../../pipeline/argument';
import { filled, list, map, text } from '../../option-check';
import type { Check } from '../../option-check';
import { attribute, optional } from '../../loki-stages/field';
import type { Field } from '../../loki-stages/field';
import { alloyValue } from '../../loki-stages/setting';
import type { Setting } from '../../loki-stages/setting';
import { Export } from './component';
import type { ExportKind } from './component';

/** Something to read: labels, of which `__path__` is a file's, `__address__` a server's. */
export interface Target {
  readonly [label: string]: Text;
}

/** What a component reads: what another one found, or a list of such and of targets. */
export type Targets = Export<'targets'> | NonEmpty<Export<'targets'> | Target>;

/** What takes logs. */
export type LogsReceiver = Export<'logs'>;

/** What takes metrics. */
export type MetricsReceiver = Export<'metrics'>;

/** What a component exports of one kind. */
function exported(kind: ExportKind, remedy: string): Check {
  return (at, value) => {
    if (value instanceof Export && value.kind === kind) return;
    throw refusal(at, `be ${kind === 'logs' || kind === 'metrics' ? `a receiver of ${kind}` : kind}`, value, remedy);
  };
}

/** Where logs go. */
export const logsReceivers: Field = attribute(list(exported('logs', 'give loki.write(…).receiver or another'), 1));

/** Where logs go, if anywhere. */
export const maybeLogsReceivers: Field = optional(list(exported('logs', 'give loki.write(…).receiver or another'), 1));

/** Where metrics go. */
export const metricsReceivers: Field = attribute(
  list(exported('metrics', 'give prometheus.remoteWrite(…).receiver or another'), 1),
);

/** Rules of another component. */
export const rules: Field = optional(exported('rules', 'give loki.relabel(…).rules or another'));

const found = exported('targets', 'give the targets of a component, or labels such as { __path__ }');
const labels = map(text, 1);

/** What is read. */
export const targets: Field = {
  check(at, value) {
    if (value instanceof Export) found(at, value);
    else list((place, one) => (one instanceof Export ? found(place, one) : labels(place, one)), 1)(at, value);
  },
  print(name, value) {
    if (!Array.isArray(value)) return [new Attribute(name, alloyValue(value))];
    const parts = grouped(value as readonly Setting[]);
    const [first] = parts;
    const isOne = parts.length === 1 && first !== undefined;
    return [new Attribute(name, isOne ? alloyValue(first) : call('array.concat', ...parts.map(alloyValue)))];
  },
};

/** Lists that are found stay as they are; labels in a row become one list. */
function grouped(items: readonly Setting[]): readonly Setting[] {
  const groups: (Setting | Setting[])[] = [];
  for (const item of items) {
    const last = groups.at(-1);
    if (item instanceof Export) groups.push(item);
    else if (Array.isArray(last)) last.push(item);
    else groups.push([item]);
  }
  return groups;
}

/** Names of labels. */
export const names = list(filled, 1);
