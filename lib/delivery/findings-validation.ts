import { printFinding } from '../findings/finding';
import type { IConstruct } from 'constructs';
import type { Finding } from '../findings/finding';

/**
 * Makes the errors among the findings fail the synth, all at once and with the construct's path. Warnings have no way through
 * cdk8s; `check` and `try` report them.
 */
export function addFindings(construct: IConstruct, findings: () => readonly Finding[]): void {
  construct.node.addValidation({
    validate: () =>
      findings()
        .filter((finding) => finding.severity === 'error')
        .map(printFinding),
  });
}
