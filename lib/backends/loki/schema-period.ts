import { checkFilled, checkOptions, refusal } from '../../pipeline/argument';
import type { YamlValue } from '../../languages/yaml/print';
import { checkDay } from './day';
import type { Day } from './day';

/** Where a period's chunks lie. */
export type ObjectStore = (typeof objectStores)[number];
export const objectStores = ['filesystem', 's3', 'gcs', 'azure'] as const;

/** How chunks and index are kept from a day on, in Loki's words. */
export interface SchemaPeriod {
  readonly from: Day;
  /** What the index is. */
  readonly store: 'tsdb' | 'boltdb-shipper';
  readonly objectStore: ObjectStore;
  readonly schema: 'v11' | 'v12' | 'v13';
  /** Before the number of each table. */
  readonly prefix: string;
  /** Of a table; what retention needs is 24. */
  readonly periodHours: number;
  /** Folder of the index in the store. @default 'index/' */
  readonly pathPrefix?: string;
  /** @default 16, which Loki itself takes */
  readonly rowShards?: number;
}

/** A copy that nobody can change. @throws if an option is none, or the index cannot be one of that schema */
export function checkPeriod(at: string, value: SchemaPeriod): SchemaPeriod {
  const known = ['from', 'store', 'objectStore', 'schema', 'prefix', 'periodHours', 'pathPrefix', 'rowShards'] as const;
  const period = checkOptions(value, known, at);
  checkDay(`${at}.from`, period.from);
  oneOf(`${at}.store`, period.store, ['tsdb', 'boltdb-shipper']);
  // Loki's older name of the same.
  oneOf(`${at}.objectStore`, period.objectStore, objectStores);
  oneOf(`${at}.schema`, period.schema, ['v11', 'v12', 'v13']);
  checkFilled(`${at}.prefix`, period.prefix, "write one such as 'index_'");
  if (!Number.isSafeInteger(period.periodHours) || period.periodHours < 24 || period.periodHours % 24 !== 0) {
    throw refusal(`${at}.periodHours`, 'be whole days in hours', period.periodHours, 'write 24');
  }
  if (period.store === 'tsdb' && period.periodHours !== 24) {
    throw refusal(
      `${at}.periodHours`,
      'be 24 for an index of tsdb',
      period.periodHours,
      'write 24: Loki takes no other',
    );
  }
  return Object.freeze({ ...period });
}

/** As Loki reads it. */
export function printPeriod(period: SchemaPeriod): YamlValue {
  const { from, store, objectStore, schema, prefix, periodHours, pathPrefix, rowShards } = period;
  return {
    from,
    store,
    object_store: objectStore,
    schema,
    index: { prefix, period: `${periodHours}h`, ...(pathPrefix === undefined ? {} : { path_prefix: pathPrefix }) },
    ...(rowShards === undefined ? {} : { row_shards: rowShards }),
  };
}

/** What differs between two periods, by its name; undefined where nothing does. */
export function difference(one: SchemaPeriod, other: SchemaPeriod): keyof SchemaPeriod | undefined {
  const names = ['from', 'store', 'objectStore', 'schema', 'prefix', 'periodHours'] as const;
  const differs = names.find((name) => one[name] !== other[name]);
  if (differs !== undefined) return differs;
  if ((one.pathPrefix ?? 'index/') !== (other.pathPrefix ?? 'index/')) return 'pathPrefix';
  return (one.rowShards ?? 16) === (other.rowShards ?? 16) ? undefined : 'rowShards';
}

function oneOf(at: string, value: unknown, choices: readonly string[]): void {
  if (choices.some((choice) => choice === value)) return;
  throw refusal(at, `be ${choices.join(' or ')}`, value, 'write one of these');
}
