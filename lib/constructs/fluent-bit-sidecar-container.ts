import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { ConfigFiles } from '../delivery/config-files';
import { addFindings } from '../delivery/findings-validation';
import { checkPipelines } from '../engines/engine-arguments';
import { engines } from '../engines/engines';
import { sidecarLabel } from '../pipeline/sidecar-label';
import { printEnv } from './container-env';
import { checkResources } from './container-resources';
import { fluentBitProgram, oneShot } from './fluent-bit-one-shot';
import { fluentBitPrograms } from './fluent-bit-programs';
import { checkTagged, checkTagOfVersion } from './image';
import { checkMaxDrain } from './max-drain';
import { nativeSidecar } from './native-sidecar';
import { missingInPod, sidecarFindings } from './sidecar-findings';
import type { ContainerResources, EnvValue, SecretValue } from 'cdk8s-plus-28';
import type { HelmValues } from '../delivery/helm-value';
import type { Finding } from '../findings/finding';
import type { Versions } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { NonEmpty } from '../pipeline/non-empty';
import type { Image } from './image';

/** A Fluent Bit beside a program in its pod. */
export interface FluentBitSidecarOptions {
  /** What overlaps between pipelines leaves once. One with code native to another engine does not type-check. */
  readonly pipelines: NonEmpty<LogPipeline<'fluent-bit'>>;
  /** Of Fluent Bit. @default - the newest tested */
  readonly version?: Versions['fluent-bit'];
  /**
   * Fluent Bit's image; it needs no shell. Where its tag begins with a version, that is `version`; `latest` is refused.
   *
   * @default - the tested image of that version, by its exact tag; a digest may be given
   */
  readonly image?: Image;
  /** What the pipelines' `env()` stands for here, and variables of Fluent Bit's own. @default - none */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** What the pipelines' `secret()` stands for here. @default - none */
  readonly secrets?: Readonly<Record<string, SecretValue>>;
  /**
   * Requests and limits.
   *
   * @default - requests of 5m CPU and 20Mi, limits of 500m and 128Mi. Idle, it takes 5m and 16 MB, 3 MB of which are its own;
   *   delivering 200 MB at once, 77 MB
   */
  readonly resources?: ContainerResources;
  /**
   * How long a pod may wait for its last lines to be delivered, in whole seconds up to an hour. New files are looked for once a
   * second and sent within a third of one, and `joinLines` adds its `maxWait` and half a second: Airflow's tasks wait for 1.6 s,
   * 99 of 100 for less than 2.5 s. With a receiver that is away the drain gives up after this time, says in its last line
   * what was not delivered, and ends with exit code 1; the pod ends all the same.
   */
  readonly maxDrain?: Duration;
}

/** The names of {@link FluentBitSidecarOptions}. */
export const fluentBitSidecarOptions = [
  'pipelines',
  'version',
  'image',
  'env',
  'secrets',
  'resources',
  'maxDrain',
] as const satisfies readonly (keyof FluentBitSidecarOptions)[];

/** How the sidecar meets the pod that it is in. */
export interface FluentBitSidecarPod {
  /** Folders that the program writes its logs to, the same in both containers, and their volumes. */
  readonly logs: readonly { readonly volume: string; readonly path: string }[];
  /** Who may read what the program writes. */
  readonly user: { readonly uid: number; readonly gid: number };
}

/** Where the ConfigMap is, and where Fluent Bit keeps positions and chunks. */
export const sidecarFolders = Object.freeze({ config: '/fluent-bit/etc/conf', data: '/fluent-bit/data' });
const readyFile = 'ready.lua';
/** What the program has beyond `maxDrain` to end. */
export const endSeconds = 5;

/**
 * Fluent Bit as a native sidecar (Kubernetes 1.29): it starts before the pod's program, reads the files that this writes, and
 * ends after it, once each whole line is delivered. It talks to nobody but the sinks: no token, no permissions, and a port only
 * for metrics that a pipeline makes.
 */
export class FluentBitSidecarContainer extends Construct {
  /** What it runs. */
  readonly pipelines: readonly LogPipeline<'fluent-bit'>[];
  /** The container, an item of the pod's `initContainers`. */
  readonly container: HelmValues;
  /** The volumes that it needs beside the logs'. */
  readonly volumes: NonEmpty<HelmValues>;
  /** The name of the ConfigMap. */
  readonly configMapName: string;
  /** What the pod must carry so that no agent of the node collects its output a second time. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Names the configuration that the pod was made with; and leaves its output to the sidecar. */
  readonly podAnnotations: Readonly<Record<string, string>>;
  /** The time of grace that the pod needs for the drain, in seconds. */
  readonly terminationGracePeriodSeconds: number;
  /** What keeps the pipelines from running here. */
  readonly findings: readonly Finding[];

  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: FluentBitSidecarOptions & FluentBitSidecarPod) {
    super(scope, id);
    const engine = engines['fluent-bit']();
    const {
      version = engine.versions[0],
      image = engine.image(version),
      env = {},
      secrets = {},
      resources = defaultResources(),
      maxDrain = Duration.seconds(30),
    } = props;
    const pipelines = checkPipelines(props.pipelines);
    this.pipelines = Object.freeze([...pipelines]);
    checkTagOfVersion(checkTagged(image, engine.image(version)), 'Fluent Bit', version);
    checkResources(resources);
    checkMaxDrain(maxDrain);

    const { config: configDir, data: dataDir } = sidecarFolders;
    const where = { version, dataDir };
    // Where there are none it says so of each source.
    const [first = '/var/log/app', ...others] = props.logs.map(({ path }) => path);
    const wrong = [
      ...pipelines.flatMap((pipeline) => pipeline.check()),
      ...sidecarFindings(pipelines, [first, ...others]),
      ...engine.check(pipelines, where),
    ];
    const { draining, printReady } = fluentBitPrograms.drain();
    const failed = wrong.some(({ severity }) => severity === 'error');
    const config = failed
      ? undefined
      : draining(engine.translate(pipelines, where), { pipelines, dataDir, maxDrain, keeps: false });
    this.findings = Object.freeze([...wrong, ...(config === undefined ? [] : missingInPod(config, { env, secrets }))]);
    addFindings(
      this,
      () => this.findings,
      () => [],
    );

    const files = new ConfigFiles(this, 'Config', {
      files:
        config === undefined
          ? {}
          : { [config.fileName]: config.print(), ...config.files, [readyFile]: printReady(dataDir) },
    });
    this.configMapName = files.name;
    const { container, volumes } = nativeSidecar({
      name: 'fluent-bit',
      image,
      command: [fluentBitProgram, `--config=${configDir}/${config?.fileName ?? ''}`],
      // A TERM would be held.
      ready: oneShot(`${configDir}/${readyFile}`),
      env: printEnv({ fixed: config?.environment ?? {}, env, secrets }),
      resources,
      user: props.user,
      logs: props.logs,
      config: { path: configDir, configMap: files.name },
      dataDir,
    });
    this.container = container;
    this.volumes = volumes;
    this.podLabels = Object.freeze({ [sidecarLabel]: engine.name });
    this.podAnnotations = Object.freeze({
      'fluentbit.io/exclude': 'true',
      [`${sidecarLabel}-config`]: files.hash(),
    });
    this.terminationGracePeriodSeconds = maxDrain.toSeconds() + endSeconds;
  }
}

/** Measured; see {@link FluentBitSidecarOptions.resources}. */
export function defaultResources(): ContainerResources {
  return {
    cpu: { request: Cpu.millis(5), limit: Cpu.millis(500) },
    memory: { request: Size.mebibytes(20), limit: Size.mebibytes(128) },
  };
}
