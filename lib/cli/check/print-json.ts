import { allFindings, count } from './report';
import type { Report } from './report';

/** The report for programs. */
export function printJson(report: Report): string {
  const { outcomes, notes } = report;
  const configurations = outcomes.map(({ findings, place, ...outcome }) => ({ ...place, ...outcome, findings }));
  return `${JSON.stringify({ summary: count(report), configurations, findings: allFindings(report), notes }, undefined, 2)}\n`;
}
