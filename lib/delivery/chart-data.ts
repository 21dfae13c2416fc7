import type { ChartPath } from '../text/route';
import type { HelmValues } from './helm-value';

/** How often a chart passes a value to `tpl`, or the whole of what it does to it. */
export type Passes = 0 | 1 | 2 | ChartPath;

/** A ConfigMap of ours, and the file in it, that a chart is told to use. */
export interface ConfigMapFile {
  /** Of the ConfigMap, in the release's namespace. */
  readonly name: string;
  /** Of the file in it. */
  readonly key: string;
}

/** A value of a chart that is a configuration of a program. */
export interface ChartConfig {
  /** The value, by its keys with dots between: `alloy.configMap.content`. */
  readonly path: string;
  /** Whose configuration it is. */
  readonly program: string;
  /** The file that the chart makes of it. */
  readonly file: string;
  /** Whether the chart joins it to other values or its own, so that only Helm can say what the program reads. @default false */
  readonly part?: boolean;
}

/** A value of a chart that names a ConfigMap with a program's configuration, or a list of such. */
export interface ChartConfigMap {
  /** The value, by its keys with dots between. */
  readonly path: string;
  /** Which program reads it. */
  readonly program: string;
}

/** What must be known of a Helm chart to give it values that arrive as they were meant. */
export interface ChartData {
  /** As its repository lists it. */
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
  /** The values that are configurations of programs. @default - none */
  readonly configs?: readonly ChartConfig[];
  /** The values that name ConfigMaps with configurations of programs. @default - none */
  readonly configMaps?: readonly ChartConfigMap[];
  /** The values that hold a manifest as text, such as a pod's. @default - none */
  readonly manifests?: readonly string[];
}
