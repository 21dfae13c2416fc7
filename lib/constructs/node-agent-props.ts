import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import {
  checkFilled,
  checkNames,
  checkOptions,
  checkPairs,
  checkString,
  checkWhole,
  refusal,
} from '../pipeline/argument';
import { checkPodMonitor } from './pod-monitor';
import { printTolerations } from './toleration';
import type { ContainerResources, EnvValue, SecretValue } from 'cdk8s-plus-28';
import type { Delivery } from '../delivery/delivery';
import type { HelmValues } from '../delivery/helm-value';
import type { Daemon } from '../engines/daemon';
import type { EngineName, Versions } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { NonEmpty } from '../pipeline/non-empty';
import type { Image } from './image';
import type { NetworkPolicyOptions } from './node-agent-network';
import type { PodMonitorOptions } from './pod-monitor';
import type { Toleration } from './toleration';

/** An agent on every node. */
export interface NodeAgentProps<N extends EngineName> {
  /** What overlaps between pipelines leaves once. One with code native to another engine does not type-check. */
  readonly pipelines: NonEmpty<LogPipeline<N>>;
  /** Of the agent. @default - the newest tested */
  readonly version?: Versions[N];
  /**
   * The agent's image. Where its tag begins with a version, that is `version`; `latest` is refused.
   *
   * @default - the tested image of that version, by its exact tag; a digest may be given
   */
  readonly image?: Image;
  /** What the pipelines' `env()` stands for here, and variables of the agent's own. @default - none */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** What the pipelines' `secret()` stands for here. @default - none */
  readonly secrets?: Readonly<Record<string, SecretValue>>;
  /**
   * Requests and limits.
   *
   * @default - measured at 5,000 lines a second: Promtail requests 25m CPU and 64Mi and may take 100m and 128Mi; Alloy requests
   *   50m and 96Mi and may take 500m and 256Mi; at 1,000 lines of JSON a second Vector requests 50m and 96Mi and may take 1 CPU
   *   and 256Mi; Fluent Bit requests 50m and 48Mi and may take 500m and 128Mi
   */
  readonly resources?: ContainerResources;
  /** How it reaches the cluster. @default Delivery.manifests() */
  readonly delivery?: Delivery;
  /** Taints of nodes that it puts up with. @default - all: every node has logs */
  readonly tolerations?: readonly Toleration[];
  /** Labels of the nodes that it runs on. @default - every node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * What decides whether it may take the place of other pods where a node is full. `system-node-critical` puts it before all
   * of them.
   *
   * @default - none, so that no program is stopped for its logs; on a full node the agent then waits
   */
  readonly priorityClassName?: string;
  /** How many nodes may be without an agent while it is replaced; nothing is lost, it reads on. @default '10%' */
  readonly maxUnavailable?: number | `${number}%`;
  /** Who may speak to it, and whom it may speak to. `false` for no NetworkPolicy. @default - as {@link NetworkPolicyOptions} */
  readonly networkPolicy?: NetworkPolicyOptions | false;
  /** A PodMonitor for the agent's own metrics. @default - none */
  readonly podMonitor?: PodMonitorOptions;
  /**
   * Of all its objects and of the Helm release, and the last part of the folder of its positions on the nodes: with another name
   * it begins to read anew.
   *
   * @default - made of the construct's path
   */
  readonly name?: string;
}

/** The names of {@link NodeAgentProps}. */
export const nodeAgentProps = [
  'pipelines',
  'version',
  'image',
  'env',
  'secrets',
  'resources',
  'delivery',
  'tolerations',
  'nodeSelector',
  'priorityClassName',
  'maxUnavailable',
  'networkPolicy',
  'podMonitor',
  'name',
] as const satisfies readonly (keyof NodeAgentProps<EngineName>)[];

/** Helm's limit. */
export const longestName = 53;

/** Where and how the agent's pods run, checked and complete. */
export interface Placement {
  readonly tolerations: readonly HelmValues[];
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly priorityClassName: string | undefined;
  readonly updateStrategy: HelmValues;
}

/** @throws if a value is none that can be meant */
export function placementOf(
  props: Pick<NodeAgentProps<never>, 'tolerations' | 'nodeSelector' | 'priorityClassName' | 'maxUnavailable'>,
): Placement {
  const {
    tolerations = [{ operator: 'Exists' }],
    nodeSelector = {},
    priorityClassName,
    maxUnavailable = '10%',
  } = props;
  for (const [name, value] of checkPairs('nodeSelector', nodeSelector, "write { 'kubernetes.io/os': 'linux' }")) {
    checkString(`nodeSelector.${name}`, value);
  }
  if (priorityClassName !== undefined) checkFilled('priorityClassName', priorityClassName, 'name a PriorityClass');
  return Object.freeze({
    tolerations: printTolerations(tolerations),
    nodeSelector: Object.freeze({ ...nodeSelector }),
    priorityClassName,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: checkShare(maxUnavailable) } },
  });
}

/** What a network policy lets through beside names and sinks. */
export interface Openings {
  readonly metricsFrom: readonly string[];
  readonly apiServerPorts: readonly number[];
}

/** Nothing where there is to be no policy. @throws if a value is none that can be meant */
export function openingsOf({
  networkPolicy,
  podMonitor,
}: Pick<NodeAgentProps<never>, 'networkPolicy' | 'podMonitor'>): Openings | undefined {
  const monitors = podMonitor === undefined ? [] : checkPodMonitor(podMonitor).from;
  if (networkPolicy === false) return undefined;
  const { metricsFrom = [], apiServerPorts = [443, 6443, 8443, 16443] } = checkOptions(
    networkPolicy ?? {},
    ['metricsFrom', 'apiServerPorts'],
    'networkPolicy',
  );
  if (metricsFrom.length > 0) checkNames('networkPolicy.metricsFrom', metricsFrom, 'name a namespace, or leave it out');
  if (!Array.isArray(apiServerPorts) || apiServerPorts.length === 0) {
    throw refusal('networkPolicy.apiServerPorts', 'be a list of ports', apiServerPorts, 'write one, or leave it out');
  }
  for (const port of apiServerPorts) checkWhole('networkPolicy.apiServerPorts', port, 1, 'write a port such as 6443');
  return { metricsFrom: [...new Set([...metricsFrom, ...monitors])], apiServerPorts };
}

/** @throws if it can be no name of all objects */
export function checkAgentName(name: string): string {
  if (typeof name === 'string' && name.length <= longestName && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name))
    return name;
  throw refusal('name', `be lower-case letters, digits and -, at most ${longestName}`, name, 'rename it');
}

/** The resources that were measured. */
export function resourcesOf({ resources: { cpu, memory } }: Daemon<never>): ContainerResources {
  return {
    cpu: { request: Cpu.millis(cpu.request), ...(cpu.limit === undefined ? {} : { limit: Cpu.millis(cpu.limit) }) },
    memory: {
      request: Size.mebibytes(memory.request),
      ...(memory.limit === undefined ? {} : { limit: Size.mebibytes(memory.limit) }),
    },
  };
}

function checkShare(maxUnavailable: unknown): number | string {
  const share =
    typeof maxUnavailable === 'string'
      ? /^([1-9]\d?|100)%$/.test(maxUnavailable)
      : Number.isSafeInteger(maxUnavailable) && (maxUnavailable as number) > 0;
  if (share) return maxUnavailable as number | string;
  throw refusal(
    'maxUnavailable',
    'be a number of nodes from 1 on, or a share from 1% to 100%',
    maxUnavailable,
    "write '10%'",
  );
}
