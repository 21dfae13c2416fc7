import type { Finding } from '../../../findings/finding';
import { checkNative } from '../../../pipeline/check/check-native';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { StageSpec } from '../../../pipeline/stage-spec';
import { LiveText, livesOf } from '../../../text/live-text';
import type { Live } from '../../../text/live-text';
import { through } from '../../../text/reader';
import { Unspellable } from '../../../text/unspellable';
import { structuredMetadataSince } from '../config/loki';
import { shortOf } from '../config/release';
import { vectorTemplate } from '../field-template';
import { isFrom } from '../versions';
import type { VectorVersion } from '../versions';
import { podSets } from '../../../pipeline/pod-set';
import { podReaders } from './pods';
import type { PodReader } from './pods';
import { isNamedZone } from './time';

/** What Vector, or this translation, cannot do of the pipelines; what it would do otherwise is never done in silence. */
export function refusals(pipelines: readonly LogPipeline<EngineName>[], version: VectorVersion): readonly Finding[] {
  const names = pipelines.map(({ name }) => name);
  const readers = podReaders(pipelines);
  return pipelines.flatMap((pipeline, index) => [
    ...podFindings(pipeline, readers[index] ?? []),
    ...(names.indexOf(pipeline.name) < index ? [sameName(pipeline.name)] : []),
    ...pipeline.sources.flatMap(({ kind }, at) =>
      kind === 'files' || kind === 'pods' ? [] : [noSource(`${pipeline.name}: sources[${at}]`, kind)],
    ),
    ...pipeline.stages.flatMap(({ spec }, at) => stageFindings(spec, `${pipeline.name}: stages[${at}]`, version)),
    ...checkNative(pipeline, version),
    ...pipeline.sinks.flatMap(({ spec }, at) => sinkFindings(spec, `${pipeline.name}: sinks[${at}]`, version)),
  ]);
}

/** Each takes a watch of the API and a thread. */
const mostReaders = 8;

function podFindings(
  { name, sources }: Pick<LogPipeline<EngineName>, 'name' | 'sources'>,
  readers: readonly PodReader[],
): readonly Finding[] {
  const readsNothing = readers.length === 0 && !sources.some(({ kind }) => kind === 'files');
  return sources.flatMap(({ spec }, index): readonly Finding[] => {
    if (spec.kind !== 'pods') return [];
    const at = `${name}: sources[${index}]`;
    const count = readers.filter(({ source }) => source === index).length;
    if (count > mostReaders) return [tooMixed(at, count)];
    // What selects nothing by itself is found without an engine, unless there is nothing else.
    if (count > 0 || (!readsNothing && podSets(spec).length === 0)) return [];
    return [readBefore(at, readsNothing ? 'error' : 'warning')];
  });
}

function tooMixed(at: string, count: number): Finding {
  return {
    rule: 'vector/pod-selectors',
    severity: 'error',
    at,
    got: `${count} selectors that say which of its pods no other source reads`,
    message: `'sources' must overlap in ways that ${mostReaders} selectors of Kubernetes' can say`,
    remedy: 'tell sources apart by one label, or by except',
  };
}

function readBefore(at: string, severity: Finding['severity']): Finding {
  return {
    rule: 'vector/read-before',
    severity,
    at,
    got: 'pods that sources before it read, or that Vector leaves out',
    message: "'sources' must select some pods that are not read before",
    remedy: 'remove it, or put it first',
  };
}

function sameName(name: string): Finding {
  return {
    rule: 'vector/pipeline-name',
    severity: 'error',
    at: name,
    got: `two of the name ${name}`,
    message: "'name' must be that of one pipeline of an agent",
    remedy: 'rename one: components and checkpoints carry the name',
  };
}

function noSource(at: string, kind: string): Finding {
  return {
    rule: 'vector/source',
    severity: 'error',
    at,
    got: kind,
    message: "'sources' must be files or pods for Vector",
    remedy: 'read Source.pods(), or the files',
  };
}

function stageFindings(stage: StageSpec, at: string, version: VectorVersion): readonly Finding[] {
  const inner =
    stage.kind === 'when'
      ? stage.stages.flatMap((one, index) => stageFindings(one, `${at}.stages[${index}]`, version))
      : [];
  // The stages inside are judged by themselves.
  const own = stage.kind === 'when' ? { ...stage, stages: [] } : stage;
  return [
    ...inner,
    ...foreignCode(stage, at),
    ...namedZone(stage, at, version),
    ...exponents(stage, at, version),
    ...liveParts(own, at),
  ];
}

function foreignCode(stage: StageSpec, at: string): readonly Finding[] {
  if (stage.kind !== 'native' || stage.language === 'vector') return [];
  return [
    {
      rule: 'vector/native',
      severity: 'error',
      at,
      got: `code of ${stage.language}`,
      message: "'native' must be VRL for Vector",
      remedy: `run the pipeline on ${stage.language}, or write the stage in VRL`,
    },
  ];
}

function namedZone(stage: StageSpec, at: string, version: VectorVersion): readonly Finding[] {
  if (stage.kind !== 'time' || !isNamedZone(stage.zone) || isFrom(version, '0.44.0')) return [];
  return [
    {
      rule: 'vector/named-zone',
      severity: 'error',
      at: `${at}.zone`,
      got: `${stage.zone} for version ${version}`,
      message: "'zone' must be an offset before Vector 0.44",
      remedy: 'give an offset such as +01:00, or run a later version',
    },
  ];
}

function exponents(stage: StageSpec, at: string, version: VectorVersion): readonly Finding[] {
  if (stage.kind !== 'line' || !('json' in stage) || isFrom(version, '0.56.0')) return [];
  return [
    {
      rule: 'vector/json-exponent',
      severity: 'warning',
      at,
      got: `version ${version}`,
      message: 'numbers from 1e16 on are spelled 1e16 in a line of JSON, not 1e+16, before Vector 0.56',
      remedy: 'run a later version where that matters',
    },
  ];
}

/** A program holds no part that a chart or Flux fills in: what they put there could be more than a value. */
function liveParts(spec: unknown, at: string): readonly Finding[] {
  return livesIn(spec)
    .filter(({ reader }) => reader !== 'env')
    .map(({ reader, name }) => ({
      rule: 'vector/live-text',
      severity: 'error',
      at,
      got: `${reader} ${name}`,
      message: 'a text within a stage must have no part that a chart or Flux fills in',
      remedy: 'give it to the agent as a variable and write env(), or set it as a label by itself',
    }));
}

function livesIn(spec: unknown): readonly Live[] {
  if (spec instanceof LiveText) return livesOf(spec);
  if (typeof spec !== 'object' || spec === null) return [];
  if (isLive(spec)) return [spec];
  const plain = Array.isArray(spec) || Object.getPrototypeOf(spec) === Object.prototype;
  return plain ? Object.values(spec).flatMap(livesIn) : [];
}

function isLive(spec: object): spec is Live {
  return 'reader' in spec && 'name' in spec;
}

function sinkFindings(
  spec: LogPipeline<EngineName>['sinks'][number]['spec'],
  at: string,
  version: VectorVersion,
): readonly Finding[] {
  if (spec.kind === 'otlp' || spec.kind === 'http') {
    return [
      {
        rule: 'vector/sink',
        severity: 'error',
        at,
        got: spec.kind,
        message: "'sinks' must be loki or stdout for Vector, until its other sinks come",
        remedy: "send to Loki, such as Sink.loki({ url: 'http://…' }, …)",
      },
    ];
  }
  if (spec.kind === 'stdout') return liveParts(spec.when, at);
  const pairs = [
    ...spec.labels.map((pair) => ['labels', pair] as const),
    ...spec.structuredMetadata.map((pair) => ['structuredMetadata', pair] as const),
  ];
  const lives = pairs.flatMap(([property, [name, value]]) =>
    value.of === 'constant' && !mixed(livesIn(value.text)) ? [] : liveParts(value, `${at}.${property}.${name}`),
  );
  return [
    ...lives,
    ...liveParts(spec.when, `${at}.when`),
    ...tenant(spec.to.tenant, `${at}.to.tenant`),
    ...noMetadata(spec, at, version),
  ];
}

/** A text of which a program reads one part and a chart fills in another has no place. */
function mixed(lives: readonly Live[]): boolean {
  return lives.some(({ reader }) => reader === 'env') && lives.some(({ reader }) => reader !== 'env');
}

function tenant(text: string | LiveText | undefined, at: string): readonly Finding[] {
  try {
    through(text ?? '', vectorTemplate);
    return [];
  } catch (error) {
    if (!(error instanceof Unspellable)) throw error;
    const remedy = 'give the tenant another name';
    return [
      {
        rule: 'vector/tenant',
        severity: 'error',
        at,
        got: error.what,
        message: "'tenant' must have a spelling in a template of Vector's",
        remedy,
      },
    ];
  }
}

function noMetadata(
  spec: Extract<LogPipeline['sinks'][number]['spec'], { kind: 'loki' }>,
  at: string,
  version: VectorVersion,
): readonly Finding[] {
  if (isFrom(version, structuredMetadataSince)) return [];
  const names = spec.structuredMetadata.map(([name]) => name);
  const later = `Vector ${shortOf(structuredMetadataSince)} or later`;
  const found = { at: `${at}.structuredMetadata`, remedy: `run ${later}` };
  if (names.length === 0) {
    return [
      {
        ...found,
        rule: 'vector/tie-break',
        severity: 'warning',
        got: `version ${version}`,
        message: 'equal lines of equal times need structured metadata to tell them apart, or Loki keeps one of them',
      },
    ];
  }
  return [
    {
      ...found,
      rule: 'vector/structured-metadata',
      severity: 'error',
      got: `${names.join(', ')} for version ${version}`,
      message: `'structuredMetadata' must go to ${later}`,
      remedy: `run ${later}, or put the values into the line`,
    },
  ];
}
