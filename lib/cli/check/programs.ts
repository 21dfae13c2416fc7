import { alloyJudge } from '../../engines/alloy/judge';
import { fluentBitJudge } from '../../engines/fluent-bit/judge';
import type { JudgedProgram } from '../../engines/judge';
import { promtailJudge } from '../../engines/promtail/judge';
import { vectorJudge } from '../../engines/vector/judge';

/** The programs whose configurations are looked for. Those without a judge are named, and not judged. */
export const programs: readonly JudgedProgram[] = Object.freeze([
  vectorJudge,
  alloyJudge,
  promtailJudge,
  fluentBitJudge,
  {
    name: 'loki',
    file: /\.ya?ml$/,
    conventional: /^loki\.ya?ml$/,
    looksLike: (value) =>
      'schema_config' in value && ['common', 'ingester', 'server', 'auth_enabled'].some((key) => key in value),
  },
]);

/** A program by its name. */
export function programNamed(name: string): JudgedProgram | undefined {
  return programs.find((program) => program.name === name);
}
