import { Code } from '../../../languages/alloy/code';
import type { Alloy } from '../../../languages/alloy/alloy';
import type { NonEmpty } from '../../../pipeline/non-empty';
import { refusal } from '../../../pipeline/argument';
import { list, maybe } from '../../option-check';
import type { Field } from '../../loki-stages/field';
import { LokiStage } from '../../loki-stages/loki-stage';
import { printAlloyStage } from '../../loki-stages/stage-data';
import { component, Export } from './component';
import type { HasComponent } from './component';
import { logsReceivers } from './shape';
import type { LogsReceiver } from './shape';

/** Entries, changed by stages. */
export interface LokiProcessOptions {
  readonly forwardTo: NonEmpty<LogsReceiver>;
  /** In their order; Alloy of your own stands as it is: alloy`stage.geoip { … }`. @default - none */
  readonly stages?: readonly (LokiStage | Alloy)[];
}

const stages: Field = {
  check: maybe(
    list((at, value) => {
      if (!LokiStage.is(value) && !Code.is(value))
        throw refusal(at, 'be a stage', value, 'write LokiStage.json(…) or alloy`…`');
    }),
  ),
  print: (_, value) =>
    (value as unknown as readonly (LokiStage | Code)[]).map((stage) =>
      Code.is(stage) ? stage : printAlloyStage(stage),
    ),
};

/** What takes entries, changes them and hands them on. */
export interface LokiProcess extends HasComponent {
  readonly receiver: LogsReceiver;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.process/ */
export function lokiProcess(label: string, options: LokiProcessOptions): LokiProcess {
  const made = component('loki.process', label, options, { forwardTo: logsReceivers, stages });
  return Object.freeze({ component: made, receiver: new Export(made, 'logs', 'receiver') });
}
