import { checkList, checkOptions, refusal } from '../pipeline/argument';
import type { EngineName } from '../pipeline/engine-name';
import { LogPipeline } from '../pipeline/log-pipeline';
import type { TranslateOptions } from './engine';

/** @throws if there is no pipeline, or what is given is none */
export function checkPipelines<N extends EngineName>(pipelines: readonly LogPipeline<N>[]): readonly LogPipeline<N>[] {
  const remedy = 'give at least one LogPipeline';
  checkList('pipelines', pipelines, remedy).forEach((pipeline, index) => {
    if (!(pipeline instanceof LogPipeline)) {
      throw refusal(`pipelines[${index}]`, 'be a LogPipeline', pipeline, "make it with new LogPipeline('…', { … })");
    }
  });
  return pipelines;
}

/** @throws if they are no object, or hold an unknown name */
export function checkTranslateOptions<N extends EngineName>(options: TranslateOptions<N>): TranslateOptions<N> {
  return checkOptions(options, ['version', 'dataDir']);
}
