import { printFinding } from '../findings/finding';
import type { IConstruct } from 'constructs';
import type { Finding } from '../findings/finding';

const kept = new WeakMap<IConstruct, (() => readonly Finding[])[]>();

/** All that was found of a construct, warnings too; nothing of those inside it. */
export function findingsAt(construct: IConstruct): readonly Finding[] {
  return (kept.get(construct) ?? []).flatMap((findings) => findings());
}

/**
 * Makes the errors among the findings fail the synth, all at once and with the construct's path. Warnings have no way through
 * cdk8s: each is told once on standard error, unless node is to be silent about its own (`--no-warnings`, or
 * `NODE_NO_WARNINGS=1`).
 *
 * @param madeFrom - all that the findings hang on. cdk8s validates once for each chart of an app: while each of these is what it
 *   was the last time, the findings are too, and are not asked for again. Without it they always are
 */
export function addFindings(
  construct: IConstruct,
  findings: () => readonly Finding[],
  madeFrom?: () => readonly unknown[] | undefined,
): void {
  let last: { readonly from: readonly unknown[]; readonly found: readonly Finding[] } | undefined;
  const told = new Set<string>();
  const ask = (): readonly Finding[] => {
    const from = madeFrom?.();
    if (from !== undefined && last !== undefined && isSame(from, last.from)) return last.found;
    const found = findings();
    last = from === undefined ? undefined : { from, found };
    return found;
  };
  kept.set(construct, [...(kept.get(construct) ?? []), ask]);
  construct.node.addValidation({
    validate: () => {
      const found = ask();
      for (const finding of found.filter(({ severity }) => severity === 'warning')) {
        const text = `warning [${construct.node.path}] ${printFinding(finding)}\n`;
        if (!told.has(text) && !isSilent()) process.stderr.write(text);
        told.add(text);
      }
      return found.filter(({ severity }) => severity === 'error').map(printFinding);
    },
  });
}

function isSilent(): boolean {
  return process.env['NODE_NO_WARNINGS'] === '1' || process.execArgv.includes('--no-warnings');
}

function isSame(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((one, index) => Object.is(one, others[index]));
}
