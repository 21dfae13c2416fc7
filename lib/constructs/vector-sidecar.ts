import { Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { addFindings } from '../delivery/findings-validation';
import { ConfigFiles } from '../delivery/config-files';
import { checkPipelines } from '../engines/engine-arguments';
import { engines } from '../engines/engines';
import { sidecarLabel } from '../pipeline/sidecar-label';
import { checkMaxDrain } from './max-drain';
import { printEnv } from './container-env';
import { checkResources } from './container-resources';
import { nativeSidecar } from './native-sidecar';
import { missingInPod, sidecarFindings } from './sidecar-findings';
import { printVectorDrain, STOP_SECONDS } from './vector-drain';
import { checkVectorImage } from './vector-image';
import type { ContainerResources, EnvValue, SecretValue } from 'cdk8s-plus-28';
import type { HelmValues } from '../delivery/helm-value';
import type { VectorConfig } from '../engines/vector/vector-config';
import type { Finding } from '../findings/finding';
import type { Versions } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { NonEmpty } from '../pipeline/non-empty';
import type { Image } from './image';

/** A Vector beside a program in its pod. */
export interface VectorSidecarProps {
  /** What overlaps between pipelines leaves once. One with code native to another engine does not type-check. */
  readonly pipelines: NonEmpty<LogPipeline<'vector'>>;
  /** Of Vector. @default - the newest tested */
  readonly version?: Versions['vector'];
  /**
   * Vector's image. It needs a shell and GNU find, which the Debian flavour has. Where its tag begins with a version, that is
   * `version`; `latest` and `nightly` are refused. For a Vector between two known versions, give the digest alone.
   *
   * @default - the tested image of that version, by its exact tag; a digest may be given
   */
  readonly image?: Image;
  /**
   * What the pipelines' `env()` stands for here, each of one line, and variables of Vector's own.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** What the pipelines' `secret()` stands for here: any text of one line. @default - none */
  readonly secrets?: Readonly<Record<string, SecretValue>>;
  /**
   * Requests and limits.
   *
   * @default - requests of 5m CPU and 20Mi, limits of 1 and 256Mi. Idle, it takes 3m to 7m, and about 13 MB of its own; 75 to
   *   91 MB more are mapped from Vector's program, and can be dropped. In a drain of 50 MB it takes 55 MB of its own
   */
  readonly resources?: ContainerResources;
  /**
   * How long a pod may wait for its last lines to be delivered, in whole seconds up to an hour. Most wait for 1 to 1.5 s. With a
   * Loki that is away the drain gives up after this time, gives Vector 5 s more to end, says in its last line what was not
   * delivered, in bytes and lines, and ends with exit code 1; the pod ends all the same. What a task writes faster than Vector
   * sends, tens of MB in its last seconds, needs more.
   *
   * @default Duration.seconds(30)
   */
  readonly maxDrain?: Duration;
}

/** The names of {@link VectorSidecarProps}. */
export const vectorSidecarProps = [
  'pipelines',
  'version',
  'image',
  'env',
  'secrets',
  'resources',
  'maxDrain',
] as const satisfies readonly (keyof VectorSidecarProps)[];

/** How the sidecar meets the pod that it is in. */
export interface VectorSidecarPod {
  /** The volume that the program writes its logs to, and the folder that pipelines know it by. */
  readonly logs: { readonly volume: string; readonly path: string };
  /** Who may read what the program writes. */
  readonly user: { readonly uid: number; readonly gid: number };
}

const configPath = '/etc/vector';
const drainFile = 'drain.sh';

/**
 * Vector as a native sidecar (Kubernetes 1.29): it starts before the pod's program, reads the files that this writes, and
 * ends after it, once each line is delivered. It talks to nobody but the sinks: no ports, no token, no permissions.
 *
 * The last line of its log, which is also its termination message, says what was delivered and what was not. Loki refusing
 * connections, hanging, or answering 429 or 5xx is tried again until `maxDrain`; what it refuses with another status is lost,
 * counted in that line, and makes the exit code 1. Kubernetes ignores that code: the pod's phase is the program's.
 *
 * Kubernetes ends sidecars after the program, so that nothing is written any more while the sidecar drains; what a program
 * writes after that, with a time of grace that has run out, may stay behind.
 */
export class VectorSidecar extends Construct {
  /** What it runs. */
  readonly pipelines: readonly LogPipeline<'vector'>[];
  /** The container, an item of the pod's `initContainers`. */
  readonly container: HelmValues;
  /** The volumes that it needs beside the logs'. */
  readonly volumes: NonEmpty<HelmValues>;
  /** What the pod must carry so that no agent of the node collects its output a second time. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Names the configuration that the pod was made with. */
  readonly podAnnotations: Readonly<Record<string, string>>;
  /** The time of grace that the pod needs for the drain, in seconds. */
  readonly terminationGracePeriodSeconds: number;
  /** What keeps the pipelines from running here. */
  readonly findings: readonly Finding[];

  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: VectorSidecarProps & VectorSidecarPod) {
    super(scope, id);
    const vector = engines.vector();
    const {
      version = vector.versions[0],
      image = vector.image(version),
      env = {},
      secrets = {},
      resources = defaultResources(),
      maxDrain = Duration.seconds(30),
    } = props;
    const pipelines = checkPipelines(props.pipelines);
    this.pipelines = Object.freeze([...pipelines]);
    checkVectorImage(image, version);
    checkResources(resources);
    checkMaxDrain(maxDrain);

    const where = { version, dataDir: '/var/lib/vector' };
    const wrong = [
      ...pipelines.flatMap((pipeline) => pipeline.check()),
      ...sidecarFindings(pipelines, [props.logs.path]),
      ...vector.check(pipelines, where),
    ];
    const config = wrong.some(({ severity }) => severity === 'error') ? undefined : vector.translate(pipelines, where);
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
          : { [config.fileName]: config.print(), ...config.files, [drainFile]: drain(config, maxDrain) },
    });
    const script = `${configPath}/${drainFile}`;
    const { container, volumes } = nativeSidecar({
      name: 'vector',
      image,
      command: ['/bin/sh', script, 'run', 'vector', '--config', `${configPath}/${config?.fileName ?? ''}`],
      // Vector looks for its files.
      ready: ['/bin/sh', script, 'ready'],
      env: printEnv({ fixed: config?.environment ?? {}, env, secrets }),
      resources,
      user: props.user,
      logs: [props.logs],
      config: { path: configPath, configMap: files.name },
      dataDir: where.dataDir,
    });
    this.container = container;
    this.volumes = volumes;
    this.podLabels = Object.freeze({ 'vector.dev/exclude': 'true', [sidecarLabel]: vector.name });
    this.podAnnotations = Object.freeze({ [`${sidecarLabel}-config`]: files.hash() });
    this.terminationGracePeriodSeconds = maxDrain.toSeconds() + 2 * STOP_SECONDS;
  }
}

function drain(config: VectorConfig, maxDrain: Duration): string {
  return printVectorDrain({ files: config.reads, dataDir: config.dataDir, maxDrain });
}

function defaultResources(): ContainerResources {
  return {
    cpu: { request: Cpu.millis(5), limit: Cpu.units(1) },
    memory: { request: Size.mebibytes(20), limit: Size.mebibytes(256) },
  };
}
