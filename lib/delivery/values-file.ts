import { FindingsError } from '../findings/finding';
import { printYaml } from '../languages/yaml/print';
import { LiveText, livesOf } from '../text/live-text';
import { settle } from '../text/reader';
import { checkFilled, checkOptions } from '../pipeline/argument';
import { checkChart } from './helm-chart';
import { escapeValues } from './escape-values';
import { copyValues } from './helm-value';
import type { Finding } from '../findings/finding';
import type { HelmChart } from './helm-chart';
import type { HelmValue, HelmValues } from './helm-value';

/** Where the values of a chart stand in a file. */
export interface ValuesFileOptions {
  /** The name of the sub-chart, or its alias, in a chart of yours. @default - the file is the chart's own */
  readonly under?: string;
}

/**
 * The values as a file for `helm install -f` must hold them: plain data, escaped for the chart. Print them with any YAML
 * printer, or with {@link printValues}.
 *
 * @throws FindingsError with all that has no way to the chart, parts for Flux among it
 */
export function helmValues(chart: HelmChart, values: HelmValues, options: ValuesFileOptions = {}): HelmValues {
  const { under } = checkOptions(options, ['under']);
  if (under !== undefined) checkFilled('under', under, 'name the sub-chart, or leave it out');
  const { values: written, findings } = escapeValues(checkChart(chart), copyValues(values));
  FindingsError.throwIfAny([...findings, ...fluxParts(written, 'values')]);
  return under === undefined ? written : Object.freeze({ [under]: written });
}

/**
 * The values as the text of a file for `helm install -f`: printable ASCII.
 *
 * @throws FindingsError with all that has no way to the chart, parts for Flux among it
 */
export function printValues(chart: HelmChart, values: HelmValues, options: ValuesFileOptions = {}): string {
  return settle(printYaml(helmValues(chart, values, options)), 'values');
}

function fluxParts(value: HelmValue, at: string): readonly Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!(value instanceof LiveText)) {
    return Object.entries(value as HelmValues).flatMap(([key, item]) => fluxParts(item, `${at}.${key}`));
  }
  return livesOf(value).map(({ name }) => ({
    rule: 'delivery/flux-unread',
    severity: 'error',
    at,
    got: `the variable ${name}`,
    message: `'${at}' must be without parts that flux fills in, since Flux does not read a values file`,
    remedy: 'write a plain string, or deliver a HelmRelease',
  }));
}
