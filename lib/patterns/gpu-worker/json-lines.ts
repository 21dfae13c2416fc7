import { re2 } from '../../languages/regex/regex';
import { allOf, not } from '../../pipeline/condition';
import { levels } from '../../pipeline/level-table';
import { field, firstOf, line } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { NonEmpty } from '../../pipeline/non-empty';

/**
 * Fields of a line that is one JSON object, under one name whichever logger wrote it: `message`, `timestamp`, `level`, `job_id`,
 * `trace_id`, `span_id`; of an error object `exception.type`, `exception.message` and `exception.stacktrace`.
 */
export function jsonStages(): NonEmpty<Stage> {
  return [
    Stage.parseJson(),
    // What is printed right behind the line belongs to its entry.
    Stage.when(
      line.matches(re2`^\{.*\}\s*\n`),
      Stage.parseRegex(re2`^(?<json_line>\{.*\})\s*\n`),
      Stage.parseJson({ from: field('json_line') }),
      Stage.remove('json_line'),
    ),
    ...promoted('message', 'msg', 'event'),
    ...promoted('timestamp', 'time', 'ts'),
    ...promoted('level', 'levelname', 'severity'),
    ...promoted('job_id', 'jobId', 'prompt_id'),
    ...promoted('trace_id', 'traceId'),
    ...promoted('span_id', 'spanId'),
    Stage.when(field('level').atLeast(10), ...pinoLevels()),
    Stage.set({
      'exception.type': firstOf(field('error', 'name'), field('err', 'type')),
      'exception.message': firstOf(field('error', 'message'), field('err', 'message')),
      'exception.stacktrace': firstOf(field('error', 'stack'), field('err', 'stack')),
    }),
  ];
}

/** The first of the others takes the name, unless it is taken. */
function promoted(name: string, ...others: NonEmpty<string>): readonly Stage[] {
  return others.map((other) =>
    Stage.when(allOf(field(other).exists(), not(field(name).exists())), Stage.rename({ [other]: name })),
  );
}

/** Pino writes levels as numbers: 10 is trace, 60 fatal. */
function pinoLevels(): NonEmpty<Stage> {
  const [first, ...others] = levels.map((level, index) =>
    Stage.when(field('level').is(10 * (index + 1)), Stage.set({ level })),
  );
  return [first as Stage, ...others];
}
