import type { Text } from '../../../text/live-text';
import { checkInputs, checkSettings } from './component';
import type { NonEmpty, Output } from './component';
import { byName, frozen } from './settings';
import type { Setting } from './settings';
import { anything, boolean, filled, filledText, map, maybe, object, whole } from './shape';
import type { Check, Checks } from './shape';
import { refusal } from '../../../pipeline/argument';

/** What a column's text becomes: `date|%d.%m.%Y` and `timestamp|%F %T` say how they are written. */
export type ColumnType =
  'bool' | 'date' | 'float' | 'integer' | 'string' | 'timestamp' | `date|${string}` | `timestamp|${string}`;

/** A table in a CSV file, which is read at the start and again on a reload. */
export interface FileTable {
  /** The file, in the agent's own file system. */
  readonly path: Text;
  /** One character of ASCII. @default ',' */
  readonly delimiter?: string;
  /** Whether the first row names the columns; else they are called `0`, `1`, …. @default true */
  readonly includeHeaders?: boolean;
  /** By column. @default - strings */
  readonly schema?: { readonly [column: string]: ColumnType };
}

/** A table in memory, which events fill: each of their fields is a row, under its name. */
export interface MemoryTable {
  /** The sources and transforms that fill it. */
  readonly inputs: NonEmpty<Output>;
  /** Seconds after which a row is forgotten that nothing has written again. @default 600 */
  readonly ttl?: number;
  /** A field of what is written, with a time of its own. @default - none */
  readonly ttlField?: string;
  /** Seconds between two looks for what is to be forgotten. @default 30 */
  readonly scanInterval?: number;
  /** Seconds until what is written can be read. @default - at once */
  readonly flushInterval?: number;
  /** Bytes; what does not fit any more is rejected. @default - no limit */
  readonly maxByteSize?: number;
  /** Whether Vector's own metrics of the table name its keys. @default false */
  readonly internalMetrics?: { readonly includeKeyTag: boolean };
}

/** A city, ASN, ISP, connection type or anonymous IP database of MaxMind's. */
export interface GeoipTable {
  /** In the agent's file system; read at the start and at each reload. */
  readonly path: Text;
  /** The language of names. @default 'en' */
  readonly locale?: string;
}

/** Any database in MaxMind's format. */
export interface MmdbTable {
  /** In the agent's file system; read at the start and at each reload. */
  readonly path: Text;
}

const delimiter: Check = (at, value) => {
  if (typeof value !== 'string' || !/^[\x00-\x7f]$/.test(value)) {
    throw refusal(at, 'be one character of ascii', value, "write ',' or ';'");
  }
};

const columnType: Check = (at, value) => {
  if (typeof value === 'string' && /^(?:bool|float|integer|string|(?:date|timestamp)(?:\|.+)?)$/.test(value)) return;
  throw refusal(
    at,
    'be bool, date, float, integer, string or timestamp',
    value,
    "write one, such as 'timestamp|%F %T'",
  );
};

const fileChecks: Checks<FileTable> = {
  path: filledText,
  delimiter: maybe(delimiter),
  includeHeaders: maybe(boolean),
  schema: maybe(map(columnType)),
};

const memoryChecks: Checks<MemoryTable> = {
  inputs: anything,
  ttl: maybe(whole(0)),
  ttlField: maybe(filled),
  scanInterval: maybe(whole(1)),
  flushInterval: maybe(whole(0)),
  maxByteSize: maybe(whole(1)),
  internalMetrics: maybe(object<{ includeKeyTag: boolean }>({ includeKeyTag: boolean })),
};

/**
 * A table that programs look events up in, with `get_enrichment_table_record` and `find_enrichment_table_records` by the
 * table's name. The compiler knows the names.
 */
export class EnrichmentTable {
  private constructor(
    /** Its name in the configuration and in programs. */
    readonly name: string,
    /** Vector's word for what it is, such as `file`. */
    readonly type: string,
    /** Its options as Vector nests them. */
    readonly options: { readonly [option: string]: Setting },
    /** What fills it; none where a file does. */
    readonly inputs: readonly Output[] = Object.freeze([]),
  ) {
    Object.freeze(this);
  }

  /** A CSV file. */
  static file(name: string, options: FileTable): EnrichmentTable {
    const { path, delimiter, includeHeaders, schema } = checkSettings(name, options, fileChecks);
    const encoding = { type: 'csv', includeHeaders, delimiter };
    return new EnrichmentTable(name, 'file', frozen({ file: { path, encoding }, schema: byName(schema) }));
  }

  /** Rows that events write. From Vector 0.45. */
  static memory(name: string, options: MemoryTable): EnrichmentTable {
    const { inputs, ...settings } = checkSettings(name, options, memoryChecks);
    return new EnrichmentTable(name, 'memory', frozen(settings), checkInputs(name, inputs, 'logs'));
  }

  /** A geographic database of MaxMind's. */
  static geoip(name: string, options: GeoipTable): EnrichmentTable {
    const settings = checkSettings<GeoipTable>(name, options, { path: filledText, locale: maybe(filled) });
    return new EnrichmentTable(name, 'geoip', frozen({ ...settings }));
  }

  /** A database in MaxMind's format. */
  static mmdb(name: string, options: MmdbTable): EnrichmentTable {
    const settings = checkSettings<MmdbTable>(name, options, { path: filledText });
    return new EnrichmentTable(name, 'mmdb', frozen({ ...settings }));
  }
}

export const enrichmentTable: Check = (at, value) => {
  if (!(value instanceof EnrichmentTable)) {
    throw refusal(at, 'be an enrichment table', value, 'give what EnrichmentTable.file(…) or another gives back');
  }
};
