import { re2 } from '../../languages/regex/regex';
import { allOf, not } from '../../pipeline/condition';
import { field, line } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { NonEmpty } from '../../pipeline/non-empty';

/**
 * Fields of a line of text, as ComfyUI, Python's logging and Node print it: `timestamp`, `level`, `job_id`, `trace_id`, `span_id`, and
 * `prompt_seconds` of `Prompt executed in 12.34 seconds`.
 */
export function textStages(): NonEmpty<Stage> {
  const level = field('level');
  return [
    // 2026-11-21 00:27:07,856 - root - ERROR - …    [2026-11-21 00:27:07.856] got prompt    ERROR:root:…    [ERROR] …    INFO:     …
    Stage.parseRegex(
      re2`^(?:\[?(?<timestamp>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\]?[ :]+(?:- )?)?(?:[\w.]+ - )?\[?(?<level>TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL)(?:[\]:\s]|$)`,
    ),
    Stage.when(
      not(field('timestamp').exists()),
      Stage.parseRegex(
        re2`^\[?(?<timestamp>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)[\]: ]`,
      ),
    ),
    Stage.parseRegex(re2`\b(?:job|prompt)_?[iI]d["']?\s*[=:]\s*["']?(?<job_id>[\w-]{4,64})`),
    Stage.when(not(field('job_id').exists()), Stage.parseRegex(re2`\b(?<job_id>job_[\w-]{4,64})`)),
    Stage.parseRegex(re2`\btrace_?[iI]d["']?\s*[=:]\s*["']?(?<trace_id>[0-9A-Fa-f]{32})\b`),
    // W3C's traceparent.
    Stage.parseRegex(re2`\b00-(?<trace_id>[0-9a-f]{32})-(?<span_id>[0-9a-f]{16})-[0-9a-f]{2}\b`),
    Stage.parseRegex(re2`^(?:\[[^\]]*\] )?Prompt executed in (?<prompt_seconds>\d+(?:\.\d+)?) seconds`),
    Stage.when(allOf(not(level.exists()), looksWrong()), Stage.set({ level: 'error' })),
    Stage.when(allOf(not(level.exists()), looksOdd()), Stage.set({ level: 'warn' })),
  ];
}

/** What interpreters, drivers and shells print where a program broke. */
function looksWrong() {
  return line.matches(
    new RegExp(
      [
        String.raw`(?:^|\n)Traceback \(most recent call last\):`,
        // RangeError: …    Uncaught Error: …    torch.OutOfMemoryError: …    AssertionError [ERR_ASSERTION]: …
        String.raw`(?:^|\n)(?:Uncaught )?(?:[A-Za-z_]\w*\.)*[A-Za-z_]*(?:Error|Exception)(?: \[\w+\])?: `,
        // requests.exceptions.ReadTimeout: …
        String.raw`(?:^|\n)(?:[a-z_]\w*\.)+[A-Z]\w*: `,
        // A stack of Node's.
        String.raw`\n +at \S.*:\d+:\d+`,
        String.raw`^!!! Exception`,
        String.raw`^FATAL ERROR: `,
        String.raw`^(?:Segmentation fault|Killed|Aborted|Bus error)\b`,
        String.raw`^terminate called`,
      ].join('|'),
    ),
  );
}

function looksOdd() {
  return line.matches(re2`^(?:Warning: |\(node:\d+\) .*Warning: |\S+:\d+: \w*Warning: |\[W\d+ )`);
}
