import { AiGatewayLogs, LogPipeline, Sink } from 'cdk8s-logging';
import type { LokiTarget } from 'cdk8s-logging';
import { examples } from './examples';

const logs = new AiGatewayLogs();

/** What pods that opt in print, and the gateway, which cannot: findable by service, pool, role and level. */
export const pipeline = (loki: LokiTarget) =>
  new LogPipeline('inference', {
    sources: logs.sources,
    stages: logs.stages,
    sinks: [Sink.loki(loki, { labels: logs.labels, structuredMetadata: logs.structuredMetadata })],
    examples,
  });
