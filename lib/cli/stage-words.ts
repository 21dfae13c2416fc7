import { conditionWords } from '../pipeline/condition-words';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import { allPlaced } from '../pipeline/check/place';
import { visible } from './stream-table';

/** Longer ones are better read in the pipeline itself. */
const mostWords = 60;

/** How stages are told, by their places: `stages[5] drop (line contains "GET /health")`. */
export function stageWords(pipeline: LogPipeline<EngineName>): ReadonlyMap<string, string> {
  return new Map(
    allPlaced(pipeline).map(({ spec, place }) => {
      const condition = 'condition' in spec ? visible(conditionWords(spec.condition)) : '';
      return [place, condition === '' || condition.length > mostWords ? place : `${place} (${condition})`];
    }),
  );
}
