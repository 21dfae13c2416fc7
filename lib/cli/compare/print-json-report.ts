import { normalisations } from './received-entry';
import { areEqual } from './report';
import type { Report } from './report';

/** The report for programs: one object of JSON. */
export function printJsonReport(report: Report): string {
  const { comparisons, ...rest } = report;
  return `${JSON.stringify({ equal: areEqual(report), ...rest, normalisations, comparisons }, null, 2)}\n`;
}
