import { printFinding } from '../../findings/finding';
import type { Outcome } from './judging';
import { count } from './report';
import type { Report } from './report';
import type { CheckFinding } from './source-file';

/** The report for people. */
export function printText(report: Report): string {
  const { configurations, judged, partly, errors, warnings } = count(report);
  const parts = [
    ...report.findings.map(finding),
    ...report.outcomes.map(outcome),
    ...report.notes,
    `${number(configurations, 'configuration')}, ${judged} judged${partly === 0 ? '' : ` (${partly} in part)`}; ${number(errors, 'error')}, ${number(warnings, 'warning')}`,
  ];
  return `${parts.join('\n')}\n`;
}

function outcome({ place, owner, at, program, version, route, judgedBy, unjudged, notes, findings }: Outcome): string {
  const failed = findings.some(({ severity }) => severity === 'error');
  const verdict = unjudged === undefined ? (failed ? 'failed' : 'ok') : 'not judged';
  const lines = [
    `${verdict}: ${place.file}:${place.line} ${owner} ${at}`,
    `  for ${program}${version === undefined ? '' : ` ${version}`}${route.length === 0 ? '' : `, through ${route.join(' and ')}`}`,
    unjudged === undefined ? `  by ${judgedBy.join(' and ')}` : `  since ${unjudged}`,
    ...notes.map((note) => `  note: ${note}`),
    ...findings.map((one) => `  ${finding(one)}`),
  ];
  return lines.join('\n');
}

function finding(one: CheckFinding): string {
  return `${one.severity} ${one.file}:${one.line}:${one.column} ${printFinding(one)}`;
}

function number(many: number, what: string): string {
  return `${many} ${what}${many === 1 ? '' : 's'}`;
}
