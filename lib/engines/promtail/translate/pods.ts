import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SinkOf } from '../../../pipeline/sink-spec';
import { concat, env } from '../../../text/live-text';
import type { LokiStage } from '../../loki-stages/loki-stage';
import { podOrigin } from '../../loki-stages/translate/pod-origin';
import { criStage, podRules } from '../../loki-stages/translate/pod-rules';
import type { PodsSpec } from '../../loki-stages/translate/pod-rules';
import { lokiStages } from '../../loki-stages/translate/translate';
import type { ScrapeOptions } from '../config/options';

/**
 * A scrape config for each source of pods: those of the agent's own node, read from the node's disk as the container runtime
 * wrote them. A container is read by the first source that selects it.
 */
export function podScrapes(
  pipeline: LogPipeline<'promtail'>,
  sink: SinkOf<'loki'>,
  tenant: readonly LokiStage[],
  claims: PodsSpec[],
): readonly ScrapeOptions[] {
  const sources = pipeline.sources.flatMap(({ spec }) => (spec.kind === 'pods' ? [spec] : []));
  const { origin, labels } = podOrigin(pipeline);
  return sources.map((source, index) => {
    const { maxLineBytes } = source;
    const relabelConfigs = podRules(source, claims, labels);
    claims.push(source);
    return {
      jobName: index === 0 ? `${pipeline.name}-pods` : `${pipeline.name}-pods-${index + 1}`,
      kubernetesSdConfigs: [
        {
          role: 'pod',
          ...(source.select.namespaces === undefined ? {} : { namespaces: { names: source.select.namespaces } }),
          selectors: [{ role: 'pod', field: concat('spec.nodeName=', env('K8S_NODE_NAME')) }],
        },
      ],
      relabelConfigs,
      pipelineStages: [
        ...lokiStages(pipeline, sink, { origin, first: [criStage(maxLineBytes)], maxLineBytes }),
        ...tenant,
      ],
    };
  });
}
