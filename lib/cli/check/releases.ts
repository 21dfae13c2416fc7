import { nodeAt, readDocument, startOf, stringScalar } from '../../languages/yaml/document';
import type { YamlNode } from '../../languages/yaml/document';
import { placedScalar } from '../../languages/yaml/placed';
import { PlacedText } from '../../text/placed-text';
import type { FluxReading } from './flux-reading';
import { entriesAt, isRecord, notYaml, valueAt } from './manifests';
import type { ManifestObject } from './manifests';
import { ownerOf } from './config-maps';
import type { CheckFinding, SourceFile } from './source-file';

/** Values of a chart, wherever they stand. */
export interface Values {
  readonly file: SourceFile;
  /** What the nodes have their places in. */
  readonly text: PlacedText;
  readonly document: ManifestObject['document'];
  readonly node: YamlNode;
  readonly value: unknown;
  /** Where in the owner: `spec.values`. */
  readonly at: readonly string[];
  /** What a string in them is once Flux has read it. */
  readonly read: (text: PlacedText) => PlacedText;
  readonly isFlux: boolean;
}

/** A chart with values of its own. */
export interface Release {
  readonly owner: string;
  /** Of the release in Helm. */
  readonly name: string;
  readonly namespace: string | undefined;
  readonly chart: string;
  readonly version: string | undefined;
  /** Where the chart is. @default - not said in the manifests */
  readonly repository: string | undefined;
  readonly values: readonly Values[];
  /** Values that are no YAML. */
  readonly findings: readonly CheckFinding[];
  /** Values that it has besides, and that are not looked at. */
  readonly unseen?: readonly string[];
}

/** Values, or what is wrong with the text that they stand in. */
type ReadValues = readonly (Values | CheckFinding)[];

/** The release that an object of Flux or Argo CD asks for. */
export function releasesOf(
  object: ManifestObject,
  objects: readonly ManifestObject[],
  flux: FluxReading,
): readonly Release[] {
  const group = String(object.value['apiVersion']);
  if (object.kind === 'HelmRelease' && group.includes('fluxcd.io')) return fluxRelease(object, objects, flux);
  if (object.kind === 'Application' && group.includes('argoproj.io')) return argoReleases(object, flux);
  return [];
}

function fluxRelease(
  object: ManifestObject,
  objects: readonly ManifestObject[],
  flux: FluxReading,
): readonly Release[] {
  const { value } = object;
  const spec = (...path: string[]): string | undefined => string(valueAt(value, ['spec', ...path]));
  const source = referred(
    objects,
    valueAt(value, ['spec', 'chartRef']) ?? valueAt(value, ['spec', 'chart', 'spec', 'sourceRef']),
  );
  const url = string(valueAt(source?.value, ['spec', 'url']));
  const chart = spec('chart', 'spec', 'chart') ?? url?.replace(/\/$/, '').split('/').at(-1);
  if (chart === undefined) return [];
  const from = valueAt(value, ['spec', 'valuesFrom']);
  return [
    {
      owner: ownerOf(object),
      name: spec('releaseName') ?? object.name,
      namespace: spec('targetNamespace') ?? object.namespace,
      chart: chart.split('/').at(-1) ?? chart,
      version: spec('chart', 'spec', 'version') ?? string(valueAt(source?.value, ['spec', 'ref', 'semver'])),
      repository: spec('chart', 'spec', 'chart') === undefined ? url?.replace(/\/[^/]*$/, '') : url,
      unseen: (Array.isArray(from) ? (from as readonly unknown[]) : []).flatMap((one) =>
        valuesOf(one, object, objects, flux).length > 0 || !isRecord(one)
          ? []
          : [`${String(one['kind'])} ${String(one['name'])}`],
      ),
      ...sorted([
        ...(Array.isArray(from) ? from.flatMap((one) => valuesOf(one, object, objects, flux)) : []),
        ...treeAt(object, ['spec', 'values'], flux),
      ]),
    },
  ];
}

/** Values in a ConfigMap of the manifests; a Secret's are not looked at. */
function valuesOf(
  reference: unknown,
  around: ManifestObject,
  objects: readonly ManifestObject[],
  flux: FluxReading,
): ReadValues {
  if (!isRecord(reference) || reference['kind'] !== 'ConfigMap' || reference['targetPath'] !== undefined) return [];
  const key = string(reference['valuesKey']) ?? 'values.yaml';
  const map = objects.find(
    ({ kind, name, namespace }) => kind === 'ConfigMap' && name === reference['name'] && namespace === around.namespace,
  );
  const pair = map === undefined ? undefined : entriesAt(map, ['data']).find((one) => one.key === key);
  return map === undefined || pair === undefined ? [] : textAt(map, pair.value, ['data', key], flux);
}

function argoReleases(object: ManifestObject, flux: FluxReading): readonly Release[] {
  const sources = valueAt(object.value, ['spec', 'sources']);
  const paths = Array.isArray(sources)
    ? sources.map((_, index) => ['spec', 'sources', String(index)])
    : [['spec', 'source']];
  return paths.flatMap((path): readonly Release[] => {
    const source = (...more: string[]): unknown => valueAt(object.value, [...path, ...more]);
    const chart = string(source('chart'));
    if (chart === undefined) return [];
    const node = nodeAt(object.document, object.node, [...path.map(step), 'helm', 'values']);
    return [
      {
        owner: ownerOf(object),
        name: string(source('helm', 'releaseName')) ?? object.name,
        namespace: string(valueAt(object.value, ['spec', 'destination', 'namespace'])),
        chart: chart.split('/').at(-1) ?? chart,
        version: string(source('targetRevision')),
        repository: string(source('repoURL')),
        ...sorted([
          ...textAt(object, node, [...path, 'helm', 'values'], flux),
          ...treeAt(object, [...path, 'helm', 'valuesObject'], flux),
        ]),
      },
    ];
  });
}

function step(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}

function treeAt(object: ManifestObject, at: readonly string[], flux: FluxReading): readonly Values[] {
  const { file, text, document } = object;
  const node = nodeAt(document, object.node, at.map(step));
  if (node === undefined || node === null) return [];
  const value = valueAt(object.value, at);
  return [{ file, text, document, node, value, at, read: (one) => flux.read(object, one), isFlux: flux.reads(object) }];
}

/** Values that stand in a text: Flux reads it whole, before anybody reads it as YAML. */
function textAt(object: ManifestObject, node: YamlNode, at: readonly string[], flux: FluxReading): ReadValues {
  const scalar = stringScalar(node);
  if (scalar === undefined) return [];
  return readValues(object.file, flux.read(object, placedScalar(object.text, scalar)), at, flux.reads(object));
}

/** A file of values, or a text that is one. */
function readValues(file: SourceFile, text: PlacedText, at: readonly string[], isFlux: boolean): ReadValues {
  const { document, errors, value } = readDocument(text.text);
  if (errors.length > 0) return errors.map(({ index, message }) => notYaml(file, text.originOf(index), message));
  return [{ file, text, document, node: document.contents, value, at, read: (one) => one, isFlux }];
}

/** Values of a chart in a file of their own. */
export function releaseOfFile(chart: string, file: SourceFile): Release {
  const nobody = { name: chart, namespace: undefined, version: undefined, repository: undefined };
  const values = readValues(file, PlacedText.of(file.text), [], false);
  return { ...nobody, owner: `values of ${chart}`, chart, ...sorted(values) };
}

function sorted(read: ReadValues): Pick<Release, 'values' | 'findings'> {
  return {
    values: read.filter((one) => 'document' in one),
    findings: read.filter((one) => 'rule' in one),
  };
}

function referred(objects: readonly ManifestObject[], reference: unknown): ManifestObject | undefined {
  if (!isRecord(reference)) return undefined;
  return objects.find(({ kind, name }) => kind === reference['kind'] && name === reference['name']);
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The place of a node of the values in their file. */
export function placeOf({ file, text }: Values, node: YamlNode): ReturnType<SourceFile['place']> {
  return file.place(text.originOf(startOf(node)));
}
