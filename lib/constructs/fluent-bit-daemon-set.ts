import { fluentBitAgent } from '../delivery/charts/fluent-bit-agent';
import { HelmChart } from '../delivery/helm-chart';
import { nodeEngines } from '../engines/engines';
import { fluentBitDaemon } from '../engines/fluent-bit/daemon';
import { NodeAgent } from './node-agent';
import type { Construct } from 'constructs';
import type { NodeAgentProps } from './node-agent-props';

/**
 * Fluent Bit on every node.
 *
 * Its metrics, and those of pipelines, are at `/metrics` of the port `http`, 2021; its health is at `/api/v1/health` of 2020. The official chart takes no objects of ours: a
 * file of its values (`helmValues()`) has the chart's own account and role, a NetworkPolicy that says who may speak to the agent
 * but not whom it may speak to, and a ServiceMonitor for `podMonitor`. In a release all of these are as in the manifests; beside
 * them stands a Service, which the chart makes in any case.
 */
export class FluentBitDaemonSet extends NodeAgent<'fluent-bit'> {
  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: NodeAgentProps<'fluent-bit'>) {
    const program = {
      engine: nodeEngines['fluent-bit'](),
      daemon: fluentBitDaemon,
      chart: HelmChart.fluentBit(),
      values: fluentBitAgent,
    };
    super(scope, id, props, program);
  }
}
