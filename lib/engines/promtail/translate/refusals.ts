import type { Finding } from '../../../findings/finding';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import { clientKey } from './clients';
import { stageRefusals } from '../../loki-stages/translate/refusals';

/** What Promtail, or this translation, cannot do of the pipelines; what it would do otherwise is never done in silence. */
export function refusals(pipelines: readonly LogPipeline<EngineName>[]): readonly Finding[] {
  const names = pipelines.map(({ name }) => name);
  return [
    ...pipelines.flatMap((pipeline, index) => [
      ...(names.indexOf(pipeline.name) < index ? [sameName(pipeline.name)] : []),
      ...pipeline.sources.flatMap(({ kind }, at) =>
        kind === 'files' || kind === 'pods' ? [] : [noSource(`${pipeline.name}: sources[${at}]`, kind)],
      ),
      ...pipeline.sinks.flatMap(({ kind }, at) =>
        kind === 'loki' ? [] : [noSink(`${pipeline.name}: sinks[${at}]`, kind)],
      ),
      ...severalSinks(pipeline),
    ]),
    ...severalLokis(pipelines),
    ...stageRefusals(pipelines, { engine: 'promtail', others: 'Vector or Alloy' }),
  ];
}

function sameName(name: string): Finding {
  return {
    rule: 'promtail/pipeline-name',
    severity: 'error',
    at: name,
    got: `two of the name ${name}`,
    message: "'name' must be that of one pipeline of an agent",
    remedy: 'rename one: scrape configs carry the name',
  };
}

function noSource(at: string, kind: string): Finding {
  return {
    rule: 'promtail/source',
    severity: 'error',
    at,
    got: kind,
    message: "'sources' must be files or pods for Promtail",
    remedy: "read the files, such as Source.files('/var/log/pods/**/*.log')",
  };
}

function noSink(at: string, kind: string): Finding {
  return {
    rule: 'promtail/sink',
    severity: 'error',
    at,
    got: kind,
    message: "'sinks' must be loki for Promtail, which sends to nothing else",
    remedy: 'run the pipeline on Vector, or send to Loki',
  };
}

/** All clients of Promtail get all entries, with the same labels. */
function severalSinks({ name, sinks }: LogPipeline<EngineName>): readonly Finding[] {
  if (sinks.length < 2) return [];
  return [
    {
      rule: 'promtail/one-sink',
      severity: 'error',
      at: `${name}: sinks`,
      got: `${sinks.length} sinks`,
      message: "'sinks' must be one for Promtail, whose entries are the same for every Loki",
      remedy: 'run the pipeline on Vector or Alloy, or keep one sink',
    },
  ];
}

function severalLokis(pipelines: readonly LogPipeline<EngineName>[]): readonly Finding[] {
  const sinks = pipelines.flatMap((pipeline) =>
    pipeline.sinks.flatMap(({ spec }) => (spec.kind === 'loki' ? [{ pipeline: pipeline.name, spec }] : [])),
  );
  const [first] = sinks;
  const other = sinks.find(({ spec }) => first !== undefined && clientKey(spec) !== clientKey(first.spec));
  if (first === undefined || other === undefined) return [];
  return [
    {
      rule: 'promtail/one-loki',
      severity: 'error',
      at: `${other.pipeline}: sinks[0].to`,
      got: `another Loki than that of ${first.pipeline}`,
      message: "'to' must be one Loki for all pipelines of a Promtail, whose clients get all entries",
      remedy: 'run the pipelines on Vector or Alloy, or on two agents; tenants may differ',
    },
  ];
}
