import { lokiJudge } from '../../backends/loki/judge';
import { alloyJudge } from '../../engines/alloy/judge';
import { fluentBitJudge } from '../../engines/fluent-bit/judge';
import type { JudgedProgram } from '../../engines/judge';
import { promtailJudge } from '../../engines/promtail/judge';
import { vectorJudge } from '../../engines/vector/judge';

/** The programs whose configurations are looked for. */
export const programs: readonly JudgedProgram[] = Object.freeze([
  vectorJudge,
  alloyJudge,
  promtailJudge,
  fluentBitJudge,
  lokiJudge,
]);

/** A program by its name. */
export function programNamed(name: string): JudgedProgram | undefined {
  return programs.find((program) => program.name === name);
}
