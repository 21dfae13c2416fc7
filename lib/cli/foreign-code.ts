import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';

/** Engines for which pipelines hold code that the interpreter cannot run. */
export function foreignCode(pipelines: readonly LogPipeline<EngineName>[]): readonly EngineName[] {
  const all = pipelines.flatMap(({ stages }) => stages.flatMap(({ nativeTo }) => nativeTo));
  return [...new Set(all)].filter((engine) => engine !== 'vector');
}
