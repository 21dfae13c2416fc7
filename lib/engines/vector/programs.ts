import type { Finding } from '../../findings/finding';
import type * as Compiler from '../../languages/vrl/compiler/check-vrl';
import { Vrl } from '../../languages/vrl/vrl';
import type { CheckedConfig } from './rules/rule';
import { vrlDialect } from './versions';

/**
 * What VRL's own compiler says of a configuration's programs and conditions; it is loaded where there are some. It knows the
 * enrichment tables that there are.
 */
export function checkPrograms({ leaves, enrichmentTables, version }: CheckedConfig): readonly Finding[] {
  const programs = leaves.filter(({ value }) => Vrl.is(value));
  if (programs.length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is VRL
  const { checkVrl } = require('../../languages/vrl/compiler/check-vrl') as typeof Compiler;
  const dialect = vrlDialect(version);
  const tables = enrichmentTables.map(({ name }) => name);
  return programs.flatMap(({ value, option, at }) =>
    checkVrl((value as Vrl).print(dialect), at, { vector: version, condition: isCondition(option, at), tables }),
  );
}

/** A `source` is a program, but for that of an http_server's `auth`; any other VRL is a condition. */
function isCondition(option: string, at: string): boolean {
  return option !== 'source' || at.endsWith('.auth.source');
}
