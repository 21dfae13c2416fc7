import { printFinding } from '../findings/finding';
import type { IConstruct } from 'constructs';
import type { Finding } from '../findings/finding';

/**
 * Makes the errors among the findings fail the synth, all at once and with the construct's path. Warnings have no way through
 * cdk8s; `check` and `try` report them.
 *
 * @param madeFrom - all that the findings hang on. cdk8s validates once for each chart of an app: while each of these is what it
 *   was the last time, the findings are too, and are not asked for again. Without it they always are
 */
export function addFindings(
  construct: IConstruct,
  findings: () => readonly Finding[],
  madeFrom?: () => readonly unknown[] | undefined,
): void {
  let last: { readonly from: readonly unknown[]; readonly errors: readonly string[] } | undefined;
  construct.node.addValidation({
    validate: () => {
      const from = madeFrom?.();
      if (from !== undefined && last !== undefined && isSame(from, last.from)) return [...last.errors];
      const errors = findings()
        .filter((finding) => finding.severity === 'error')
        .map(printFinding);
      last = from === undefined ? undefined : { from, errors };
      return [...errors];
    },
  });
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => Object.is(one, others[index]));
}
