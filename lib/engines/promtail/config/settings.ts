import type { Duration, Size } from 'cdk8s';
import type { YamlValue } from '../../../languages/yaml/print';
import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { LokiStage } from '../../loki-stages/loki-stage';
import { bytesOf, goDuration, isDuration, isSize } from '../../loki-stages/quantity';
import { snakeCase } from '../../loki-stages/setting';
import { printPromtailStage } from '../../loki-stages/stage-data';

/** An option's value as users write it; what is undefined is left out. */
export type Setting =
  | Text
  | SecretRef
  | Duration
  | Size
  | LokiStage
  | number
  | boolean
  | undefined
  | readonly Setting[]
  | { readonly [option: string]: Setting };

/** Options whose names Promtail writes otherwise than in snake case. */
const spellings: Readonly<Record<string, string>> = {
  batchWait: 'batchwait',
  batchSize: 'batchsize',
};

/** Options that are maps of the user's own names. */
const maps: ReadonlySet<string> = new Set(['labels', 'externalLabels', 'headers']);

/** Options in Promtail's spelling: `jobName` becomes `job_name`, a secret the variable that holds it. */
export function printSettings(setting: Setting): YamlValue {
  if (setting === undefined) return null;
  if (SecretRef.is(setting)) return new LiveText([{ reader: 'env', name: setting.variable }]);
  if (LokiStage.is(setting)) return printPromtailStage(setting);
  if (typeof setting !== 'object' || setting instanceof LiveText) return setting;
  if (Array.isArray(setting)) return (setting as readonly Setting[]).map(printSettings);
  if (isDuration(setting)) return goDuration(setting);
  if (isSize(setting)) return bytesOf(setting);
  return Object.fromEntries(
    Object.entries(setting as { readonly [option: string]: Setting }).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const printed = maps.has(name) ? named(value as { readonly [name: string]: Setting }) : printSettings(value);
      return [[spellings[name] ?? snakeCase(name), printed] as const];
    }),
  );
}

function named(map: { readonly [name: string]: Setting }): YamlValue {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, printSettings(value)]));
}
