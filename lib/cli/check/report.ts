import type { Outcome } from './judging';
import type { CheckFinding } from './source-file';

/** What `check` has to say. */
export interface Report {
  readonly outcomes: readonly Outcome[];
  /** Files and texts that cannot be read. */
  readonly findings: readonly CheckFinding[];
  /** What holds for all of it. */
  readonly notes: readonly string[];
}

/** All findings, those of the files first. */
export function allFindings({ outcomes, findings }: Report): readonly CheckFinding[] {
  return [...findings, ...outcomes.flatMap((outcome) => outcome.findings)];
}

/** How many there are of each. */
export function count(
  report: Report,
): Readonly<Record<'configurations' | 'judged' | 'partly' | 'errors' | 'warnings', number>> {
  const found = allFindings(report);
  return {
    configurations: report.outcomes.length,
    judged: report.outcomes.filter(({ unjudged }) => unjudged === undefined).length,
    /** Of those that are judged, the ones without the real program. */
    partly: report.outcomes.filter(({ isPartial }) => isPartial).length,
    errors: found.filter(({ severity }) => severity === 'error').length,
    warnings: found.filter(({ severity }) => severity === 'warning').length,
  };
}
