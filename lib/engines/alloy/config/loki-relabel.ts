import type { NonEmpty } from '../../../pipeline/non-empty';
import { whole } from '../../option-check';
import { optional } from '../../loki-stages/field';
import { component, Export } from './component';
import type { HasComponent } from './component';
import { relabelRules } from './relabel-rule';
import type { RelabelRule } from './relabel-rule';
import { logsReceivers } from './shape';
import type { LogsReceiver } from './shape';

/** Labels of entries, changed. */
export interface LokiRelabelOptions {
  readonly forwardTo: NonEmpty<LogsReceiver>;
  /** In their order. @default - none */
  readonly rule?: readonly RelabelRule[];
  /** Sets of labels whose result is remembered. @default 10000 */
  readonly maxCacheSize?: number;
}

/** What takes entries and hands them on with other labels. */
export interface LokiRelabel extends HasComponent {
  readonly receiver: LogsReceiver;
  readonly rules: Export<'rules'>;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.relabel/ */
export function lokiRelabel(label: string, options: LokiRelabelOptions): LokiRelabel {
  const fields = { forwardTo: logsReceivers, maxCacheSize: optional(whole(1)), rule: relabelRules };
  const made = component('loki.relabel', label, options, fields);
  const [receiver, rules] = [new Export(made, 'logs', 'receiver'), new Export(made, 'rules', 'rules')] as const;
  return Object.freeze({ component: made, receiver, rules });
}
