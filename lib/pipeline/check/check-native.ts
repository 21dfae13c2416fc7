import type { Finding } from '../../findings/finding';
import type * as Compiler from '../../languages/vrl/compiler/check-vrl';
import type { StageSpec } from '../stage-spec';
import type { Checked } from './place';

/**
 * What VRL's own compiler says of a pipeline's VRL, which is loaded where there is some.
 *
 * @param vector - the version of Vector that will run it. @default - the newest tested
 */
export function checkNative({ name, stages }: Pick<Checked, 'name' | 'stages'>, vector?: string): readonly Finding[] {
  const programs = stages.flatMap(({ spec }, index) => programsIn(spec, `${name}: stages[${index}]`));
  if (programs.length === 0) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is VRL
  const { checkVrl } = require('../../languages/vrl/compiler/check-vrl') as typeof Compiler;
  // A pipeline brings no enrichment tables with it.
  const options = vector === undefined ? { tables: [] } : { vector, tables: [] };
  return programs.flatMap(({ source, at }) => checkVrl(source, at, options));
}

interface Placed {
  readonly source: string;
  readonly at: string;
}

function programsIn(stage: StageSpec, at: string): readonly Placed[] {
  if (stage.kind === 'when') return stage.stages.flatMap((one, index) => programsIn(one, `${at}.stages[${index}]`));
  return stage.kind === 'native' && stage.language === 'vector' ? [{ source: stage.source, at }] : [];
}
