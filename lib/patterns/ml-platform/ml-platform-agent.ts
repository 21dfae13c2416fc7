import { Construct } from 'constructs';
import { AlloyDaemonSet } from '../../constructs/alloy-daemon-set';
import { PromtailDaemonSet } from '../../constructs/promtail-daemon-set';
import { refusal } from '../../pipeline/argument';
import { mlPlatformSizes } from './ml-platform-sizes';
import type { NodeAgentProps } from '../../constructs/node-agent-props';

/** How an `MlPlatformAgent` is set up. */
export interface MlPlatformAgentProps extends Omit<NodeAgentProps<never>, 'version' | 'image'> {
  /** Who reads the logs. Both run the same pipelines to the same entries; Promtail's support ended in March 2026. */
  readonly agent: 'promtail' | 'alloy';
  /** Decides on the agent's resources, unless they are given. */
  readonly size: keyof typeof mlPlatformSizes;
}

const agents = Object.freeze({ promtail: PromtailDaemonSet, alloy: AlloyDaemonSet });

/**
 * The log agent of an ML platform, on every node: Promtail or Alloy is one word, and the labels stay those that the dashboards
 * know.
 */
export class MlPlatformAgent extends Construct {
  /** What runs: its `helmValues()` are for the official chart of the agent. */
  readonly agent: PromtailDaemonSet | AlloyDaemonSet;

  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: MlPlatformAgentProps) {
    super(scope, id);
    const { agent, size, ...rest } = props;
    if (!Object.hasOwn(agents, agent)) throw refusal('agent', "be 'promtail' or 'alloy'", agent, 'write one');
    if (!Object.hasOwn(mlPlatformSizes, size))
      throw refusal('size', "be 'minikube' or 'production'", size, 'write one');
    this.agent = new agents[agent](this, agent, { resources: mlPlatformSizes[size].resources[agent], ...rest });
  }
}
