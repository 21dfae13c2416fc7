import type { Finding } from '../../findings/finding';
import type * as Compiler from '../../languages/vrl/compiler/check-vrl';
import { Vrl } from '../../languages/vrl/vrl';
import type { CheckedConfig } from './rules';
import { vrlDialect } from './versions';

/** What VRL's own compiler says of a configuration's programs and conditions; it is loaded where there are some. */
export function checkPrograms({ components, version }: CheckedConfig): readonly Finding[] {
  const programs = components.flatMap(({ section, name, options }) => programsIn(options, `${section}.${name}`));
  if (programs.length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is VRL
  const { checkVrl } = require('../../languages/vrl/compiler/check-vrl') as typeof Compiler;
  const dialect = vrlDialect(version);
  return programs.flatMap(({ code, at, condition }) =>
    checkVrl(code.print(dialect), at, { vector: version, condition }),
  );
}

interface PlacedProgram {
  readonly code: Vrl;
  readonly at: string;
  readonly condition: boolean;
}

/** A `source` is a program, any other VRL a condition. */
function programsIn(options: object, at: string): readonly PlacedProgram[] {
  return Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    if (Vrl.is(value)) return [{ code: value, at: `${at}.${name}`, condition: name !== 'source' }];
    const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isPlain ? programsIn(value, `${at}.${name}`) : [];
  });
}
