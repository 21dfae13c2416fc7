import { printFinding } from '../../findings/finding';
import { allFindings } from './report';
import type { Report } from './report';

/** Annotations as GitHub's workflow commands: they stand beside the lines in a pull request. */
export function printGithub(report: Report): string {
  const findings = allFindings(report).map((one) => {
    const { severity, file, line, column, rule } = one;
    const where = `file=${property(file)},line=${line},col=${column},title=${property(rule)}`;
    return `::${severity} ${where}::${message(printFinding(one))}\n`;
  });
  const unjudged = report.outcomes.flatMap(({ unjudged: reason, place, owner, at }) =>
    reason === undefined
      ? []
      : [
          `::notice file=${property(place.file)},line=${place.line},title=not judged::${message(`${owner} ${at}: ${reason}`)}\n`,
        ],
  );
  return [...findings, ...unjudged].join('');
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
