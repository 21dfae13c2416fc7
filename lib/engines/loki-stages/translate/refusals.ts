import type { Finding } from '../../../findings/finding';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { StageSpec } from '../../../pipeline/stage-spec';
import { LiveText, livesOf } from '../../../text/live-text';
import type { Live } from '../../../text/live-text';

/** Who refuses, and who else there is. */
export interface Refuser {
  /** Begins the rules' names. */
  readonly engine: 'promtail' | 'alloy';
  readonly others: string;
}

/** What the family of stages cannot do of the pipelines. */
export function stageRefusals(pipelines: readonly LogPipeline<EngineName>[], refuser: Refuser): readonly Finding[] {
  const metrics = new Map<string, string>();
  return pipelines.flatMap((pipeline) =>
    pipeline.stages.flatMap(({ spec }, index) => {
      const at = `${pipeline.name}: stages[${index}]`;
      return stageFindings(spec, at, refuser, metrics);
    }),
  );
}

function stageFindings(
  stage: StageSpec,
  at: string,
  refuser: Refuser,
  metrics: Map<string, string>,
): readonly Finding[] {
  const inner =
    stage.kind === 'when'
      ? stage.stages.flatMap((one, index) => stageFindings(one, `${at}.stages[${index}]`, refuser, metrics))
      : [];
  // The stages inside are judged by themselves.
  const own = stage.kind === 'when' ? { ...stage, stages: [] } : stage;
  return [
    ...inner,
    ...foreignCode(stage, at, refuser),
    ...metricTwice(stage, at, refuser, metrics),
    ...largeNumbers(own, at, refuser),
    ...liveParts(own, at, refuser),
  ];
}

function foreignCode(stage: StageSpec, at: string, { engine, others }: Refuser): readonly Finding[] {
  if (stage.kind === 'when')
    return stage.stages.flatMap((one, index) => codeWithin(one, `${at}.stages[${index}]`, engine));
  if (stage.kind !== 'native' || stage.language === engine) return [];
  return [
    {
      rule: `${engine}/native`,
      severity: 'error',
      at,
      got: `code of ${stage.language}`,
      message: `'native' has no meaning in a pipeline that ${engine} runs`,
      remedy: `run the pipeline on ${stage.language === 'vector' ? 'Vector' : others}, or say it with other stages`,
    },
  ];
}

/** The agents have no block of stages that keeps the order of lines. */
function codeWithin(stage: StageSpec, at: string, engine: string): readonly Finding[] {
  if (stage.kind !== 'native' || stage.language !== engine) return [];
  return [
    {
      rule: `${engine}/native-within`,
      severity: 'error',
      at,
      got: `code of ${engine} within when`,
      message: "'native' must stand by itself, not within 'when'",
      remedy: 'move it out, and let its own stages choose the lines',
    },
  ];
}

/** A name is registered once in the whole agent, which does not start otherwise. */
function metricTwice(
  stage: StageSpec,
  at: string,
  { engine }: Refuser,
  metrics: Map<string, string>,
): readonly Finding[] {
  if (stage.kind !== 'count' && stage.kind !== 'measure') return [];
  const first = metrics.get(stage.metric);
  metrics.set(stage.metric, first ?? at);
  const isSplit = /^[A-Za-z_:].*[A-Za-z_:]/.test(stage.metric);
  if (first === undefined && isSplit) return [];
  return [
    {
      rule: `${engine}/metric-name`,
      severity: 'error',
      at,
      got: stage.metric,
      message:
        first === undefined
          ? "'metric' must have two letters, since the agent puts a prefix before every name"
          : "'metric' must be counted or measured in one place of an agent's pipelines",
      remedy: first === undefined ? 'give it a longer name' : `rename it; ${first} has that name`,
    },
  ];
}

/** Numbers are compared as floats, which tell no whole numbers apart beyond 2^53. */
function largeNumbers(spec: unknown, at: string, { engine, others }: Refuser): readonly Finding[] {
  return numbersIn(spec)
    .filter((value) => Math.abs(value) >= 2 ** 53)
    .map((value) => ({
      rule: `${engine}/large-number`,
      severity: 'error',
      at,
      got: String(value),
      message: 'a number that is compared with must be less than 2^53',
      remedy: `run the pipeline on ${others === 'Vector' ? others : 'Vector'}, or compare with text`,
    }));
}

function numbersIn(spec: unknown): readonly number[] {
  if (typeof spec !== 'object' || spec === null) return [];
  if ('test' in spec && spec.test === 'is') {
    return (spec as unknown as { readonly values: readonly unknown[] }).values.filter(
      (value) => typeof value === 'number',
    );
  }
  const plain = Array.isArray(spec) || Object.getPrototypeOf(spec) === Object.prototype;
  return plain ? Object.values(spec).flatMap(numbersIn) : [];
}

/** A program holds no part that a chart or Flux fills in: what they put there could be more than a value. */
function liveParts(spec: unknown, at: string, { engine }: Refuser): readonly Finding[] {
  return livesIn(spec)
    .filter(({ reader }) => reader !== 'env')
    .map(({ reader, name }) => ({
      rule: `${engine}/live-text`,
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
  if ('reader' in spec && 'name' in spec) return [spec as Live];
  const plain = Array.isArray(spec) || Object.getPrototypeOf(spec) === Object.prototype;
  return plain ? Object.values(spec).flatMap(livesIn) : [];
}
