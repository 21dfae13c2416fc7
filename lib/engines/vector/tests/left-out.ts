import type { ExampleSpec, ExpectedSpec } from '../../../pipeline/example-spec';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { LogRecord, Origin } from '../../../pipeline/record';
import type { StageSpec } from '../../../pipeline/stage-spec';
import type { TestTopology } from './test-topology';

/** Why Vector cannot test an example as it is meant; undefined where it can. */
export function whyLeftOut(
  example: ExampleSpec,
  { stages }: Pick<LogPipeline<'vector'>, 'stages'>,
  topology: TestTopology,
  variables: readonly string[],
): string | undefined {
  const records = [...example.records];
  if (records.length === 0) return 'it has no record';
  for (const [index, record] of records.entries()) {
    const reason = ofRecord(record, topology);
    if (reason !== undefined) return `record ${index + 1} ${reason}`;
  }
  const specs = stages.flatMap(({ spec }) => [...withInner(spec)]);
  return byClock(specs, records.length) ?? byVariable(example.ships, variables) ?? noMetric(example, topology);
}

function ofRecord({ line, fields, origin = {} }: LogRecord, { entrances, longest }: TestTopology): string | undefined {
  const { path, ...others } = origin;
  const [other] = Object.keys(others);
  if (path === undefined && other === undefined) {
    return 'has no path, which a source of files always knows, and nothing of a pod: records([…], { path })';
  }
  if (path !== undefined && other !== undefined) return `has a ${other}, which a source of files never knows`;
  if (entrances(origin).length === 0) return `is of ${path ?? podName(origin)}, which no source reads`;
  if (Buffer.byteLength(line) > longest(origin)) return 'is longer than maxLineBytes, and so never read';
  return fields === undefined ? undefined : 'has fields of its own, which no source gives';
}

function podName({ namespace = '(no namespace)', pod = '(no name)' }: Origin): string {
  return `the pod ${namespace}/${pod}`;
}

function byClock(stages: readonly StageSpec[], records: number): string | undefined {
  for (const stage of stages) {
    if (stage.kind === 'throttle' && records > stage.linesPerSecond) return 'throttle goes by the time of arrival';
    if (stage.kind === 'sample' && stage.first !== undefined && records > 1) {
      return "the periods of sample's first go by the time of arrival";
    }
  }
  return undefined;
}

/** `run` shows what a variable will hold as `${NAME}`. */
function byVariable(ships: readonly ExpectedSpec[], variables: readonly string[]): string | undefined {
  const texts = ships.flatMap(({ facts }) =>
    facts.flatMap(({ must }) => (must.be === 'value' && typeof must.value === 'string' ? [must.value] : [])),
  );
  const known = variables.find((name) => texts.some((text) => text.includes(`\${${name}}`)));
  return known === undefined ? undefined : `it expects what the variable ${known} holds, which only the agent knows`;
}

function noMetric({ counts }: ExampleSpec, { metric }: TestTopology): string | undefined {
  const missing = counts.find(([name, count]) => count > 0 && metric(name).length === 0);
  return missing === undefined ? undefined : `nothing here makes the metric ${missing[0]}`;
}

function* withInner(stage: StageSpec): Generator<StageSpec> {
  yield stage;
  if (stage.kind === 'when') for (const inner of stage.stages) yield* withInner(inner);
}
