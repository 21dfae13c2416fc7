import { demandsOf } from '../pipeline/demand';
import { globRoot } from './vector-glob';
import type { EngineConfig } from '../engines/engine';
import type { Finding } from '../findings/finding';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { NonEmpty } from '../pipeline/non-empty';
import type { SourceSpec } from '../pipeline/source-spec';

/** What of the pipelines a sidecar cannot see: it has the files under folders of its pod, and nothing else. */
export function sidecarFindings<N extends EngineName>(
  pipelines: readonly LogPipeline<N>[],
  folders: NonEmpty<string>,
): readonly Finding[] {
  return pipelines.flatMap((pipeline) => [
    ...pipeline.sources.flatMap(({ spec }, index) => {
      const found = sourceFinding(spec, folders);
      return found === undefined ? [] : [{ ...found, at: `${pipeline.name}: sources[${index}]` }];
    }),
    ...originFindings(pipeline),
  ]);
}

function sourceFinding(source: SourceSpec, folders: NonEmpty<string>): Omit<Finding, 'at'> | undefined {
  const [folder] = folders;
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
  if (folders.some((one) => `${root}/`.startsWith(`${one}/`))) return undefined;
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

/** The variables that the pipelines name and that the sidecar is not given. */
export function missingInPod(
  { variables }: Pick<EngineConfig, 'variables'>,
  given: Readonly<Record<'env' | 'secrets', Readonly<Record<string, unknown>>>>,
): readonly Finding[] {
  return (['env', 'secrets'] as const).flatMap((kind) =>
    variables[kind]
      .filter((name) => !Object.hasOwn(given[kind], name))
      .map((name) => ({
        rule: `sidecar/${kind === 'env' ? 'env' : 'secret'}-missing` as const,
        severity: 'error' as const,
        at: kind,
        got: Object.keys(given[kind]).join(', ') || 'none',
        message: `'${kind}' must hold ${name}, which a pipeline names`,
        remedy: `say what ${kind === 'env' ? `env('${name}')` : `secret('${name}')`} stands for in this pod`,
      })),
  );
}
