import { component, Export } from './component';
import type { HasComponent } from './component';
import type { LogsReceiver } from './shape';

/** What takes entries and writes them to Alloy's own log. */
export interface LokiEcho extends HasComponent {
  readonly receiver: LogsReceiver;
}

/** @see https://grafana.com/docs/alloy/latest/reference/components/loki/loki.echo/ */
export function lokiEcho(label: string): LokiEcho {
  const made = component('loki.echo', label, {}, {});
  return Object.freeze({ component: made, receiver: new Export(made, 'logs', 'receiver') });
}
