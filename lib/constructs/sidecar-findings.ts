import { demandsOf } from '../pipeline/demand';
import { globRoot } from './vector-glob';
import type { Finding } from '../findings/finding';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { SourceSpec } from '../pipeline/source-spec';

/** What of the pipelines a sidecar cannot see: it has the files under one folder of its pod, and nothing else. */
export function sidecarFindings<N extends EngineName>(
  pipelines: readonly LogPipeline<N>[],
  folder: string,
): readonly Finding[] {
  return pipelines.flatMap((pipeline) => [
    ...pipeline.sources.flatMap(({ spec }, index) => {
      const found = sourceFinding(spec, folder);
      return found === undefined ? [] : [{ ...found, at: `${pipeline.name}: sources[${index}]` }];
    }),
    ...originFindings(pipeline),
  ]);
}

function sourceFinding(source: SourceSpec, folder: string): Omit<Finding, 'at'> | undefined {
  if (source.kind !== 'files') {
    return {
      rule: 'sidecar/source',
      severity: 'error',
      got: `a source of ${source.kind}`,
      message: "'sources' must be files, since a sidecar sees nothing but those of its own pod",
      remedy: `read Source.files('${folder}/**/*.log'), or give the pipeline to an agent of the node`,
    };
  }
  const root = globRoot(source.glob);
  if (`${root}/`.startsWith(`${folder}/`)) return undefined;
  return {
    rule: 'sidecar/outside-logs',
    severity: 'error',
    got: source.glob,
    message: `'sources' must be files below ${folder}, the only folder that the sidecar shares with the pod's program`,
    remedy: `begin the glob with ${folder}/, or write the logs there`,
  };
}

function originFindings<N extends EngineName>(pipeline: LogPipeline<N>): readonly Finding[] {
  const [needed] = demandsOf(pipeline);
  const names = [
    ...(needed?.origins ?? []).filter((name) => name !== 'path').map((name) => `origin.${name}`),
    ...(needed?.podLabels ?? []).map((key) => `origin.podLabel('${key}')`),
    ...(needed?.podAnnotations ?? []).map((key) => `origin.podAnnotation('${key}')`),
  ];
  return names.map((got) => ({
    rule: 'sidecar/origin',
    severity: 'error',
    at: pipeline.name,
    got,
    message: "'stages' and 'sinks' must know no more of a record's origin than its path, which is all that files have",
    remedy: 'read it from the path with Stage.parsePath, or leave it out',
  }));
}
