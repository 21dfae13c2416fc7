import { EnvFieldPaths, EnvValue } from 'cdk8s-plus-28';
import { sidecarLabel } from '../pipeline/sidecar-label';
import { printEnv } from './container-env';
import { checkResources, printResources } from './container-resources';
import { foldersOf, outermost } from './host-folders';
import { placementOf, resourcesOf } from './node-agent-props';
import type { AgentPod } from '../delivery/agent-pod';
import type { Daemon } from '../engines/daemon';
import type { Engine, EngineConfig } from '../engines/engine';
import type { EngineName } from '../pipeline/engine-name';
import type { NodeAgentProps } from './node-agent-props';

/** What an agent's pod is made of. */
export interface PodParts<N extends EngineName, C extends EngineConfig> {
  readonly props: NodeAgentProps<N>;
  readonly image: string;
  readonly version: string;
  readonly name: string;
  readonly namespace: string;
  /** Absent where there are errors. */
  readonly config: C | undefined;
  readonly engine: Pick<Engine<N>, 'name' | 'dataDir'>;
  readonly daemon: Daemon<C>;
  /** What its port is called. */
  readonly portName: string;
}

/** @throws if a value is none that can be meant */
export function agentPod<N extends EngineName, C extends EngineConfig>(parts: PodParts<N, C>): AgentPod {
  const { props, image, version, name, namespace, config, engine, daemon, portName } = parts;
  const { env = {}, secrets = {}, resources = resourcesOf(daemon), pipelines } = props;
  checkResources(resources);
  const key = config?.fileName ?? 'config';
  const where = { path: `${daemon.configDir}/${key}`, dataDir: engine.dataDir };
  return Object.freeze({
    name,
    program: daemon.name,
    version,
    image,
    args: config === undefined ? [] : daemon.args(config, where),
    config: { mountPath: daemon.configDir, key },
    env: [
      ...ownNode(daemon.nodeName),
      ...printEnv({
        fixed: config?.environment ?? {},
        env: checkOthers('env', env, daemon),
        secrets: checkOthers('secrets', secrets, daemon),
      }),
    ],
    port: daemon.http.port,
    portName,
    readinessProbe: {
      httpGet: { path: daemon.http.ready, port: daemon.http.port, scheme: 'HTTP' },
      initialDelaySeconds: 10,
      timeoutSeconds: 5,
      // As Kubernetes has them; charts have others of their own where nothing is said.
      periodSeconds: 10,
      failureThreshold: 3,
      successThreshold: 1,
    },
    resources: printResources(resources),
    hostFolders: outermost(pipelines.flatMap(({ sources }) => sources.flatMap(({ spec }) => foldersOf(spec)))),
    // Apps that know nothing of each other may share a node.
    state: { hostPath: `/var/lib/${engine.name}/${namespace}/${name}`, mountPath: engine.dataDir },
    usesApi: config !== undefined && daemon.access(config).length > 0,
    // All agents of ours leave out the output of such pods: their own, or each other's, would never end.
    labels: { [sidecarLabel]: engine.name, ...daemon.labels },
    annotations: {},
    ...placementOf(props),
  });
}

/** The name of the pod's own node, which only Kubernetes knows. */
function ownNode(variables: readonly string[]): ReturnType<typeof printEnv> {
  const value = EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME);
  return printEnv({ fixed: {}, env: Object.fromEntries(variables.map((name) => [name, value])), secrets: {} });
}

function checkOthers<T extends object>(property: string, given: T, { nodeName }: Daemon<never>): T {
  const taken = nodeName.find((name) => Object.hasOwn(given, name));
  if (taken === undefined) return given;
  throw new Error(`'${property}' must name other variables, got ${taken}; leave it out: it is the name of the node`);
}
