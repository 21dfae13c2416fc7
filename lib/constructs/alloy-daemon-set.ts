import { alloyAgent } from '../delivery/charts/alloy-agent';
import { HelmChart } from '../delivery/helm-chart';
import { alloyDaemon } from '../engines/alloy/daemon';
import { engines } from '../engines/engines';
import { NodeAgent } from './node-agent';
import type { Construct } from 'constructs';
import type { NodeAgentProps } from './node-agent-props';

/** Grafana Alloy on every node. */
export class AlloyDaemonSet extends NodeAgent<'alloy'> {
  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: NodeAgentProps<'alloy'>) {
    const program = { engine: engines.alloy(), daemon: alloyDaemon, chart: HelmChart.alloy(), values: alloyAgent };
    super(scope, id, props, program);
  }
}
