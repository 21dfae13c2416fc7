import { ApiObject, Chart, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { configHash, metricsPort } from '../delivery/agent-pod';
import { ConfigFiles } from '../delivery/config-files';
import { Delivery } from '../delivery/delivery';
import { addFindings } from '../delivery/findings-validation';
import { mergeValues } from '../delivery/helm-value';
import { LiveTextResolver } from '../delivery/live-text-resolver';
import { checkPipelines } from '../engines/engine-arguments';
import { FindingsError } from '../findings/finding';
import { checkOptions } from '../pipeline/argument';
import { helm } from '../text/live-text';
import { ClusterObject } from './cluster-object';
import { checkTagged, checkTagOfVersion } from './image';
import { daemonSet } from './node-agent-daemon-set';
import { doubleReadings, missingVariables, podSecurityFindings, sourceFindings } from './node-agent-findings';
import { agentPod } from './node-agent-pod';
import { checkAgentName, longestName, nodeAgentProps } from './node-agent-props';
import { surroundings } from './node-agent-surroundings';
import type { ApiObjectProps } from 'cdk8s';
import type { AgentChart, AgentPod } from '../delivery/agent-pod';
import type { Deliverable } from '../delivery/delivery';
import type { HelmChart } from '../delivery/helm-chart';
import type { HelmValues } from '../delivery/helm-value';
import type { Daemon } from '../engines/daemon';
import type { Engine, EngineConfig, TranslateOptions } from '../engines/engine';
import type { Finding } from '../findings/finding';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { Text } from '../text/live-text';
import type { Manifest } from './node-agent-daemon-set';
import type { NodeAgentProps } from './node-agent-props';
import type { Surroundings } from './node-agent-surroundings';

/** What makes an agent of the node one of its kind. */
export interface NodeProgram<N extends EngineName, C extends EngineConfig> {
  readonly engine: Engine<N> & {
    translate(pipelines: readonly LogPipeline<N>[], options?: TranslateOptions<N>): C;
  };
  readonly daemon: Daemon<C>;
  readonly chart: HelmChart;
  readonly values: AgentChart;
}

/**
 * An agent on every node, which reads from the node's disk what the pods of that node write.
 *
 * It runs as root without any capability, since it is root's files that container runtimes write, and keeps its positions in a
 * folder of the node, so that nothing is read twice or left out when its pod is replaced. Kubernetes allows folders of the node
 * only in namespaces whose Pod Security Standard is `privileged`: keep other programs out of the agent's namespace. There is no
 * liveness probe: starting an agent anew does not bring back a Loki that is away.
 */
export abstract class NodeAgent<N extends EngineName> extends Construct {
  /** Of all objects, and of the Helm release. */
  readonly name: string;
  /** What it runs. */
  readonly pipelines: readonly LogPipeline<N>[];
  /** Labels of the nodes that it runs on. */
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly #found: readonly Finding[];
  readonly #delivery: Delivery;
  readonly #deliverable: Deliverable;

  /** @internal Each kind of agent has its own. */
  protected constructor(scope: Construct, id: string, props: NodeAgentProps<N>, program: NodeProgram<N, EngineConfig>) {
    super(scope, id);
    const { engine, daemon, chart } = program;
    const { version = engine.versions[0], env = {}, secrets = {} } = checkOptions(props, nodeAgentProps, 'props');
    const { image = engine.image(version), delivery = Delivery.manifests() } = props;
    checkTagOfVersion(checkTagged(image, engine.image(version)), engine.name, version);
    this.pipelines = Object.freeze([...checkPipelines(props.pipelines)]);
    this.name = checkAgentName(props.name ?? Names.toDnsLabel(this, { maxLen: longestName }));
    this.#delivery = delivery;

    const where = { version, dataDir: engine.dataDir };
    const wrong = [
      ...this.pipelines.flatMap((pipeline) => pipeline.check()),
      ...sourceFindings(this.pipelines, [daemon.configDir, engine.dataDir]),
      ...engine.check(this.pipelines, where),
    ];
    const failed = wrong.some(({ severity }) => severity === 'error');
    const config = failed ? undefined : engine.translate(this.pipelines, where);
    const missing = config === undefined ? [] : missingVariables(config, { env, secrets }, daemon.nodeName);
    this.#found = Object.freeze([...wrong, ...missing]);

    const namespace = this.namespace;
    const { portName = metricsPort } = program.values;
    const pod = agentPod({ props, image, version, name: this.name, namespace, config, engine, daemon, portName });
    this.nodeSelector = pod.nodeSelector;
    const access = config === undefined ? [] : daemon.access(config);
    const around = surroundings({ props, pod, access, metricsPath: daemon.http.metrics, pipelines: this.pipelines });
    const files = config === undefined ? {} : { [config.fileName]: config.print(), ...config.files };
    this.#deliverable = this.deliverable(chart, program.values, pod, files, around, () => config?.tree?.());
    LiveTextResolver.install(this);
    addFindings(this, () => this.findings);
    delivery.deliver(this, 'Release', this.#deliverable);
  }

  /** What keeps the pipelines from running here, or from running well. */
  get findings(): readonly Finding[] {
    return [
      ...this.#found,
      ...doubleReadings(this, (other): other is this => other instanceof NodeAgent),
      ...podSecurityFindings(this, this.namespace),
    ];
  }

  /**
   * The values with which the official chart runs the same agent, for a file: with everything in them, and escaped for the
   * chart.
   *
   * @throws FindingsError with all findings
   */
  helmValues(): HelmValues {
    return this.#delivery.helmValues(this.#deliverable);
  }

  private get namespace(): string {
    return Chart.of(this).namespace ?? 'default';
  }

  private deliverable(
    chart: HelmChart,
    values: AgentChart,
    pod: AgentPod,
    files: Readonly<Record<string, Text>>,
    around: Surroundings,
    tree: () => HelmValues | undefined,
  ): Deliverable {
    const { name } = this;
    const { key } = pod.config;
    const beside = (into: Construct): AgentPod => {
      for (const manifest of around.objects(name, this.namespace)) addObject(into, manifest);
      const config = new ConfigFiles(into, 'Config', { files, name });
      return { ...pod, annotations: { [configHash]: config.hash() } };
    };
    return {
      chart,
      releaseName: name,
      manifests: (into) => {
        const made = beside(into);
        addObject(into, daemonSet(made, around.selector(name)));
      },
      beside: (into) => {
        const made = beside(into);
        const useConfigMap = values.useConfigMap ?? ((file) => chart.useConfigMap(file));
        return () => mergeValues(values.values(made), useConfigMap({ name, key }));
      },
      inline: () => {
        const { [key]: main = '', ...further } = files;
        const homeless = values.takesFurtherFiles === true ? {} : further;
        FindingsError.throwIfAny([...this.findings, ...furtherFiles(homeless)]);
        const beside = values.surroundings?.(around.inChart) ?? {
          extraObjects: around.objects(helm('.Release.Name'), helm('.Release.Namespace')),
        };
        return mergeValues(values.values(pod), values.inline(main, key, tree(), further), beside);
      },
    };
  }
}

const clusterKinds = ['ClusterRole', 'ClusterRoleBinding'];

function addObject(scope: Construct, manifest: Manifest): void {
  const { kind, metadata } = manifest;
  const id = typeof metadata['namespace'] === 'string' ? `${kind}-${metadata['namespace']}` : kind;
  const kinds = clusterKinds.includes(kind) ? ClusterObject : ApiObject;
  // Its name is plain text, since no chart reads it.
  new kinds(scope, id, manifest as unknown as ApiObjectProps);
}

function furtherFiles(files: Readonly<Record<string, Text>>): readonly Finding[] {
  const further = Object.keys(files);
  if (further.length === 0) return [];
  return [
    {
      rule: 'node-agent/further-files',
      severity: 'error',
      at: 'delivery',
      got: further.join(', '),
      message: "'delivery' must bring all files of the configuration, and values have room for one",
      remedy: 'deliver a release, whose ConfigMap holds all of them',
    },
  ];
}
