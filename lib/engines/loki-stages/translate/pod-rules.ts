import { Size } from 'cdk8s';
import { sidecarLabel } from '../../../pipeline/sidecar-label';
import type { PodSelection, SourceOf } from '../../../pipeline/source-spec';
import { LokiStage } from '../loki-stage';
import { metaName } from './pod-origin';
import type { OriginLabel } from './pod-origin';

export type PodsSpec = SourceOf<'pods'>;

/** A rule of relabelling, as both agents have it. */
export interface PodRule {
  readonly sourceLabels: readonly string[];
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
  readonly action?: 'keep' | 'drop';
}

/** Containers whose partial lines wait for their ends at a time. */
const maxPartialLines = 10_000;

/** Makes lines of what the container runtime wrote. */
export function criStage(maxLineBytes: number): LokiStage {
  return LokiStage.cri({
    maxPartialLines,
    // One byte over the limit is enough to see that a line is too long; or it is the carriage return.
    maxPartialLineSize: Size.kibibytes((maxLineBytes + 1) / 1024),
    maxPartialLineSizeTruncate: true,
  });
}

/**
 * What makes the files of containers, as `__path__`, of what discovery finds with `role: pod`.
 *
 * @param claims - sources that read before: a container is read by the first that selects it
 */
export function podRules(
  source: PodsSpec,
  claims: readonly PodsSpec[],
  labels: readonly OriginLabel[],
): readonly PodRule[] {
  const mark = '__tmp_read_elsewhere';
  return [
    // Their logs are collected beside them; the agent's own would feed themselves.
    { action: 'drop', sourceLabels: [metaName('podLabel', sidecarLabel, true)], regex: 'true' },
    ...(isAll(source.select) ? [] : [{ action: 'keep' as const, ...test(source.select) }]),
    ...(source.except === undefined ? [] : [{ action: 'drop' as const, ...test(source.except) }]),
    ...claims.flatMap(({ select, except }): readonly PodRule[] => [
      { ...test(select), targetLabel: mark, replacement: 'yes' },
      ...(except === undefined ? [] : [{ ...test(except), targetLabel: mark, replacement: '' }]),
      { action: 'drop', sourceLabels: [mark], regex: 'yes' },
    ]),
    {
      sourceLabels: [
        '__meta_kubernetes_namespace',
        '__meta_kubernetes_pod_name',
        '__meta_kubernetes_pod_uid',
        '__meta_kubernetes_pod_container_name',
      ],
      regex: '(.+);(.+);(.+);(.+)',
      targetLabel: '__path__',
      replacement: '/var/log/pods/${1}_${2}_${3}/${4}/*.log',
    },
    // A pod of the node's own has its folder under the hash of its file.
    {
      sourceLabels: [
        '__meta_kubernetes_namespace',
        '__meta_kubernetes_pod_name',
        metaName('podAnnotation', 'kubernetes.io/config.hash'),
        '__meta_kubernetes_pod_container_name',
      ],
      regex: '(.+);(.+);(.+);(.+)',
      targetLabel: '__path__',
      replacement: '/var/log/pods/${1}_${2}_${3}/${4}/*.log',
    },
    ...labels.map(({ from, to }): PodRule => ({ sourceLabels: [from], targetLabel: to })),
  ];
}

function isAll({ namespaces, containers, labels }: PodSelection): boolean {
  return namespaces === undefined && containers === undefined && labels === undefined;
}

/** All tests of a selection as one pattern of labels' values, joined by `;`, which none of them can hold. */
function test({ namespaces, containers, labels = {} }: PodSelection): Pick<PodRule, 'sourceLabels' | 'regex'> {
  const tests: readonly (readonly [label: string, pattern: string])[] = [
    ...(namespaces === undefined ? [] : [['__meta_kubernetes_namespace', oneOf(namespaces)] as const]),
    ...(containers === undefined ? [] : [['__meta_kubernetes_pod_container_name', oneOf(containers)] as const]),
    ...Object.entries(labels).map(([key, value]) =>
      value === true
        ? ([metaName('podLabel', key, true), 'true'] as const)
        : ([metaName('podLabel', key), oneOf(typeof value === 'string' ? [value] : value)] as const),
    ),
  ];
  // A pod without a name there is none: what selects all matches it.
  const all = tests.length === 0 ? [['__meta_kubernetes_pod_name', '.+'] as const] : tests;
  return { sourceLabels: all.map(([label]) => label), regex: all.map(([, pattern]) => pattern).join(';') };
}

function oneOf(values: readonly string[]): string {
  return `(?:${values.map((value) => value.replace(/[.*+?()[\]{}|^$\\]/g, '\\$&')).join('|')})`;
}
