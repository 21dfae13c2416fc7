import { Duration } from 'cdk8s';
import { FindingsError } from '../../../findings/finding';
import type { NonEmpty } from '../../../pipeline/non-empty';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SinkOf } from '../../../pipeline/sink-spec';
import type { SourceOf } from '../../../pipeline/source-spec';
import { LokiStage } from '../../loki-stages/loki-stage';
import { ofPipelines } from '../../loki-stages/judged-labels';
import { fileOrigin } from '../../loki-stages/translate/origin';
import { lokiStages } from '../../loki-stages/translate/translate';
import type { ClientOptions, ScrapeOptions } from '../config/options';
import { PromtailConfig } from '../promtail-config';
import type { PromtailVersion } from '../versions';
import { clientKey, clientOf } from './clients';
import { fileTargets } from './files';
import { podScrapes } from './pods';
import { refusals } from './refusals';

type FilesSpec = SourceOf<'files'>;

/** What earlier sources read, in order. */
interface Claims {
  readonly files: FilesSpec[];
  readonly pods: SourceOf<'pods'>[];
}

/**
 * Pipelines as one configuration of Promtail: a scrape config for each source's kind, its pipeline's stages in it.
 *
 * Where Promtail is not quite what docs/model.md says, beyond what {@link refusals} refuse:
 * - Lines before the first one that `joinLines` looks for come one by one, and lines that are empty are left out where
 *   they begin what is joined.
 * - `throttle` counts by arrival and refills all the time: within a second up to twice `linesPerSecond` can pass. So do the
 *   periods of `sample`'s `first`; a record that the share keeps anyway does not use up its value's first.
 * - Where times are set by a stage, `observed_timestamp` in structured metadata, the time when Promtail saw the line, tells
 *   equal lines apart.
 * - Of a pod's labels and annotations, two whose names differ in other characters than letters and digits alone are one, and
 *   one that is empty is absent.
 * - What a variable in a stage holds has no backtick and no line break in it, or Promtail does not start.
 *
 * @throws FindingsError with all that Promtail cannot do of these pipelines
 */
export function translate(
  pipelines: readonly LogPipeline<'promtail'>[],
  version: PromtailVersion,
  dataDir: string,
): PromtailConfig {
  FindingsError.throwIfAny(refusals(pipelines));
  const claims: Claims = { files: [], pods: [] };
  const scrapeConfigs = pipelines.flatMap((pipeline) => scrapesOf(pipeline, claims));
  const clients = new Map<string, ClientOptions>();
  for (const sink of pipelines.flatMap(lokiSinks)) clients.set(clientKey(sink), clientOf(sink));
  return ofPipelines(
    new PromtailConfig(
      {
        server: { httpListenPort: 3101, grpcListenPort: 0 },
        positions: { filename: `${dataDir}/positions.yaml`, syncPeriod: Duration.seconds(5) },
        clients: [...clients.values()] as unknown as NonEmpty<ClientOptions>,
        targetConfig: { syncPeriod: Duration.seconds(1) },
        scrapeConfigs: scrapeConfigs as unknown as NonEmpty<ScrapeOptions>,
      },
      version,
    ),
    pipelines,
  );
}

/** The sinks of a pipeline that are Lokis; refusals say what the others are. */
export function lokiSinks(pipeline: LogPipeline<'promtail'>): readonly SinkOf<'loki'>[] {
  return pipeline.sinks.flatMap(({ spec }) => (spec.kind === 'loki' ? [spec] : []));
}

function scrapesOf(pipeline: LogPipeline<'promtail'>, claims: Claims): readonly ScrapeOptions[] {
  const [sink] = lokiSinks(pipeline);
  if (sink === undefined) return [];
  const tenant = sink.to.tenant === undefined ? [] : [LokiStage.tenant({ value: sink.to.tenant })];
  const files = pipeline.sources.flatMap(({ spec }) => (spec.kind === 'files' ? [spec] : []));
  const byLimit = new Map<number, FilesSpec[]>();
  for (const file of files) byLimit.set(file.maxLineBytes, [...(byLimit.get(file.maxLineBytes) ?? []), file]);
  const readFiles = [...byLimit].map(([maxLineBytes, group], index): ScrapeOptions => ({
    jobName: index === 0 ? pipeline.name : `${pipeline.name}-${index + 1}`,
    staticConfigs: fileTargets(group, claims.files),
    pipelineStages: [...lokiStages(pipeline, sink, { origin: fileOrigin, first: [], maxLineBytes }), ...tenant],
  }));
  return [...readFiles, ...podScrapes(pipeline, sink, tenant, claims.pods)];
}
