import { parseYaml } from '../../languages/yaml/parse';
import { refusal } from '../../pipeline/argument';
import type { Day } from './day';
import { checkPeriod } from './schema-period';
import type { ObjectStore, SchemaPeriod } from './schema-period';

type Tree = { readonly [key: string]: unknown };

/**
 * The periods in a configuration as a Loki has it: its file, or what its `/config` says.
 *
 * @throws if there are none, or one is of a kind that this library cannot keep
 */
export function readPeriods(text: string): readonly SchemaPeriod[] {
  const found = tree(tree(parseYaml(text))['schema_config'])['configs'];
  if (!Array.isArray(found) || found.length === 0) {
    throw refusal('text', "have 'schema_config.configs'", found, "give Loki's configuration, as its /config prints it");
  }
  return found.map((one: unknown, index) => {
    const { from, store, object_store: objectStore, schema, index: table, row_shards: rowShards } = tree(one);
    const { prefix, period, path_prefix: pathPrefix } = tree(table);
    const at = `schema_config.configs[${index}]`;
    return checkPeriod(at, {
      from: dayOf(from),
      store: store as SchemaPeriod['store'],
      objectStore: (objectStore === 'aws' ? 's3' : objectStore) as ObjectStore,
      schema: schema as SchemaPeriod['schema'],
      prefix: prefix as string,
      periodHours: hoursOf(`${at}.index.period`, period),
      ...(typeof pathPrefix === 'string' && pathPrefix !== '' ? { pathPrefix } : {}),
      ...(typeof rowShards === 'number' && rowShards > 0 ? { rowShards } : {}),
    });
  });
}

function tree(value: unknown): Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Tree) : {};
}

/** Loki prints a time, `2024-04-01T00:00:00Z` or `"2024-04-01"`. */
function dayOf(value: unknown): Day {
  return (typeof value === 'string' ? value.slice(0, 10) : value) as Day;
}

const units: Readonly<Record<string, number>> = { w: 168, d: 24, h: 1, m: 1 / 60, s: 1 / 3600 };

/** Of a duration as Loki prints it: `24h0m0s`, `1d`. */
function hoursOf(at: string, value: unknown): number {
  const parts = typeof value === 'string' ? [...value.matchAll(/(\d+)([wdhms])/g)] : [];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== value) {
    throw refusal(at, 'be a duration', value, 'write 24h');
  }
  return parts.reduce((hours, [, count = '', unit = '']) => hours + Number(count) * (units[unit] ?? 0), 0);
}
