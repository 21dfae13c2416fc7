import { ApiObject, Chart, Names } from 'cdk8s';
import { Construct } from 'constructs';
import { Capacity } from '../backends/loki/capacity/capacity';
import { limitDefaults } from '../backends/loki/rules/rule';
import { configHash } from '../delivery/agent-pod';
import { lokiConfigFile, lokiHttpPort } from '../delivery/charts/loki-pod';
import { lokiValues } from '../delivery/charts/loki-values';
import { ConfigFiles } from '../delivery/config-files';
import { Delivery } from '../delivery/delivery';
import { addFindings } from '../delivery/findings-validation';
import { HelmChart } from '../delivery/helm-chart';
import { mergeValues } from '../delivery/helm-value';
import { LiveTextResolver } from '../delivery/live-text-resolver';
import { FindingsError } from '../findings/finding';
import { SecretRef } from '../text/secret-ref';
import { helm } from '../text/live-text';
import { stackConfig } from './loki-stack-config';
import { bucketFindings, shippersOf, shippingFindings, stackFindings } from './loki-stack-findings';
import { gatewayFiles, gatewayObjects, gatewayUrl, gatewayWithConfig, passwordVariable } from './loki-stack-gateway';
import { lokiPod } from './loki-stack-pod';
import { checkStackName, checkStackProps, usersOf } from './loki-stack-props';
import { lokiSurroundings } from './loki-stack-surroundings';
import { configName, lokiObjects } from './loki-stack-workload';
import { lokiMetrics } from './service-monitor';
import { printTolerations } from './toleration';
import type { ApiObjectProps } from 'cdk8s';
import type { SecretValue } from 'cdk8s-plus-28';
import type { LokiConfig } from '../backends/loki/loki-config';
import type { LokiPod } from '../delivery/charts/loki-pod';
import type { Deliverable } from '../delivery/delivery';
import type { HelmValues } from '../delivery/helm-value';
import type { Finding } from '../findings/finding';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { Auth } from '../pipeline/sink-spec';
import type { Text } from '../text/live-text';
import type { BucketAccess } from './bucket';
import type { LokiGateway } from './loki-stack-gateway';
import type { LokiAsUser, LokiStackProps, LokiUser } from './loki-stack-props';
import type { Manifest } from './node-agent-daemon-set';

/**
 * A Loki that fits what comes in: one on a disk, several on a bucket, or its parts apart. Sizes and limits follow from the rate and
 * the retention; what is given and too small is an error, with the numbers.
 *
 *     const loki = new LokiStack(chart, 'loki', {
 *       disk: Size.gibibytes(10),
 *       ingest: Rate.kilobytesPerSecond(100),
 *       retention: Duration.days(7),
 *     });
 *     Sink.loki(loki, { labels: { … } })
 */
export class LokiStack extends Construct implements LokiAsUser {
  /** Of Loki's own metrics, those that tell how it is. */
  static readonly metrics = lokiMetrics;

  /** Of all objects, and of the Helm release. */
  readonly name: string;
  /** Where agents send to and Grafana asks, in the cluster. */
  readonly url: Text;
  /** Of the first user, where passwords are asked. */
  readonly tenant?: Text;
  /** Of the first user; agents must be given {@link secrets} too. */
  readonly auth?: Auth;
  /** Labels that a stream can have. */
  readonly maxLabels: number;
  /** What it needs for what comes in, with all numbers. */
  readonly capacity: Capacity;
  /** What it is started with. */
  readonly config: LokiConfig;
  readonly #targets: readonly LokiAsUser[];
  readonly #users: readonly LokiUser[];
  readonly #props: LokiStackProps;
  readonly #found: readonly Finding[];
  readonly #delivery: Delivery;
  readonly #deliverable: Deliverable;

  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: LokiStackProps) {
    super(scope, id);
    const { bucket, rulesBucket, delivery = Delivery.manifests() } = checkStackProps(props);
    const { namespace } = this;
    this.#props = Object.freeze({ ...props });
    this.#delivery = delivery;
    this.name = checkStackName(props.name ?? Names.toDnsLabel(this, { maxLen: 40 }));
    this.#users = usersOf(props.auth);
    const distributed = props.distributed === true;
    this.capacity = capacityOf(props);

    const { path } = this.node;
    const quota = this.capacity.quota;
    const chunks = bucket?.bind({ path, ...(quota === undefined ? {} : { quota }) });
    const rules =
      rulesBucket === undefined || rulesBucket === bucket ? undefined : rulesBucket.bind({ path }, 'RULES_');
    const access = [chunks, rules].filter((one): one is BucketAccess => one !== undefined);
    const { name, capacity } = this;
    const asksPassword = this.#users.length > 0;
    this.config = stackConfig({
      name,
      namespace,
      props,
      capacity,
      authEnabled: asksPassword,
      distributed,
      chunks,
      rules,
    });
    this.maxLabels = this.config.props.limitsConfig?.maxLabelNamesPerSeries ?? limitDefaults.maxLabelNamesPerSeries;

    const gateway = this.gatewayOf(distributed);
    this.url = gateway === undefined ? `http://${name}.${namespace}.svc:${lokiHttpPort}` : gatewayUrl(gateway);
    const [first, ...others] = this.#users;
    if (first !== undefined) {
      this.tenant = first.tenant;
      this.auth = authOf(name, first, 0);
    }
    this.#targets = Object.freeze([this, ...others.map((user, index) => this.targetOf(user, index + 1))]);
    this.#found = stackFindings({
      props,
      capacity,
      config: this.config,
      chunks,
      rules,
      asksPassword,
      kind: delivery.kind,
    });

    const pod = lokiPod({ name, props, capacity, config: this.config, access, distributed });
    this.#deliverable = this.deliverable(pod, gateway, access);
    LiveTextResolver.install(this);
    addFindings(this, () => this.findings);
    delivery.deliver(this, 'Release', this.#deliverable);
  }

  /** What keeps it from running, or from running well, and what agents of the app send that it would refuse. */
  get findings(): readonly Finding[] {
    return [
      ...this.#found,
      ...bucketFindings(this, this.namespace, this.#props),
      ...shippingFindings(this, this.#targets, this.config.props.limitsConfig ?? {}),
    ];
  }

  /** The pipelines in the app that send here. */
  get shippers(): readonly LogPipeline<EngineName>[] {
    return shippersOf(this, this.#targets);
  }

  /**
   * What agents that send here must be given: `secrets: loki.secrets`. Of the first user, others have {@link as} and theirs; empty where
   * no password is asked.
   */
  get secrets(): Readonly<Record<string, SecretValue>> {
    const [first] = this.#users;
    return first === undefined ? {} : secretsOf(this.name, first, 0);
  }

  /**
   * The same Loki as another of its users knows it, with the secrets that this one's agents must be given.
   *
   * @throws if there is no such user
   */
  as(user: string): LokiAsUser {
    const index = this.#users.findIndex((one) => one.user === user);
    const target = this.#targets[index];
    if (target !== undefined) return target;
    const known = this.#users.map((one) => one.user).join(', ') || 'none';
    throw new Error(`'user' must be one of 'auth' (${known}), got ${JSON.stringify(user)}; add it there`);
  }

  /**
   * The values with which the official chart runs the same Loki, for a file: with everything in them, and escaped for the chart.
   *
   * @throws FindingsError with all findings
   */
  helmValues(): HelmValues {
    return this.#delivery.helmValues(this.#deliverable);
  }

  private get namespace(): string {
    return Chart.of(this).namespace ?? 'default';
  }

  private targetOf(user: LokiUser, index: number): LokiAsUser {
    const { url, maxLabels } = this;
    const secrets = Object.freeze(secretsOf(this.name, user, index));
    return Object.freeze({ url, tenant: user.tenant, auth: authOf(this.name, user, index), maxLabels, secrets });
  }

  private gatewayOf(distributed: boolean): LokiGateway | undefined {
    const { tls, tolerations, nodeSelector = {} } = this.#props;
    if (this.#users.length === 0 && tls === undefined && !distributed) return undefined;
    return {
      name: this.name,
      namespace: this.namespace,
      users: this.#users,
      tls,
      distributed,
      replicas: this.capacity.input.replicas > 1 ? 2 : 1,
      tolerations: printTolerations(tolerations ?? []),
      nodeSelector,
    };
  }

  private deliverable(pod: LokiPod, gateway: LokiGateway | undefined, access: readonly BucketAccess[]): Deliverable {
    const { name, config } = this;
    const chart = HelmChart.loki();
    const around = (release: Text): readonly Manifest[] =>
      lokiSurroundings({ name, props: this.#props, access, gateway, release });
    const beside = (into: Construct): LokiPod => {
      for (const manifest of around(name)) addObject(into, manifest);
      if (gateway !== undefined) addGateway(into, gateway);
      const files = new ConfigFiles(into, 'Config', {
        files: { [lokiConfigFile.key]: config },
        name: configName(name),
      });
      // The ConfigMap says what is wrong with it.
      const isWrong = config.check().some(({ severity }) => severity === 'error');
      return { ...pod, annotations: isWrong ? {} : { [configHash]: files.hash() } };
    };
    return {
      chart,
      releaseName: name,
      manifests: (into) => {
        const made = beside(into);
        for (const manifest of lokiObjects(made)) addObject(into, manifest);
      },
      beside: (into) => {
        const made = beside(into);
        const file = chart.useConfigMap({ name: configName(name), key: lokiConfigFile.key });
        return () => mergeValues(lokiValues(made, name), file);
      },
      inline: () => {
        FindingsError.throwIfAny([...this.findings, ...config.check()]);
        const release = helm('.Release.Name');
        const objects = [...around(release), ...gatewayWithConfig(gateway)];
        return mergeValues(lokiValues(pod, release), { loki: { config: config.print() }, extraObjects: objects });
      },
    };
  }
}

function capacityOf(props: LokiStackProps): Capacity {
  const {
    ingest,
    retention,
    retentionByStream = [],
    bucket,
    replicationFactor,
    streams,
    assumptions,
    chunkEncoding,
  } = props;
  const storage = bucket === undefined ? 'disk' : 'bucket';
  const one = new Capacity({
    ingest,
    retention,
    retentionByStream: retentionByStream.map(({ keep, share }) => ({
      keep,
      ...(share === undefined ? {} : { share }),
    })),
    storage,
    ...(streams === undefined ? {} : { streams }),
    ...(chunkEncoding === undefined ? {} : { chunkEncoding }),
    ...(assumptions === undefined ? {} : { assumptions }),
  });
  // Several on a disk are a finding, with all others.
  if (storage === 'disk') return one;
  const { replicas = one.recommended.replicas } = props;
  return one.with({ replicas, ...(replicationFactor === undefined ? {} : { replicationFactor }) });
}

function authOf(loki: string, { user }: LokiUser, index: number): Auth {
  return Object.freeze({ user, password: new SecretRef(passwordVariable(loki, index)) });
}

function secretsOf(loki: string, { password }: LokiUser, index: number): Readonly<Record<string, SecretValue>> {
  return { [passwordVariable(loki, index)]: password };
}

function addGateway(into: Construct, gateway: LokiGateway): void {
  const name = `${gateway.name}-gateway`;
  const files = new ConfigFiles(into, 'GatewayConfig', { files: gatewayFiles(gateway), name });
  for (const manifest of gatewayObjects(gateway, { name, hash: files.hash() })) addObject(into, manifest);
}

function addObject(scope: Construct, manifest: Manifest): void {
  const { kind, metadata } = manifest;
  new ApiObject(scope, `${kind}-${String(metadata.name)}`, manifest as unknown as ApiObjectProps);
}
