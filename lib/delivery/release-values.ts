import { LiveText } from '../text/live-text';
import { escapeValues } from './escape-values';
import { FluxScope } from './flux-scope';
import { copyValues, mergeValues } from './helm-value';
import { manifestFindings } from './manifest-text';
import { printPath } from './value-path';
import type { IConstruct } from 'constructs';
import type { Finding } from '../findings/finding';
import type { EscapedValues } from './escape-values';
import type { HelmChart } from './helm-chart';
import type { HelmValue, HelmValues } from './helm-value';
import type { ValuePath } from './value-path';

/**
 * Values of a release: as they are, several to be merged deeply with later ones winning, or as they will be at synth. Lists
 * are not joined: two of the values must not hold different ones at one path.
 */
export type ReleaseValues =
  HelmValues | readonly [HelmValues, ...HelmValues[]] | (() => HelmValues | readonly [HelmValues, ...HelmValues[]]);

/** Values on their way into an object of the app. */
export class ValuesOfRelease {
  readonly #values: () => HelmValues;
  #settled: EscapedValues | undefined;
  readonly #fixed: boolean;

  /** @throws if something in values given as they are is no Helm value, or two of them hold different lists at one path */
  constructor(
    private readonly chart: HelmChart,
    values: ReleaseValues = {},
  ) {
    this.#fixed = typeof values !== 'function';
    const merged = typeof values === 'function' ? undefined : merge(values);
    this.#values = typeof values === 'function' ? () => merge(values()) : () => merged ?? {};
  }

  /** What findings hang on, for {@link addFindings}: nothing that could be named where a function makes the values. */
  madeFrom(owner: IConstruct): readonly unknown[] | undefined {
    return this.#fixed ? [FluxScope.of(owner)] : undefined;
  }

  /** As the object must hold them, but for what Flux reads. */
  escaped(): HelmValues {
    return this.settle().values;
  }

  /**
   * What has no way to the chart.
   *
   * @param owner - the construct whose object holds the values
   * @param at - where in the object
   */
  findings(owner: IConstruct, at: ValuePath): readonly Finding[] {
    const { values, findings } = this.settle();
    return [...findings, ...textFindings(owner, values, at)];
  }

  private settle(): EscapedValues {
    // What a function returns may change until the app is serialized.
    if (this.#fixed) return (this.#settled ??= escapeValues(this.chart, this.#values()));
    return escapeValues(this.chart, this.#values());
  }
}

function merge(values: HelmValues | readonly HelmValues[]): HelmValues {
  const all = Array.isArray(values) ? (values as readonly HelmValues[]) : [values];
  return mergeValues(...all.map((each, index) => copyValues(each, all.length > 1 ? `values[${index}]` : 'values')));
}

function textFindings(owner: IConstruct, value: HelmValue, path: ValuePath): readonly Finding[] {
  if (typeof value === 'string' || value instanceof LiveText) {
    const at = printPath(path);
    return [...FluxScope.unfilled(owner, value, at), ...manifestFindings(value, at)];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return (value as readonly HelmValue[]).flatMap((item, index) => textFindings(owner, item, [...path, index]));
  }
  return Object.entries(value).flatMap(([key, item]) => textFindings(owner, item, [...path, key]));
}
