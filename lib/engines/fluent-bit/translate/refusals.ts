import type { Finding } from '../../../findings/finding';
import { shown } from '../../../findings/shown';
import { Regex } from '../../../languages/regex/regex';
import { checkNative } from '../../../pipeline/check/check-native';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { StageSpec } from '../../../pipeline/stage-spec';
import type { SinkSpec } from '../../../pipeline/sink-spec';
import { LiveText, livesOf } from '../../../text/live-text';
import type { Live } from '../../../text/live-text';
import { areApart } from '../../glob';
import { isTooLarge } from '../lua/pattern';
import type { PatternUse } from '../lua/pattern/program';
import { dividable, httpTarget } from './http-target';

type Pipelines = readonly LogPipeline<EngineName>[];

/** What Fluent Bit, or this translation, cannot do of the pipelines; what it would do otherwise is never done in silence. */
export function refusals(pipelines: Pipelines): readonly Finding[] {
  const names = pipelines.map(({ name }) => name);
  const metrics = new Map<string, string>();
  return [
    ...pipelines.flatMap((pipeline, index) => [
      ...(names.indexOf(pipeline.name) < index ? [sameName(pipeline.name)] : []),
      ...pipeline.stages.flatMap(({ spec }, at) => stageFindings(spec, `${pipeline.name}: stages[${at}]`, metrics)),
      ...checkNative(pipeline),
      ...pipeline.sinks.flatMap(({ spec }, at) => sinkFindings(spec, `${pipeline.name}: sinks[${at}]`)),
    ]),
    ...readTwice(pipelines),
    ...besidePods(pipelines),
  ];
}

function sameName(name: string): Finding {
  return {
    rule: 'fluent-bit/pipeline-name',
    severity: 'error',
    at: name,
    got: `two of the name ${name}`,
    message: "'name' must be that of one pipeline of an agent",
    remedy: 'rename one: tags and positions carry the name',
  };
}

function stageFindings(stage: StageSpec, at: string, metrics: Map<string, string>): readonly Finding[] {
  const inner =
    stage.kind === 'when'
      ? stage.stages.flatMap((one, index) => stageFindings(one, `${at}.stages[${index}]`, metrics))
      : [];
  // The stages inside are judged by themselves.
  const own = stage.kind === 'when' ? { ...stage, stages: [] } : stage;
  const use = stage.kind.startsWith('parse') ? 'groups' : stage.kind === 'replace' ? 'replace' : 'test';
  return [
    ...inner,
    ...code(stage, at),
    ...metricName(stage, at, metrics),
    ...patternSizes(own, use, at),
    ...liveParts(own, at),
  ];
}

function code(stage: StageSpec, at: string): readonly Finding[] {
  if (stage.kind !== 'native') return [];
  return [
    {
      rule: 'fluent-bit/native',
      severity: 'error',
      at,
      got: `code of ${stage.language}`,
      message: "'native' has no meaning in a pipeline that Fluent Bit runs",
      remedy:
        stage.language === 'fluent-bit'
          ? 'say it with other stages, or give a filter of your own to a FluentBitConfig'
          : `run the pipeline on ${stage.language}, or say it with other stages`,
    },
  ];
}

/** Fluent Bit puts a name together of three parts, of which the first may be empty, and serves two of one name as they are. */
function metricName(stage: StageSpec, at: string, metrics: Map<string, string>): readonly Finding[] {
  if (stage.kind !== 'count' && stage.kind !== 'measure') return [];
  const first = metrics.get(stage.metric);
  metrics.set(stage.metric, first ?? at);
  const isDividable = /^[^_]+_./.test(stage.metric);
  if (first === undefined && isDividable) return [];
  return [
    {
      rule: 'fluent-bit/metric-name',
      severity: 'error',
      at,
      got: stage.metric,
      message:
        first === undefined
          ? "'metric' must have a _ between its words, since Fluent Bit puts one after a first part"
          : "'metric' must be counted or measured in one place of an agent's pipelines",
      remedy:
        first === undefined
          ? `name it ${stage.metric.replace(/^_+/, '') || 'lines'}_total`
          : `rename it; ${first} has that name`,
    },
  ];
}

/** A program holds no part that a chart or Flux fills in: what they put there could be more than a value. */
function liveParts(spec: unknown, at: string): readonly Finding[] {
  return livesIn(spec)
    .filter(({ reader }) => reader !== 'env')
    .map(({ reader, name }) => ({
      rule: 'fluent-bit/live-text',
      severity: 'error',
      at,
      got: `${reader} ${name}`,
      message: 'a text within a stage must have no part that a chart or Flux fills in',
      remedy: 'give it to the agent as a variable and write env(), or set it as a label by itself',
    }));
}

/** A pattern becomes a program of bytes, in which a large class stands as often as it is repeated. */
function patternSizes(spec: unknown, use: PatternUse, at: string): readonly Finding[] {
  return regexesIn(spec)
    .filter((regex) => isTooLarge(regex, use))
    .map(({ source }) => ({
      rule: 'fluent-bit/pattern-size',
      severity: 'error',
      at,
      got: shown(source),
      message: "'pattern' must be of less than 20,000 steps, each a byte or a choice, for Fluent Bit",
      remedy: 'repeat fewer times, write a smaller class such as [a-z], or run the pipeline on vector or alloy',
    }));
}

function regexesIn(spec: unknown): readonly Regex[] {
  if (spec instanceof Regex) return [spec];
  return isPlain(spec) ? Object.values(spec).flatMap(regexesIn) : [];
}

/** All live parts of a value's texts. */
export function livesIn(spec: unknown): readonly Live[] {
  if (spec instanceof LiveText) return livesOf(spec);
  if (typeof spec !== 'object' || spec === null) return [];
  if ('reader' in spec && 'name' in spec) return [spec as Live];
  return isPlain(spec) ? Object.values(spec).flatMap(livesIn) : [];
}

/** Whether it is data: no text with live parts, no pattern. */
function isPlain(spec: unknown): spec is object {
  if (typeof spec !== 'object' || spec === null) return false;
  return Array.isArray(spec) || Object.getPrototypeOf(spec) === Object.prototype;
}

function sinkFindings(spec: SinkSpec, at: string): readonly Finding[] {
  if (spec.kind === 'http') {
    return [
      {
        rule: 'fluent-bit/sink',
        severity: 'error',
        at,
        got: spec.kind,
        message: "'sinks' must be loki, otlp or stdout for Fluent Bit, whose HTTP output writes its own JSON",
        remedy: "send to a receiver of OpenTelemetry's, such as Sink.otlp('http://…/v1/logs', …)",
      },
    ];
  }
  const url = spec.kind === 'loki' ? spec.to.url : spec.kind === 'otlp' ? spec.url : undefined;
  return [
    ...liveParts(spec.when, `${at}.when`),
    ...patternSizes(spec.when, 'test', `${at}.when`),
    ...(url === undefined || httpTarget(url) !== undefined
      ? []
      : [wholeUrl(`${at}.${spec.kind === 'loki' ? 'to.' : ''}url`, livesOf(url))]),
  ];
}

function wholeUrl(at: string, lives: readonly Live[]): Finding {
  return {
    rule: 'fluent-bit/url',
    severity: 'error',
    at,
    got: lives.map(({ reader, name }) => `${reader} ${name}`).join(', ') || 'a host that is none',
    message: `'url' must ${dividable}: Fluent Bit takes host, port and path apart`,
    remedy: "write text`http://${env('LOKI_HOST')}:3100`",
  };
}

/** A port is listened at once, and the journal is read by one. */
function readTwice(pipelines: Pipelines): readonly Finding[] {
  const all = placed(pipelines);
  return (['docker', 'journal'] as const).flatMap((kind) => {
    const [, ...others] = all.filter(({ spec }) => spec.kind === kind);
    return others.map(({ at }) => ({
      rule: 'fluent-bit/source',
      severity: 'error' as const,
      at,
      got: `a second source of ${kind}`,
      message: `'sources' must have ${kind} once in an agent`,
      remedy: 'put the stages of both into one pipeline, each in a when',
    }));
  });
}

/** Where containers' files are, and links to them. */
const podFiles = ['/var/log/pods/*/*/*.log', '/var/log/containers/*.log', '/var/lib/docker/containers/*/*.log'];

/** A line must be read once, and a path does not say which pods a source selects by their labels. */
function besidePods(pipelines: Pipelines): readonly Finding[] {
  const all = placed(pipelines);
  const pods = all.find(({ spec }) => spec.kind === 'pods');
  if (pods === undefined) return [];
  return all.flatMap(({ spec, at }): readonly Finding[] => {
    if (spec.kind !== 'files' || podFiles.every((glob) => areApart(spec.glob, glob))) return [];
    return [
      {
        rule: 'fluent-bit/overlap',
        severity: 'error',
        at,
        got: `${spec.glob} beside ${pods.at}`,
        message: "'sources' of files must be none of those that a source of pods reads",
        remedy: 'read them as pods, or make the glob begin with another folder',
      },
    ];
  });
}

function placed(pipelines: Pipelines) {
  return pipelines.flatMap(({ name, sources }) =>
    sources.map(({ spec }, index) => ({ spec, at: `${name}: sources[${index}]` })),
  );
}
