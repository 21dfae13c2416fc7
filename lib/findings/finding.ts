/** How bad a finding is: an `error` fails the synth, a `warning` is told there, and by `try` and `check`. */
export type Severity = 'error' | 'warning';

/** A rule's id, `<folder>/<rule>`: public contract, never renamed. */
export type RuleId = `${string}/${string}`;

/** What is wrong, where, and what to do about it. */
export interface Finding {
  /** Which rule found it, such as `loki/label-limit`. */
  readonly rule: RuleId;
  /** Whether the synth fails by it. */
  readonly severity: Severity;
  /** The place in the user's terms, outermost first: `airflow-tasks: sinks[0].labels`. */
  readonly at: string;
  /** What was found there. */
  readonly got: string;
  /** The rule itself, lower-case, without a full stop: `'labels' must be at most 15`. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** One line for people: `rule: message, got …; remedy (at …)`. */
export function printFinding(finding: Finding): string {
  const { rule, message, got, remedy, at } = finding;
  return `${rule}: ${message}, got ${got}; ${remedy} (at ${at})`;
}

/** Thrown where a configuration is asked for that has errors; carries all of them. */
export class FindingsError extends Error {
  /** Tells it from other errors. */
  override readonly name = 'FindingsError';

  constructor(readonly findings: readonly Finding[]) {
    super(findings.map(printFinding).join('\n'));
  }

  /** Throws with all errors among `findings`, or returns where there are none. */
  static throwIfAny(findings: readonly Finding[]): void {
    const errors = findings.filter((finding) => finding.severity === 'error');
    if (errors.length > 0) throw new FindingsError(errors);
  }
}
