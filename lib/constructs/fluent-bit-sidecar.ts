import { Duration } from 'cdk8s';
import {
  AbstractPod,
  Capability,
  ConfigMap,
  ContainerRestartPolicy,
  EnvValue,
  ImagePullPolicy,
  Probe,
  SeccompProfileType,
  Volume,
} from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { addFindings } from '../delivery/findings-validation';
import { checkPipelines } from '../engines/engine-arguments';
import { checkOptions, checkWhole, refusal } from '../pipeline/argument';
import {
  defaultResources,
  endSeconds,
  fluentBitSidecarOptions,
  FluentBitSidecarContainer,
  sidecarFolders,
} from './fluent-bit-sidecar-container';
import { folderOf, hides, outermost } from './host-folders';
import type { SecretValue, VolumeMount } from 'cdk8s-plus-28';
import type { Finding } from '../findings/finding';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { FluentBitSidecarOptions } from './fluent-bit-sidecar-container';

/** How a `FluentBitSidecar` is set up. */
export interface FluentBitSidecarProps extends FluentBitSidecarOptions {
  /** The pod, or what makes pods: a Deployment, a Job and so on, in the same namespace. Its containers come before the sidecar. */
  readonly workload: AbstractPod;
  /**
   * How long a pod may wait for its last lines to be delivered, in whole seconds, at most the workload's
   * `terminationGracePeriod` less 5 s: beyond that Kubernetes kills it.
   *
   * @default Duration.seconds(20)
   */
  readonly maxDrain?: Duration;
  /**
   * Who it runs as, where the files of the program are for some users only. Never root: files that root writes must be readable
   * by their group, or by all.
   *
   * @default - 65532 of the group 65532, which own nothing
   */
  readonly user?: { readonly uid: number; readonly gid: number };
}

const nobody = Object.freeze({ uid: 65_532, gid: 65_532 });
// cdk8s-plus' and Kubernetes' own.
const defaultGraceSeconds = 30;

/**
 * Fluent Bit in a workload of yours, sharing the folders that its pipelines read: a native sidecar (Kubernetes 1.29).
 *
 * A folder that containers have as a volume already is shared as it is; one that they have not becomes an `emptyDir` in each of
 * them. The sidecar starts before the program and ends after it, once each whole line is delivered and acknowledged or
 * `maxDrain` has passed; its last log line, which is also its termination message, says what was read and what was not
 * delivered. What a program writes after its own time of grace may stay behind. A native sidecar that stands after this one in
 * the pod ends before it, one that stands before it ends after it: its last lines are then not read.
 */
export class FluentBitSidecar extends Construct {
  /** What it runs. */
  readonly pipelines: readonly LogPipeline<'fluent-bit'>[];
  readonly #found: readonly Finding[];
  readonly #sidecar: FluentBitSidecarContainer;

  /** @throws if a value is none that can be meant, naming it */
  constructor(scope: Construct, id: string, props: FluentBitSidecarProps) {
    super(scope, id);
    const names = [...fluentBitSidecarOptions, 'workload', 'user'] as const;
    const { workload, user = nobody, ...rest } = checkOptions(props, names, 'props');
    if (!(workload instanceof AbstractPod)) {
      throw refusal(
        'workload',
        'be a pod, or make pods',
        workload,
        'give a Deployment, a Job or another of cdk8s-plus',
      );
    }
    checkUser(user);
    const { maxDrain = Duration.seconds(20) } = rest;
    const folders = foldersRead(checkPipelines(props.pipelines));
    const hidden = [...hiding(folders), ...divided(workload, folders)];
    // What is refused is not put into the way of the program.
    const mounts = hidden.length > 0 ? [] : once(folders.flatMap((folder, at) => shared(this, workload, folder, at)));
    const logs = mounts.map(({ volume, path }) => ({ volume: volume.name, path }));
    const sidecar = new FluentBitSidecarContainer(this, 'FluentBit', { ...rest, maxDrain, logs, user });
    this.#sidecar = sidecar;
    this.pipelines = sidecar.pipelines;
    addContainer(this, { workload, sidecar, mounts, props });
    for (const [name, value] of Object.entries(sidecar.podLabels)) workload.podMetadata.addLabel(name, value);
    for (const [name, value] of Object.entries(sidecar.podAnnotations)) workload.podMetadata.addAnnotation(name, value);
    this.#found = Object.freeze([...hidden, ...graceFindings(workload, sidecar)]);
    addFindings(this, () => this.#found);
  }

  /** What keeps the pipelines from running here, or from running well. */
  get findings(): readonly Finding[] {
    return [...this.#sidecar.findings, ...this.#found];
  }
}

interface Parts {
  readonly workload: AbstractPod;
  readonly sidecar: FluentBitSidecarContainer;
  readonly mounts: readonly VolumeMount[];
  readonly props: FluentBitSidecarProps;
}

/** The container as cdk8s-plus has it: what it prints is {@link FluentBitSidecarContainer.container}. */
function addContainer(scope: Construct, { workload, sidecar, mounts, props }: Parts): void {
  const { command, env, image, startupProbe, securityContext } = sidecar.container as unknown as Printed;
  const { periodSeconds, timeoutSeconds, failureThreshold, exec } = startupProbe;
  const config = ConfigMap.fromConfigMapName(scope, 'ConfigMap', sidecar.configMapName);
  const container = workload.addInitContainer({
    name: 'fluent-bit',
    image,
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    restartPolicy: ContainerRestartPolicy.ALWAYS,
    command: [...command],
    envVariables: Object.fromEntries(env.map((variable) => [variable.name, envValue(variable, props)])),
    resources: props.resources ?? defaultResources(),
    securityContext: {
      user: securityContext.runAsUser,
      group: securityContext.runAsGroup,
      ensureNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: [Capability.ALL] },
      seccompProfile: { type: SeccompProfileType.RUNTIME_DEFAULT },
    },
    startup: Probe.fromCommand([...exec.command], {
      failureThreshold,
      periodSeconds: Duration.seconds(periodSeconds),
      timeoutSeconds: Duration.seconds(timeoutSeconds),
    }),
  });
  for (const { volume, path, ...mount } of mounts) container.mount(path, volume, { ...mount, readOnly: true });
  const own = (id: string): string => `fluent-bit-${id}`;
  container.mount(sidecarFolders.config, Volume.fromConfigMap(scope, 'ConfigVolume', config, { name: own('config') }), {
    readOnly: true,
  });
  container.mount(sidecarFolders.data, Volume.fromEmptyDir(scope, 'DataVolume', own('data')));
}

/** Of the printed container what cdk8s-plus is told. */
interface Printed {
  readonly image: string;
  readonly command: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext: { readonly runAsUser: number; readonly runAsGroup: number };
  readonly startupProbe: {
    readonly exec: { readonly command: readonly string[] };
    readonly periodSeconds: number;
    readonly timeoutSeconds: number;
    readonly failureThreshold: number;
  };
}

function envValue(
  { name, value }: Printed['env'][number],
  { env = {}, secrets = {} }: FluentBitSidecarProps,
): EnvValue {
  // Escaped for Kubernetes.
  if (value !== undefined) return EnvValue.fromValue(value);
  const given = Object.hasOwn(env, name) ? env[name] : undefined;
  return given ?? EnvValue.fromSecretValue(secrets[name] as SecretValue);
}

function foldersRead(pipelines: readonly LogPipeline<'fluent-bit'>[]): readonly string[] {
  const specs = pipelines.flatMap(({ sources }) => sources.map(({ spec }) => spec));
  return outermost(specs.flatMap((spec) => (spec.kind === 'files' ? [folderOf(spec.glob)] : [])));
}

function checkUser(user: Required<FluentBitSidecarProps>['user']): void {
  const { uid, gid } = checkOptions(user, ['uid', 'gid'], 'user');
  checkWhole('user.uid', uid, 1, 'leave root to the program, whose files a group may read');
  checkWhole('user.gid', gid, 0, "write the group's number");
}

/** Whether a path is another, or below it. */
function within(path: string, other: string): boolean {
  return `${path.replace(/\/$/, '')}/`.startsWith(`${other.replace(/\/$/, '')}/`);
}

/** The innermost that a folder is in. */
function around(mounts: readonly VolumeMount[], folder: string): VolumeMount | undefined {
  return mounts.filter(({ path }) => within(folder, path)).sort((a, b) => b.path.length - a.path.length)[0];
}

/** A folder with what is mounted in it: volumes that containers have already, or one of its own that all of them then have. */
function shared(scope: Construct, { containers }: AbstractPod, folder: string, index: number): readonly VolumeMount[] {
  const mounts = containers.flatMap((container) => container.mounts);
  const outer = around(mounts, folder);
  const inside = mounts.filter(({ path }) => within(path, folder));
  if (outer !== undefined) return [outer, ...inside];
  const volume = Volume.fromEmptyDir(scope, `Logs${index + 1}`, `logs-${index + 1}`);
  for (const container of containers) container.mount(folder, volume);
  return [{ path: folder, volume }, ...inside];
}

function once(mounts: readonly VolumeMount[]): readonly VolumeMount[] {
  return mounts.filter(({ path }, at) => mounts.findIndex((one) => one.path === path) === at);
}

/** Folders that are another one in each of several containers: the sidecar would see that of one. */
function divided({ containers }: AbstractPod, folders: readonly string[]): readonly Finding[] {
  const placeOf = ({ volume, path, subPath = '', subPathExpr = '' }: VolumeMount): string =>
    JSON.stringify([volume.name, path, subPath, subPathExpr]);
  const mounts = containers.map((container) => container.mounts);
  const inner = (folder: string): readonly string[] =>
    mounts.flatMap((all) => all.flatMap(({ path }) => (within(path, folder) ? [path] : [])));
  return [...new Set(folders.flatMap((folder) => [folder, ...inner(folder)]))]
    .filter((folder) => {
      const places = mounts.flatMap((all) => around(all, folder) ?? []);
      return new Set(places.map(placeOf)).size > 1;
    })
    .map((folder) => ({
      rule: 'sidecar/folder',
      severity: 'error',
      at: 'workload',
      got: `different volumes at ${folder}`,
      message:
        "'workload' must have one volume for a folder that pipelines read, mounted alike in each of its containers",
      remedy: 'give each container a folder of its own, and a source for each',
    }));
}

/** Folders that the program has for something else, so that a volume would be in its way. */
function hiding(folders: readonly string[]): readonly Finding[] {
  return folders
    .filter((folder) => hides(folder, Object.values(sidecarFolders)))
    .map((folder) => ({
      rule: 'sidecar/folder',
      severity: 'error',
      at: 'pipelines',
      got: folder,
      message: "'sources' must be files in a folder that can be a volume, which the program has no other use for",
      remedy: 'begin the glob with a folder that holds logs only, such as /var/log/app',
    }));
}

function graceFindings(
  { terminationGracePeriod }: AbstractPod,
  { terminationGracePeriodSeconds: needed }: FluentBitSidecarContainer,
): readonly Finding[] {
  const seconds = terminationGracePeriod?.toSeconds() ?? defaultGraceSeconds;
  if (seconds >= needed) return [];
  return [
    {
      rule: 'sidecar/grace',
      severity: 'error',
      at: 'maxDrain',
      got: `${needed - endSeconds} s in a grace period of ${seconds} s`,
      message: `'maxDrain' must be at most the workload's terminationGracePeriod less ${endSeconds} s, when Kubernetes kills the pod`,
      remedy: `give the workload terminationGracePeriod: Duration.seconds(${needed}), or a shorter maxDrain`,
    },
  ];
}
