import { vectorAgent } from '../delivery/charts/vector-agent';
import { HelmChart } from '../delivery/helm-chart';
import { nodeEngines } from '../engines/engines';
import { vectorDaemon } from '../engines/vector/daemon';
import { NodeAgent } from './node-agent';
import type { Construct } from 'constructs';
import type { NodeAgentProps } from './node-agent-props';

/**
 * Vector on every node.
 *
 * What waits for a Loki that is away lies in Vector's folder on the node, at most 256 MiB and a bit for each sink; then no more is
 * read until there is room, from files that their container runtime keeps. Its own metrics are at `/metrics` of the port
 * `http-metrics`, 9598.
 */
export class VectorDaemonSet extends NodeAgent<'vector'> {
  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: NodeAgentProps<'vector'>) {
    const program = {
      engine: nodeEngines.vector(),
      daemon: vectorDaemon,
      chart: HelmChart.vector(),
      values: vectorAgent,
    };
    super(scope, id, props, program);
  }
}
