import { airflow } from './charts/airflow';
import { alloy } from './charts/alloy';
import { fluentBit } from './charts/fluent-bit';
import { grafana } from './charts/grafana';
import { kubePrometheusStack } from './charts/kube-prometheus-stack';
import { loki } from './charts/loki';
import { promtail } from './charts/promtail';
import { vector } from './charts/vector';
import { checkList, checkNames, checkOptions, checkPairs, refusal } from '../pipeline/argument';
import { checkVersion } from './chart-version';
import { PathPattern } from './value-path';
import type { ChartPath } from '../text/route';
import type { ChartData, ConfigMapFile, Passes } from './chart-data';
import type { HelmValues } from './helm-value';
import type { ValuePath } from './value-path';

// What `check` reads.
const found = ['configs', 'configMaps', 'manifests'] as const;

// What is not known to be safer: toYaml writes it, and a few characters do not survive that.
const otherwise: ChartPath = { tpl: 0, yaml: true };

/** A Helm chart as data: where it is, in which tested version, and what it does to its values. */
export class HelmChart {
  /** The chart, and which of its values pass templates. */
  readonly data: ChartData;
  readonly #paths: readonly { readonly pattern: PathPattern; readonly path: ChartPath }[];

  private constructor(data: ChartData) {
    const { tplPasses = {}, topLevel, configs, configMaps, manifests } = data;
    this.data = Object.freeze({
      ...data,
      tplPasses: Object.freeze(Object.fromEntries(Object.entries(tplPasses).map(copyPasses))),
      ...(topLevel === undefined ? {} : { topLevel: Object.freeze([...topLevel]) }),
      ...(configs === undefined ? {} : { configs: copyAll(configs) }),
      ...(configMaps === undefined ? {} : { configMaps: copyAll(configMaps) }),
      ...(manifests === undefined ? {} : { manifests: Object.freeze([...manifests]) }),
    });
    this.#paths = Object.entries(tplPasses)
      .map(([source, passes]) => ({ pattern: new PathPattern(source), path: chartPath(passes) }))
      .sort((a, b) => a.pattern.compare(b.pattern));
  }

  /** Apache Airflow's official chart. */
  static airflow(version: '1.22.0' = '1.22.0'): HelmChart {
    return HelmChart.tested(airflow, version);
  }

  /** Vector's official chart; the Vector in it is 0.56.0. */
  static vector(version: '0.57.0' = '0.57.0'): HelmChart {
    return HelmChart.tested(vector, version);
  }

  /** Grafana's community chart of Loki. */
  static loki(version: '18.11.0' = '18.11.0'): HelmChart {
    return HelmChart.tested(loki, version);
  }

  /** Grafana Alloy's official chart. */
  static alloy(version: '1.11.1' = '1.11.1'): HelmChart {
    return HelmChart.tested(alloy, version);
  }

  /** Fluent Bit's official chart. */
  static fluentBit(version: '0.58.1' = '0.58.1'): HelmChart {
    return HelmChart.tested(fluentBit, version);
  }

  /** Promtail's last chart; Promtail's life ended in March 2026. */
  static promtail(version: '6.17.1' = '6.17.1'): HelmChart {
    return HelmChart.tested(promtail, version);
  }

  /** Grafana's community chart. */
  static grafana(version: '12.11.1' = '12.11.1'): HelmChart {
    return HelmChart.tested(grafana, version);
  }

  /** Prometheus, its operator, Alertmanager and Grafana in one. */
  static kubePrometheusStack(version: '88.5.3' = '88.5.3'): HelmChart {
    return HelmChart.tested(kubePrometheusStack, version);
  }

  /**
   * Any other chart, or another version of one of the above (`HelmChart.of({ ...HelmChart.loki().data, version })`).
   *
   * @throws if the data is no chart's
   */
  static of(data: ChartData): HelmChart {
    const own = [
      'name',
      'version',
      'appVersion',
      'repository',
      'tplPasses',
      'topLevel',
      'useConfigMap',
      ...found,
    ] as const;
    const { name, version, repository, tplPasses = {}, topLevel, useConfigMap } = checkOptions(data, own, 'data');
    if (typeof name !== 'string' || !/^[a-z0-9]+([._-][a-z0-9]+)*$/.test(name)) {
      throw refusal('name', "be a chart's name", name, 'write it as in its Chart.yaml');
    }
    checkVersion(version);
    if (typeof repository !== 'string' || !/^(https|oci):\/\/[^\s/?#]+[^\s?#]*$/.test(repository)) {
      throw refusal('repository', 'be an https:// or oci:// address', repository, 'write one');
    }
    for (const [path, passes] of checkPairs('tplPasses', tplPasses, 'write { path: passes }'))
      checkPasses(path, passes);
    if (topLevel !== undefined) checkNames('topLevel', topLevel, 'name what values may begin with, or leave it out');
    for (const list of found) {
      if (data[list] !== undefined) checkList(list, data[list], 'write a list, or leave it out');
    }
    if (useConfigMap !== undefined && typeof useConfigMap !== 'function') {
      throw refusal('useConfigMap', 'be a function', useConfigMap, 'return the values from one');
    }
    return new HelmChart(data);
  }

  /** Whether a value is a chart. */
  static is(value: unknown): value is HelmChart {
    return typeof value === 'object' && value !== null && #paths in value;
  }

  // A program without types may ask for what was never tested.
  private static tested(data: ChartData, version: string): HelmChart {
    if (version === data.version) return new HelmChart(data);
    const rule = `be ${data.version}, the tested version of the chart ${data.name}`;
    throw refusal('version', rule, version, 'for another write HelmChart.of with its data');
  }

  /** What the chart does to the text at a value path. */
  pathOf(path: ValuePath): ChartPath {
    return this.#paths.find(({ pattern }) => pattern.matches(path))?.path ?? otherwise;
  }

  /** The value paths that the chart passes to `tpl`, where a text may have parts that Helm fills in. */
  get templated(): readonly string[] {
    return Object.entries(this.data.tplPasses ?? {})
      .filter(([, passes]) => chartPath(passes).tpl > 0)
      .map(([source]) => source);
  }

  /**
   * The values that make the chart use a ConfigMap of ours in place of its own.
   *
   * @throws if the chart has no such value
   */
  useConfigMap(file: ConfigMapFile): HelmValues {
    if (this.data.useConfigMap === undefined) {
      throw new Error(
        `'chart' must be one that takes a ConfigMap, got ${this.data.name}; write the configuration into its values`,
      );
    }
    return this.data.useConfigMap(file);
  }
}

/** The chart as it was given. @throws if it is none */
export function checkChart(chart: unknown): HelmChart {
  if (HelmChart.is(chart)) return chart;
  throw refusal('chart', 'be a HelmChart', chart, 'write one such as HelmChart.loki()');
}

function copyAll<T extends object>(list: readonly T[]): readonly T[] {
  return Object.freeze(list.map((one) => Object.freeze({ ...one })));
}

function copyPasses([path, passes]: readonly [string, Passes]): readonly [string, Passes] {
  return [path, typeof passes === 'number' ? passes : Object.freeze({ ...passes })];
}

function checkPasses(path: string, passes: unknown): void {
  const tpl: unknown = typeof passes === 'object' && passes !== null ? (passes as Partial<ChartPath>).tpl : passes;
  if (tpl === 0 || tpl === 1 || tpl === 2) return;
  throw refusal(
    `tplPasses.${path}`,
    'be 0, 1 or 2, or { tpl }',
    passes,
    "count the calls of tpl in the chart's templates",
  );
}

function chartPath(passes: Passes): ChartPath {
  return typeof passes === 'number' ? { tpl: passes, yaml: true } : passes;
}
