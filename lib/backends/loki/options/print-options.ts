import type { Duration, Size } from 'cdk8s';
import { bytesOf, goDuration, isDuration, isSize } from '../../../engines/loki-stages/quantity';
import { snakeCase } from '../../../engines/loki-stages/setting';
import type { YamlValue } from '../../../languages/yaml/print';
import { LiveText } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';

/** An option's value as users write it; what is undefined is left out. */
type Option =
  | Text
  | SecretRef
  | Duration
  | Size
  | number
  | boolean
  | null
  | undefined
  | readonly Option[]
  | { readonly [name: string]: Option };

/** Options that Loki writes otherwise than in snake case. */
const spellings: Readonly<Record<string, string>> = {
  s3ForcePathStyle: 's3forcepathstyle',
  bucketNames: 'bucketnames',
};

/** Options that are maps of the user's own names. */
const maps: ReadonlySet<string> = new Set(['externalLabels', 'clients']);

/** Options in Loki's spelling: `pathPrefix` becomes `path_prefix`, a secret the variable that holds it. */
export function printOptions(options: object): YamlBlock {
  return print(options as Option, loki) as YamlBlock;
}

/** As {@link printOptions}, by names that are Loki's already. */
export function printExtra(extra: object): YamlBlock {
  return print(extra as Option, (name) => name) as YamlBlock;
}

/** A block of options as they are printed. */
export type YamlBlock = { readonly [option: string]: YamlValue };

function loki(name: string): string {
  return Object.hasOwn(spellings, name) ? (spellings[name] as string) : snakeCase(name);
}

function print(option: Option, spell: (name: string) => string): YamlValue {
  if (typeof option !== 'object' || option === null || option instanceof LiveText) return option ?? null;
  if (SecretRef.is(option)) return new LiveText([{ reader: 'env', name: option.variable }]);
  if (Array.isArray(option)) return (option as readonly Option[]).map((item) => print(item, spell));
  if (isDuration(option)) return goDuration(option);
  if (isSize(option)) return bytesOf(option);
  const pairs = Object.entries(option as { readonly [name: string]: Option }).filter(
    ([, value]) => value !== undefined,
  );
  return Object.fromEntries(
    pairs.map(([name, value]) => [spell(name), maps.has(name) ? verbatim(value) : print(value, spell)]),
  );
}

function verbatim(map: Option): YamlValue {
  return Object.fromEntries(
    Object.entries(map as { readonly [name: string]: Option }).map(([name, value]) => [name, print(value, loki)]),
  );
}
