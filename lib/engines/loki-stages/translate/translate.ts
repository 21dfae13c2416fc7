import { Duration, Size } from 'cdk8s';
import type { EngineName } from '../../../pipeline/engine-name';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { SinkOf } from '../../../pipeline/sink-spec';
import type { StageOf, StageSpec } from '../../../pipeline/stage-spec';
import { jsonFields } from '../../json-fields';
import { LokiStage } from '../loki-stage';
import { promtailDialect } from './dialect';
import type { Dialect } from './dialect';
import { lokiEntry } from './entry';
import type { Origin } from './origin';
import { printsJson, readFields } from './read-fields';
import { addStage } from './stages';
import { Topology } from './topology';
import type { FamilyStage } from './topology';
import { quote } from '../../../languages/go-template/quote';

/** What a source's lines are to a pipeline's stages. */
export interface ReadLines {
  readonly origin: Origin;
  /** What makes lines of what is read, such as `cri`. */
  readonly first: readonly LokiStage[];
  readonly maxLineBytes: number;
  /** @default - Promtail's */
  readonly dialect?: Dialect;
}

/**
 * A pipeline's stages, and what its sink sends, as stages of Promtail and Alloy.
 *
 * What records are made into is worked out by programs of the template stage (see `Program`), each of which prints one JSON
 * object; the stages `json`, `labels`, `structured_metadata`, `timestamp`, `output` and `drop` then do what it says. A
 * pattern or a text that must be JSON is a stage of its own before the program, so that it is compiled once and judged by
 * Go's own parsers. Names of fields stay within the programs: the extracted map has generated names alone.
 */
export function familyStages(
  pipeline: Pick<LogPipeline<EngineName>, 'stages'>,
  sink: SinkOf<'loki'>,
  lines: ReadLines,
): readonly FamilyStage[] {
  const { read, topology, setsTime } = begin(pipeline, [sink], lines);
  lokiEntry(sink, topology, setsTime);
  return [...read, ...topology.stages];
}

/** The same for an agent that has no code of Alloy's; refusals name it. */
export function lokiStages(...given: Parameters<typeof familyStages>): readonly LokiStage[] {
  return familyStages(...given).filter((stage) => LokiStage.is(stage));
}

/** The same for several sinks, whose records are to be the same: the pipeline's stages, and then each sink's own. */
export function sharedLokiStages(
  pipeline: Pick<LogPipeline<EngineName>, 'stages'>,
  sinks: readonly SinkOf<'loki'>[],
  lines: ReadLines,
): { readonly shared: readonly FamilyStage[]; readonly own: readonly (readonly FamilyStage[])[] } {
  const { read, topology, setsTime } = begin(pipeline, sinks, lines);
  const labels = topology.handOver();
  const own = sinks.map((sink) => {
    const next = topology.next();
    lokiEntry(sink, next, setsTime);
    return [LokiStage.labelDrop({ values: labels }), ...next.stages];
  });
  return { shared: [...read, ...topology.stages], own };
}

function begin(
  pipeline: Pick<LogPipeline<EngineName>, 'stages'>,
  sinks: readonly SinkOf<'loki'>[],
  lines: ReadLines,
): { readonly read: readonly FamilyStage[]; readonly topology: Topology; readonly setsTime: boolean } {
  const stages = pipeline.stages.map(({ spec }) => spec);
  const joinAt = stages.findIndex(({ kind }) => kind === 'joinLines');
  const join = stages[joinAt];
  const { dialect = promtailDialect } = lines;
  const surroundings = {
    origin: lines.origin,
    dialect,
    mayHoldJson: jsonFields(stages),
    readFields: readFields(stages, sinks),
    printsJson: printsJson(stages),
  };
  const topology = new Topology(surroundings);
  for (const stage of stages.slice(joinAt + 1)) addStage(stage, topology);
  const read = [
    ...lines.first,
    ...(dialect.keepsCarriageReturn ? [cutCarriageReturn] : []),
    ...readLine(lines.maxLineBytes),
    ...(join?.kind === 'joinLines' ? joinLines(join, stages.slice(0, joinAt), new Topology(surroundings)) : []),
    LokiStage.labelDrop({ values: lines.origin.labels }),
  ];
  return { read, topology, setsTime: stages.some(setsTime) };
}

/** It is not part of the line. */
const cutCarriageReturn = LokiStage.replace({ expression: '(\\r)$', replace: '' });

/** One line as the model has it: no longer than the limit, in UTF-8. */
function readLine(maxLineBytes: number): readonly LokiStage[] {
  return [
    LokiStage.drop({ longerThan: Size.kibibytes(maxLineBytes / 1024), dropCounterReason: 'line_too_long' }),
    // Go's JSON shows a byte that is no UTF-8 as an escape, and the character itself as it is.
    LokiStage.template({
      source: 'line',
      template: `{{ if contains ${quote('\\ufffd')} (toJson .Entry) }}{{ regexReplaceAllLiteral ${quote('[\\x{FFFD}]+')} .Entry ${quote('\ufffd')} }}{{ end }}`,
    }),
    LokiStage.output({ source: 'line' }),
  ];
}

function joinLines(
  { firstLine, maxWaitMs, maxLines }: StageOf<'joinLines'>,
  before: readonly StageSpec[],
  topology: Topology,
): readonly FamilyStage[] {
  for (const stage of before) addStage(stage, topology);
  topology.flush();
  return [
    ...topology.stages,
    LokiStage.multiline({
      firstline: firstLine.toGo(),
      maxWaitTime: Duration.millis(maxWaitMs),
      maxLines,
      ...topology.dialect.multiline,
    }),
  ];
}

function setsTime(stage: StageSpec): boolean {
  return stage.kind === 'time' || (stage.kind === 'when' && stage.stages.some(setsTime));
}
