import { accountObjects } from './node-agent-access';
import { networkPolicy } from './node-agent-network';
import { openingsOf } from './node-agent-props';
import { monitorOf, podMonitor } from './pod-monitor';
import type { AgentPod, ChartSurroundings } from '../delivery/agent-pod';
import type { HelmValues } from '../delivery/helm-value';
import type { ApiAccess } from '../engines/daemon';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { Text } from '../text/live-text';
import type { Manifest } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';

/** The objects around an agent's pods, which are the same in every delivery. */
export interface Surroundings {
  /** What tells its pods from all others, as the official chart labels them. */
  selector(release: Text): HelmValues;
  objects(release: Text, namespace: Text): readonly Manifest[];
  /** The same for a chart that makes such objects itself. */
  readonly inChart: ChartSurroundings;
}

/** @throws if a value is none that can be meant */
export function surroundings(of: {
  readonly props: Pick<NodeAgentProps<never>, 'networkPolicy' | 'podMonitor' | 'env'>;
  readonly pod: AgentPod;
  readonly access: readonly ApiAccess[];
  readonly metricsPath: string;
  readonly pipelines: readonly LogPipeline<EngineName>[];
}): Surroundings {
  const { props, pod, access, metricsPath, pipelines } = of;
  const { name, portName } = pod;
  const openings = openingsOf(props);
  const sinks = pipelines.flatMap((pipeline) => pipeline.sinks.map(({ spec }) => spec));
  const proxied = Object.keys(props.env ?? {}).some((variable) => /^https?_proxy$/i.test(variable));
  const selectorOf = (release: Text): HelmValues => ({
    'app.kubernetes.io/name': pod.program,
    'app.kubernetes.io/instance': release,
  });
  return {
    selector: selectorOf,
    inChart: {
      usesApi: access.length > 0,
      metricsFrom: openings?.metricsFrom,
      monitor: props.podMonitor === undefined ? undefined : monitorOf(props.podMonitor, metricsPath),
    },
    objects(release, namespace) {
      const selector = selectorOf(release);
      const apiServerPorts = access.length === 0 ? [] : (openings?.apiServerPorts ?? []);
      return [
        ...accountObjects({ name, namespace, labels: selector }, access),
        ...(openings === undefined
          ? []
          : [
              networkPolicy({
                name,
                selector,
                portName,
                metricsFrom: openings.metricsFrom,
                apiServerPorts,
                sinks,
                proxied,
              }),
            ]),
        ...(props.podMonitor === undefined
          ? []
          : [podMonitor(props.podMonitor, { name, selector, port: portName, path: metricsPath })]),
      ];
    },
  };
}
