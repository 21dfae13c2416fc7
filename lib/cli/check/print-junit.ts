import { printFinding } from '../../findings/finding';
import type { Outcome } from './judging';
import { count } from './report';
import type { Report } from './report';
import type { CheckFinding } from './source-file';

/** The report as JUnit's XML: a test for each configuration, and one for what cannot be read. */
export function printJunit(report: Report): string {
  const { configurations, judged } = count(report);
  const unread = report.findings.length === 0 ? [] : [testCase('manifests', 'can be read', report.findings)];
  const cases = [...unread, ...report.outcomes.map(ofOutcome)];
  const failures = cases.filter((one) => one.includes('<failure ')).length;
  const totals = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${configurations - judged}"`;
  const said = report.notes.length === 0 ? '' : `<system-out>${text(report.notes.join('\n'))}</system-out>\n`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<testsuites name="cdk8s-logging check" ${totals}>\n` +
    `<testsuite name="cdk8s-logging check" ${totals} id="0" package="check">\n` +
    `${cases.join('')}${said}</testsuite>\n</testsuites>\n`
  );
}

function ofOutcome({ place, owner, at, unjudged, judgedBy, notes, findings }: Outcome): string {
  const skipped = unjudged === undefined ? '' : `<skipped message="${text(unjudged)}"/>\n`;
  const said = [`judged by ${judgedBy.join(' and ') || 'nobody'}`, ...notes, ...warnings(findings)].join('\n');
  return testCase(place.file, `${owner} ${at}`, findings, `${skipped}<system-out>${text(said)}</system-out>\n`);
}

function warnings(findings: readonly CheckFinding[]): readonly string[] {
  return findings.filter(({ severity }) => severity === 'warning').map(line);
}

function testCase(group: string, name: string, findings: readonly CheckFinding[], rest = ''): string {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const all = errors.map(line).join('\n');
  const failure =
    first === undefined
      ? ''
      : `<failure message="${text(line(first))}" type="${text(first.rule)}">${text(all)}</failure>\n`;
  return `<testcase classname="${text(group)}" name="${text(name)}">\n${failure}${rest}</testcase>\n`;
}

function line(finding: CheckFinding): string {
  return `${finding.file}:${finding.line}:${finding.column} ${printFinding(finding)}`;
}

const names: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** What no XML can hold becomes U+FFFD. */
function text(value: string): string {
  return value
    .replace(/[^\t\n\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"\n]/g, (character) => names[character] ?? character);
}
