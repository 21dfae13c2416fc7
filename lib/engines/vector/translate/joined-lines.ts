import { comment, vrl } from '../../../languages/vrl';
import type { StageOf, StageSpec } from '../../../pipeline/stage-spec';
import type { NonEmpty, Output } from '../config/component';
import { reduce } from '../config/reduce';
import { remap } from '../config/remap';
import { replace } from './fields';
import { observedTime } from './origins';
import type { Origins } from './origins';
import { event, Program } from './program';
import type { Reading } from './sources';

/** What every line goes through before any stage, as statements. */
export function readLine(program: Program, maxLineBytes: number): void {
  const { line } = program;
  program.add(
    comment('A carriage return before the end of the line is not part of it'),
    vrl`if ends_with(line, "\r") { ${program.setLine(vrl`slice!(${line}, 0, -1)`)} }`,
    // The source is told one byte more, for the carriage return.
    vrl`if length(line) > ${maxLineBytes} { abort }`,
    comment('Bytes that are not UTF-8, which any replace reads as U+FFFD: one for each run of them'),
    vrl`if replace(line, ${'\ufffd'}, ${'\ufffd'}) != line { ${program.setLine(vrl`replace(line, r'\x{fffd}+', ${'\ufffd'})`)} }`,
  );
}

/** The longest that pauses are not noticed. */
const flushPeriodMs = 100;

/** Lines made one, after what is done to each of them. */
export function joinLines(
  name: string,
  { firstLine, maxLines, maxWaitMs }: StageOf<'joinLines'>,
  before: readonly StageSpec[],
  { outputs: inputs, prepare }: Reading,
  origins: Origins,
): Output {
  const program = new Program({ mayHoldNumbers: () => false, origins });
  prepare?.(program);
  if (origins.pods) {
    program.add(
      comment('Lines of a container are in one file after the other'),
      vrl`.log = string!(.file)`,
      vrl`if exists(.stream) { .log = replace(.log, r'/[^/]*$', "") }`,
    );
  }
  for (const stage of before) if (stage.kind === 'replace') replace(stage, program);
  const lines: NonEmpty<Output> = program.isEmpty
    ? inputs
    : [remap(`${name}_lines`, { inputs, source: program.whole })];
  return reduce(`${name}_joined`, {
    inputs: lines,
    groupBy: origins.pods ? ['log', 'stream'] : ['file'],
    startsWhen: vrl`match(string!(${event.message}), ${firstLine})`,
    maxEvents: maxLines,
    expireAfterMs: maxWaitMs,
    flushPeriodMs: Math.min(flushPeriodMs, maxWaitMs),
    mergeStrategies: {
      message: 'concat_newline',
      timestamp: 'discard',
      offset: 'discard',
      source_type: 'discard',
      ...(origins.pods ? { file: 'discard', kubernetes: 'discard', [observedTime]: 'discard' } : {}),
    },
  });
}
