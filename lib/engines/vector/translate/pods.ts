import { comment, path, vrl } from '../../../languages/vrl';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import { podSets } from '../../../pipeline/pod-set';
import type { LabelTest, PodSet } from '../../../pipeline/pod-set';
import { sidecarLabel } from '../../../pipeline/sidecar-label';
import type { SourceOf } from '../../../pipeline/source-spec';
import { kubernetesLogs } from '../config/kubernetes-logs';
import type { PodFields } from '../config/kubernetes-logs';
import { reduce } from '../config/reduce';
import type { NonEmpty, Output } from '../config/component';
import { isFrom } from '../versions';
import type { VectorVersion } from '../versions';
import { event } from './program';
import type { Program } from './program';
import type { PodPart } from './origins';

type PodsSpec = SourceOf<'pods'>;

/** A component that reads a part of a source's pods: all that one selector of Kubernetes can say. */
export interface PodReader {
  readonly name: string;
  readonly set: PodSet;
  readonly maxLineBytes: number;
  /** The place of the source among the pipeline's. */
  readonly source: number;
}

/** A label that Vector leaves pods out by, without being asked. */
export const vectorExclude = 'vector.dev/exclude';

/** What no source reads: pods whose logs a sidecar collects, other agents, and what Vector leaves out by itself. */
const unread: readonly Pick<PodsSpec, 'select'>[] = [
  { select: { labels: { [sidecarLabel]: true } } },
  { select: { labels: { [vectorExclude]: 'true' } } },
];

/** How often new files are looked for: a pod may live for seconds. */
const cooldownMs = 1000;

/** How long a pod that is gone is still known: its last lines may wait for a sink that is away. */
const delayDeletionMs = 600_000;

/** Bytes of a part of a line as container runtimes write it: time, stream and flag before it, or Docker's escapes in it. */
const longestPart = 6 * 16 * 1024;
const beforePart = 256;
/** What the shortest of them cut at. */
const leastPart = 8 * 1024;

/** What reads the pods of each pipeline: a container is read by the first source that selects it. */
export function podReaders(
  pipelines: readonly Pick<LogPipeline<EngineName>, 'name' | 'sources'>[],
): readonly (readonly PodReader[])[] {
  const claims: Pick<PodsSpec, 'select' | 'except'>[] = [...unread];
  return pipelines.map(({ name, sources }) => {
    const own = sources.flatMap(({ spec }, source) => (spec.kind === 'pods' ? [{ spec, source }] : []));
    return own.flatMap(({ spec, source }, index) => {
      const sets = podSets(spec, claims);
      claims.push(spec);
      const { maxLineBytes } = spec;
      return sets.map((set, part): PodReader => {
        const numbers = [...(index === 0 && part === 0 ? [] : [index + 1]), ...(part === 0 ? [] : [part + 1])];
        return { name: [name.replaceAll('-', '_'), 'pods', ...numbers].join('_'), set, maxLineBytes, source };
      });
    });
  });
}

/** @param parts - that are read of a pod; undefined: all */
export function readPods(
  { name, set, maxLineBytes }: PodReader,
  parts: ReadonlySet<PodPart> | undefined,
  version: VectorVersion,
): Output {
  const bytes = Math.max(maxLineBytes + 1, longestPart) + beforePart;
  const { fields, include, exclude } = whereIn(set);
  const watchesNamespaces = !isFrom(version, '0.50.0');
  return kubernetesLogs(name, {
    extraLabelSelector: labelSelector(set.labels),
    ...(fields.length === 0 ? {} : { extraFieldSelector: fields.join(',') }),
    ...(include.length === 0 ? {} : { includePathsGlobPatterns: include as unknown as NonEmpty<string> }),
    ...(exclude.length === 0 ? {} : { excludePathsGlobPatterns: ['**/*.gz', '**/*.tmp', ...exclude] }),
    ...(watchesNamespaces ? {} : { insertNamespaceFields: false }),
    ...(parts === undefined
      ? {}
      : {
          podAnnotationFields: podFields(parts),
          nodeAnnotationFields: { nodeLabels: '' },
          ...(watchesNamespaces ? { namespaceAnnotationFields: { namespaceLabels: '' } } : {}),
        }),
    readFrom: 'beginning',
    maxLineBytes: bytes,
    // Vector's own way would put parts of one stream and lines of the other together.
    autoPartialMerge: false,
    globMinimumCooldownMs: cooldownMs,
    delayDeletionMs,
    // The API server's etcd has nothing of it: what is not there yet comes by the watch.
    useApiserverCache: true,
  });
}

/** Lines that container runtimes have cut, made whole again: each stream's parts by themselves. */
export function wholeLines(name: string, inputs: NonEmpty<Output>, maxLineBytes: number): Output {
  return reduce(name, {
    inputs,
    groupBy: ['file', 'stream'],
    endsWhen: vrl`._partial != true`,
    // What is too long is left out as a whole; what has no end is not waited for.
    maxEvents: Math.max(1024, Math.ceil((4 * maxLineBytes) / leastPart)),
    mergeStrategies: { message: 'concat_raw', timestamp: 'retain', source_type: 'discard', kubernetes: 'discard' },
  });
}

/** What is done to each event of a pod before it is a record, as statements. */
export function readPod(
  program: Program,
  { read, tieBreak }: { readonly read: ReadonlySet<PodPart> | undefined; readonly tieBreak: string | undefined },
): void {
  if (read === undefined || ['namespace', 'pod', 'container', 'node'].some((name) => read.has(name as PodPart))) {
    // Where all is asked for, what is known of the node is there without the pod.
    const known = path('kubernetes', ...(read === undefined ? ['pod_name'] : []));
    program.add(
      comment('A pod that has been gone for long: the path still says whose line it is'),
      vrl`
        if !exists(${known}) {
          gone, err = parse_regex(.file, r'/(?P<pod_namespace>[^/_]+)_(?P<pod_name>[^/_]+)_[^/_]+/(?P<container_name>[^/]+)/[^/]+$')
          if err == null {
            .kubernetes = merge(object(.kubernetes) ?? {}, gone)
            .kubernetes.pod_node_name = get_env_var("VECTOR_SELF_NODE_NAME") ?? null
          }
        }`,
    );
  }
  if (tieBreak !== undefined) {
    program.add(
      comment('Loki keeps one of several entries of one line, time and metadata'),
      vrl`${path(tieBreak)} = to_unix_timestamp!(${event.time}, unit: "nanoseconds")`,
    );
  }
}

/** A selector of Kubernetes', but for what Vector adds itself. */
function labelSelector(labels: PodSet['labels']): string {
  return Object.entries(labels)
    .flatMap(([key, test]) => (key === vectorExclude ? withoutOwn(key, test) : requirements(key, test)))
    .join(',');
}

function requirements(key: string, { of, notOf, presence }: LabelTest): readonly string[] {
  if (of !== undefined) return [of.length === 1 ? `${key}=${of.join()}` : `${key} in (${of.join()})`];
  if (presence === 'absent') return [`!${key}`];
  const not = notOf.length === 1 ? `${key}!=${notOf.join()}` : `${key} notin (${notOf.join()})`;
  return [...(presence === 'present' ? [key] : []), ...(notOf.length === 0 ? [] : [not])];
}

function withoutOwn(key: string, test: LabelTest): readonly string[] {
  return requirements(key, { ...test, notOf: test.notOf.filter((value) => value !== 'true') });
}

/** What of a set the API server can tell by fields of the pod, and what the paths of its files tell. */
function whereIn({ namespaces, containers, without }: PodSet): {
  readonly fields: readonly string[];
  readonly include: readonly string[];
  readonly exclude: readonly string[];
} {
  const [only, ...more] = namespaces ?? [];
  const isOne = only !== undefined && more.length === 0;
  const isByField = isOne || namespaces === undefined;
  const whole = without.filter((one) => one.containers === undefined);
  return {
    fields: [
      ...(isOne ? [`metadata.namespace=${only}`] : []),
      ...whole.flatMap((one) => (one.namespaces ?? []).map((name) => `metadata.namespace!=${name}`)),
    ],
    include:
      isByField && containers === undefined ? [] : pathGlobs(isOne ? { containers } : { namespaces, containers }),
    exclude: without.filter((one) => !whole.includes(one)).flatMap(pathGlobs),
  };
}

interface Names {
  readonly namespaces?: readonly string[] | undefined;
  readonly containers?: readonly string[] | undefined;
}

/** Paths of containers' files: no namespace, pod or container has `_` or `/` in its name. */
function pathGlobs({ namespaces = ['*'], containers = ['*'] }: Names): readonly string[] {
  return namespaces.flatMap((namespace) =>
    containers.map((container) => `/var/log/pods/${namespace}_*/${container}/*`),
  );
}

const fieldOf: Readonly<Record<keyof PodFields, PodPart | undefined>> = {
  podName: 'pod',
  podNamespace: 'namespace',
  containerName: 'container',
  podNodeName: 'node',
  podLabels: 'podLabel',
  podAnnotations: 'podAnnotation',
  podUid: undefined,
  podIp: undefined,
  podIps: undefined,
  podOwner: undefined,
  containerId: undefined,
  containerImage: undefined,
  containerImageId: undefined,
};

/** No event is given what nothing reads. */
function podFields(parts: ReadonlySet<PodPart>): PodFields {
  const unread = Object.entries(fieldOf).filter(([, part]) => part === undefined || !parts.has(part));
  return Object.fromEntries(unread.map(([field]) => [field, '']));
}
