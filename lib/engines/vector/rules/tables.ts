import { isFrom } from '../versions';
import type { ConfigRule } from './rule';

export const memoryTable: ConfigRule = ({ enrichmentTables, version }) =>
  enrichmentTables
    .filter(({ type }) => type === 'memory' && !isFrom(version, '0.45.0'))
    .map(({ name }) => ({
      rule: 'vector/memory-table',
      severity: 'error',
      at: `enrichment_tables.${name}`,
      got: `version ${version}`,
      message: 'an enrichment table in memory must be kept by Vector 0.45 or later',
      remedy: 'declare a later version and run it, or read a file',
    }));
