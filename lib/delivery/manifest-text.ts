import { Yaml } from 'cdk8s';
import { parseYaml } from '../languages/yaml/parse';
import { partsOf } from '../text/live-text';
import type { Finding } from '../findings/finding';
import type { Text } from '../text/live-text';

/**
 * What the YAML that cdk8s writes does not bring to Kubernetes: a text of several lines that begins with a tab, which Go's YAML
 * (kubectl, Flux) refuses in a block scalar, and some that have lines of nothing but spaces, which cdk8s writes wrongly.
 */
export function manifestFindings(text: Text, at: string): readonly Finding[] {
  const printed = partsOf(text)
    .map((part) => (typeof part === 'string' ? part : `\${${part.name}}`))
    .join('');
  if (!printed.includes('\n')) return [];
  if (/^[\n ]*\t/.test(printed)) return [unprintable(at, 'begins with a tab')];
  const blank = /(?:^|\n)[\t ]+(?:\n|$)/.exec(printed);
  if (blank === null || isWrittenWell(printed)) return [];
  return [unprintable(at, `has a line of nothing but spaces, at character ${blank.index}`)];
}

// Each chart of an app validates the whole of it, and YAML is slow: what was judged is remembered.
const judged = new Map<string, boolean>();
const mostJudged = 1000;

function isWrittenWell(text: string): boolean {
  const known = judged.get(text);
  if (known !== undefined) return known;
  if (judged.size >= mostJudged) judged.clear();
  const well = survives(text) && survives(text.replaceAll('$', '$$$$'));
  judged.set(text, well);
  return well;
}

// Whether a text is written as a block or in quotes hangs on all of it.
function survives(text: string): boolean {
  const { spec } = parseYaml(Yaml.stringify({ spec: { values: { text } } })) as { spec: { values: { text: unknown } } };
  return spec.values.text === text;
}

function unprintable(at: string, got: string): Finding {
  return {
    rule: 'delivery/unprintable',
    severity: 'error',
    at,
    got: `one that ${got}`,
    message: `'${at}' must be a text that cdk8s's YAML brings to Kubernetes`,
    remedy: 'begin its lines with words, or leave them empty',
  };
}
