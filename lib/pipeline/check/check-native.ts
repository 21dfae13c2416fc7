import type { Finding } from '../../findings/finding';
import type * as Parser from '../../languages/alloy/compiler/check-alloy';
import type * as Compiler from '../../languages/vrl/compiler/check-vrl';
import type { EngineName } from '../engine-name';
import type { StageSpec } from '../stage-spec';
import type { Checked } from './place';

/**
 * What the real programs say of a pipeline's native code: VRL's own compiler of VRL, Alloy's own parser of Alloy. Each is
 * loaded where there is such code.
 *
 * @param vector - the version of Vector that will run it. @default - the newest tested
 */
export function checkNative({ name, stages }: Pick<Checked, 'name' | 'stages'>, vector?: string): readonly Finding[] {
  const programs = stages.flatMap(({ spec }, index) => programsIn(spec, `${name}: stages[${index}]`));
  return programs.flatMap(({ language, source, at }) => {
    // A pipeline brings no enrichment tables with it.
    if (language === 'vector')
      return compiler().checkVrl(source, at, { ...(vector !== undefined && { vector }), tables: [] });
    return language === 'alloy' ? parser().checkAlloy(source, at, { only: 'stage.' }) : [];
  });
}

function compiler(): typeof Compiler {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is VRL
  return require('../../languages/vrl/compiler/check-vrl') as typeof Compiler;
}

function parser(): typeof Parser {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is Alloy
  return require('../../languages/alloy/compiler/check-alloy') as typeof Parser;
}

interface Placed {
  readonly language: EngineName;
  readonly source: string;
  readonly at: string;
}

function programsIn(stage: StageSpec, at: string): readonly Placed[] {
  if (stage.kind === 'when') return stage.stages.flatMap((one, index) => programsIn(one, `${at}.stages[${index}]`));
  return stage.kind === 'native' ? [{ language: stage.language, source: stage.source, at }] : [];
}
