import type { ChartPath } from '../text/route';
import type { HelmValues } from './helm-value';

/** How often a chart passes a value to `tpl`, or the whole of what it does to it. */
export type Passes = 0 | 1 | 2 | ChartPath;

/** A ConfigMap of ours, and the file in it, that a chart is told to use. */
export interface ConfigMapFile {
  readonly name: string;
  readonly key: string;
}

/** What must be known of a Helm chart to give it values that arrive as they were meant. */
export interface ChartData {
  readonly name: string;
  /** The tested version of the chart; not that of the program in it. */
  readonly version: string;
  /** The version of the program that this version of the chart runs by default. */
  readonly appVersion?: string;
  /** Where the chart is: a Helm repository, or the OCI registry's folder in which the chart is. */
  readonly repository: `https://${string}` | `oci://${string}`;
  /**
   * How often the chart passes a value to `tpl`, for the value at a path and all below it: `customConfig`, `config.*.*`,
   * `grafana\.ini`. The longest path that matches decides.
   *
   * @default - 0
   */
  readonly tplPasses?: Readonly<Record<string, Passes>>;
  /** All names that values may begin with. @default - any */
  readonly topLevel?: readonly string[];
  /** The values that make the chart use a ConfigMap of ours in place of its own. @default - it cannot */
  readonly useConfigMap?: (file: ConfigMapFile) => HelmValues;
}
