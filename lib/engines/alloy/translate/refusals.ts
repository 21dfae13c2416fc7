import type { Finding } from '../../../findings/finding';
import { checkNative } from '../../../pipeline/check/check-native';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import { areApart } from '../../glob';
import { stageRefusals } from '../../loki-stages/translate/refusals';

/** What Alloy, or this translation, cannot do of the pipelines; what it would do otherwise is never done in silence. */
export function refusals(pipelines: readonly LogPipeline<EngineName>[]): readonly Finding[] {
  const names = pipelines.map(({ name }) => name);
  return [
    ...pipelines.flatMap((pipeline, index) => [
      ...(names.indexOf(pipeline.name) < index ? [sameName(pipeline.name)] : []),
      ...pipeline.sources.flatMap(({ kind }, at) =>
        kind === 'files' || kind === 'pods' ? [] : [noSource(`${pipeline.name}: sources[${at}]`, kind)],
      ),
      ...checkNative(pipeline),
      ...pipeline.sinks.flatMap(({ kind }, at) =>
        kind === 'loki' ? [] : [noSink(`${pipeline.name}: sinks[${at}]`, kind)],
      ),
    ]),
    ...podFiles(pipelines),
    ...stageRefusals(pipelines, { engine: 'alloy', others: 'Vector' }),
  ];
}

function sameName(name: string): Finding {
  return {
    rule: 'alloy/pipeline-name',
    severity: 'error',
    at: name,
    got: `two of the name ${name}`,
    message: "'name' must be that of one pipeline of an agent",
    remedy: 'rename one: components and positions carry the name',
  };
}

function noSource(at: string, kind: string): Finding {
  return {
    rule: 'alloy/source',
    severity: 'error',
    at,
    got: kind,
    message: "'sources' must be files or pods for Alloy",
    remedy: "read the files, such as Source.files('/var/log/**/*.log')",
  };
}

function noSink(at: string, kind: string): Finding {
  return {
    rule: 'alloy/sink',
    severity: 'error',
    at,
    got: kind,
    message: "'sinks' must be loki for Alloy, whose stages make entries for nothing else",
    remedy: 'run the pipeline on Vector, or send to Loki',
  };
}

/** Where containers' files are, which only discovery knows more of. */
const podFolder = '/var/log/pods/*/*/*.log';

/** A line must be read once, and a path does not say which pods a source selects by their labels. */
function podFiles(pipelines: readonly LogPipeline<EngineName>[]): readonly Finding[] {
  const sources = pipelines.flatMap(({ name, sources: all }) =>
    all.map(({ spec }, index) => ({ spec, at: `${name}: sources[${index}]` })),
  );
  const pods = sources.find(({ spec }) => spec.kind === 'pods');
  if (pods === undefined) return [];
  return sources.flatMap(({ spec, at }): readonly Finding[] => {
    if (spec.kind !== 'files' || areApart(spec.glob, podFolder)) return [];
    return [
      {
        rule: 'alloy/overlap',
        severity: 'error',
        at,
        got: `${spec.glob} beside ${pods.at}`,
        message: "'sources' of files must be none of those that a source of pods reads",
        remedy: 'read them as pods, or make the glob begin with another folder',
      },
    ];
  });
}
