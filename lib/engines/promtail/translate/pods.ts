import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SinkOf } from '../../../pipeline/sink-spec';
import type { LokiStage } from '../../loki-stages/loki-stage';
import type { ScrapeOptions } from '../config/options';

export function podScrapes(
  _pipeline: LogPipeline<'promtail'>,
  _sink: SinkOf<'loki'>,
  _tenant: readonly LokiStage[],
): readonly ScrapeOptions[] {
  return [];
}
