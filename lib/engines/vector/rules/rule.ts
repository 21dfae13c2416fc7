import type { Finding } from '../../../findings/finding';
import type { Component } from '../config/component';
import type { EnrichmentTable } from '../config/enrichment-table';
import type { Globals } from '../config/globals';
import type { SecretBackend } from '../config/secret-backend';
import type { Leaf } from '../config/walk-settings';
import type { VectorVersion } from '../versions';

/** What the rules know of a configuration. */
export interface CheckedConfig {
  readonly version: VectorVersion;
  readonly dataDir: string;
  readonly globals: Globals;
  /** Sources, transforms and sinks, each after what feeds it. */
  readonly components: readonly Component[];
  readonly enrichmentTables: readonly EnrichmentTable[];
  /** Those whose secrets are used. */
  readonly secretBackends: readonly SecretBackend[];
  /** What stands in all options. */
  readonly leaves: readonly Leaf[];
}

/** What is wrong with a whole configuration. */
export type ConfigRule = (config: CheckedConfig) => readonly Finding[];

/** Values by what they have in common, where more than one has it. */
export function sharing<T>(values: readonly T[], key: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(key(value), [...(groups.get(key(value)) ?? []), value]);
  return new Map([...groups].filter(([, members]) => members.length > 1));
}
