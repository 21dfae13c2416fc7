import { promtailAgent } from '../delivery/charts/promtail-agent';
import { HelmChart } from '../delivery/helm-chart';
import { engines } from '../engines/engines';
import { promtailDaemon } from '../engines/promtail/daemon';
import { NodeAgent } from './node-agent';
import type { Construct } from 'constructs';
import type { NodeAgentProps } from './node-agent-props';

/** Promtail on every node, with the labels that its users know. Its life ended in March 2026: `AlloyDaemonSet` runs the same. */
export class PromtailDaemonSet extends NodeAgent<'promtail'> {
  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: NodeAgentProps<'promtail'>) {
    const program = {
      engine: engines.promtail(),
      daemon: promtailDaemon,
      chart: HelmChart.promtail(),
      values: promtailAgent,
    };
    super(scope, id, props, program);
  }
}
