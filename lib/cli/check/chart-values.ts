import { HelmChart } from '../../delivery/helm-chart';
import type { ChartConfig } from '../../delivery/chart-data';
import { printPath } from '../../delivery/value-path';
import { nodeAt, readDocument, stringScalar } from '../../languages/yaml/document';
import { placedScalar } from '../../languages/yaml/placed';
import { fluxPostBuild } from '../../text/flux';
import type { PlacedText } from '../../text/placed-text';
import { readersOf } from '../../text/route';
import { standIns } from '../../text/stand-in';
import { attempt } from './attempt';
import { nothing, together } from './configuration';
import type { Extracted, Found } from './configuration';
import { versionOf } from './image';
import { isRecord, valueAt } from './manifests';
import { environmentOf, mountsIn } from './pods';
import type { Mount, Runner } from './pods';
import { printTree } from './printed-tree';
import { programNamed } from './programs';
import { placeOf } from './releases';
import type { Release, Values } from './releases';

const known: readonly HelmChart[] = [
  HelmChart.airflow(),
  HelmChart.alloy(),
  HelmChart.fluentBit(),
  HelmChart.grafana(),
  HelmChart.kubePrometheusStack(),
  HelmChart.loki(),
  HelmChart.promtail(),
  HelmChart.vector(),
];

/** The names of the charts that are known. */
export const chartsKnown: readonly string[] = known.map(({ data }) => data.name);

/** Whether values are of such a chart, or hold some of its. */
export function isKnownRelease(release: Release): boolean {
  return release.values.some((values) => partsOf(release, values).length > 0);
}

/** A chart that is known, and where its values stand among those of the release. */
interface Part {
  readonly chart: HelmChart;
  readonly under: readonly string[];
}

/** The configurations in the values of a release. */
export function configsInValues(release: Release): Extracted {
  return together(
    release.values.flatMap((values) =>
      partsOf(release, values).flatMap(({ chart, under }) =>
        (chart.data.configs ?? []).map((config) => configuration(release, values, { chart, under }, config)),
      ),
    ),
  );
}

/** What the pods of a release mount, as far as its values say. */
export function mountsOfRelease(release: Release): readonly Mount[] {
  return release.values.flatMap((values) =>
    partsOf(release, values).flatMap(({ chart, under }) => [
      ...(chart.data.manifests ?? []).flatMap((path) => {
        const text = valueAt(values.value, [...under, ...path.split('.')]);
        return typeof text === 'string' ? mountsIn(manifest(text), release.namespace) : [];
      }),
      ...(chart.data.configMaps ?? []).flatMap(({ path, program }) => {
        const runner = runnerOf(release, values, { chart, under }, program);
        const names = [valueAt(values.value, [...under, ...path.split('.')])].flat();
        if (runner === undefined) return [];
        return names.flatMap((name) => (typeof name === 'string' ? [namedMap(runner, name, release.namespace)] : []));
      }),
    ]),
  );
}

/** The chart itself where it is known, else its sub-charts: their values stand under their names. */
function partsOf(release: Release, { value }: Values): readonly Part[] {
  const own = known.find(({ data }) => data.name === release.chart);
  if (own !== undefined) return [{ chart: own, under: [] }];
  return known
    .filter(({ data }) => isRecord(value) && isRecord(value[data.name]))
    .map((chart) => ({ chart, under: [chart.data.name] }));
}

function configuration(release: Release, values: Values, part: Part, config: ChartConfig): Extracted {
  const { chart, under } = part;
  const keys = config.path.split('.');
  const node = nodeAt(values.document, values.node, [...under, ...keys]);
  const judged = programNamed(config.program);
  if (node === undefined || node === null || judged === undefined) return nothing;
  const path = chart.pathOf(keys);
  const passes = Array.from({ length: path.tpl }, () => 'helm tpl');
  const found: Found = {
    program: config.program,
    owner: release.owner,
    at: printPath([...values.at, ...under, ...keys]),
    place: placeOf(values, node),
    route: [...(values.isFlux ? [fluxPostBuild.name] : []), ...passes],
  };
  if (config.part === true) {
    if (isReplaced(values, part, config)) return nothing;
    const reason = `the chart ${chart.data.name} joins it to other values, which only helm can do`;
    return { ...nothing, unjudged: [{ ...found, reason }] };
  }
  const place = [...under, ...keys];
  const holders = release.values.filter((one) => valueAt(one.value, place) !== undefined);
  // Helm joins objects of several values; of anything else the last one counts.
  if (holders.length > 1) {
    if (holders.at(-1) !== values) return nothing;
    if (isRecord(valueAt(values.value, place))) {
      return { ...nothing, unjudged: [{ ...found, reason: 'it is joined of several values, which only helm can do' }] };
    }
  }
  return attempt(found, () => {
    const read = (text: PlacedText, at: readonly (string | number)[]) => throughChart(chart, values.read(text), at);
    const scalar = stringScalar(node);
    const text =
      scalar === undefined ? printTree(values, node, keys, read) : read(placedScalar(values.text, scalar), keys);
    const { program: _, ...runner } = runnerOf(release, values, part, config.program) ?? { args: [], environment: {} };
    const one = { ...found, ...runner, judged, source: values.file, texts: { [config.file]: text }, isSecret: false };
    return { ...nothing, configurations: [one] };
  });
}

/** Whether the chart is told to make no configuration of such parts, and to read a ConfigMap that is there. */
function isReplaced({ value }: Values, { chart, under }: Part, { program }: ChartConfig): boolean {
  const { configMaps = [], useConfigMap } = chart.data;
  return configMaps.some(({ path, program: reader }) => {
    const name = valueAt(value, [...under, ...path.split('.')]);
    if (reader !== program || typeof name !== 'string' || useConfigMap === undefined) return false;
    return holds(valueAt(value, under), useConfigMap({ name, key: '' }));
  });
}

function holds(value: unknown, part: unknown): boolean {
  if (!isRecord(part)) return value === part;
  return isRecord(value) && Object.entries(part).every(([key, inner]) => holds(value[key], inner));
}

/** What the chart makes of a string: the readers of its path, outermost first. */
function throughChart(chart: HelmChart, text: PlacedText, path: readonly (string | number)[]): PlacedText {
  const readers = [...readersOf({ chart: chart.pathOf(path) })].reverse();
  return readers.reduce((read, reader) => read.read(reader, standIns()), text);
}

/** The program that the chart runs: the tag in the values decides, else the chart's version where it is the tested one. */
function runnerOf(release: Release, values: Values, { chart, under }: Part, name: string): Runner | undefined {
  const program = programNamed(name);
  if (program === undefined) return undefined;
  const { data } = chart;
  const tag = valueAt(values.value, [...under, 'image', 'tag']);
  const own = under.length === 0 && release.version === data.version ? data.appVersion : undefined;
  const version = versionOf(tag) ?? own;
  const environment = environmentOf(valueAt(values.value, [...under, 'env']));
  return { program, args: [], environment, ...(version === undefined ? {} : { version }) };
}

/** All files of a ConfigMap that a value names. */
function namedMap(runner: Runner, name: string, namespace: string | undefined): Mount {
  const { file, beside } = runner.program;
  const files = (keys: readonly string[]) =>
    [...keys.filter((key) => file.test(key)), ...keys.filter((key) => beside?.test(key) === true)].map((key) => ({
      key,
      file: key,
    }));
  return { ...runner, kind: 'ConfigMap', name, namespace, files };
}

/**
 * A manifest that is a template: lines that are one action are left out, an action within a line has something in its place. What
 * names ConfigMaps and programs is written out, or known to Helm only.
 */
function manifest(template: string): unknown {
  const plain = template
    .replace(/^[ \t]*\{\{(?!`).*\}\}[ \t]*$/gm, '')
    .replace(/\{\{`([^`]*)`\}\}/g, '$1')
    .replace(/\{\{.*?\}\}(?!\})/g, 'x');
  return readDocument(plain).value;
}
