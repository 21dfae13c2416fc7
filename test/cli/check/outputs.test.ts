import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printGithub } from '../../../lib/cli/check/print-github';
import { printJunit } from '../../../lib/cli/check/print-junit';
import type { Report } from '../../../lib/cli/check/report';
import { folderOf } from '../command-line';
import { checked, configMap, report, vectorYaml } from './checked';

const files = {
  'a.yaml': configMap('vector.yaml', vectorYaml(['.x = parse_json(.message) # <&"%>'])),
  'b.yaml': configMap('fluent-bit.conf', '[INPUT]'),
};

describe('the report of check', () => {
  it('names what was judged by what, what was not, and why', async () => {
    const { out, folder } = await checked(files);
    const lines = out.split('\n').map((line) => line.replace(`${folder}/`, ''));
    expect(lines.filter((line) => !line.startsWith('  error'))).toEqual([
      'failed: a.yaml:6 ConfigMap files data.vector\\.yaml',
      '  for vector',
      "  by VRL's compiler and the rules for Vector",
      '  note: no version is declared, so it was judged as 0.57.0; say --agent-version vector=<version>',
      '  note: component types, option names and values are judged by Vector only, which was not found (VECTOR or PATH)',
      'not judged: b.yaml:6 ConfigMap files data.fluent-bit\\.conf',
      '  for fluent-bit',
      '  since classic configuration is judged by Fluent Bit only',
      '2 configurations, 1 judged (1 in part); 1 error, 0 warnings',
      '',
    ]);
    expect(lines.find((line) => line.startsWith('  error'))).toMatch(/^ {2}error a\.yaml:15:16 vector\/vrl: /);
  });

  it('is JSON, where that is asked for', async () => {
    const { summary, configurations, findings } = await report(files);
    expect(summary).toEqual({ configurations: 2, judged: 1, partly: 1, errors: 1, warnings: 0 });
    expect(configurations[0]).toMatchObject({ file: expect.stringMatching(/a\.yaml$/), line: 6, column: 3 });
    expect(findings).toEqual(configurations[0]!.findings);
  });

  it("is GitHub's annotations", async () => {
    const { out, folder } = await checked(files, { github: true });
    const found = out.split('\n').filter((line) => line.startsWith('::'));
    expect(
      found.map((line) => /^::(\w+) file=([^,]*),line=(\d+),(?:col=(\d+),)?title=([^,]*)::\S/.exec(line)?.slice(1)),
    ).toEqual([
      ['error', join(folder, 'a.yaml'), '15', '16', 'vector/vrl'],
      ['notice', join(folder, 'b.yaml'), '6', undefined, 'not judged'],
    ]);
  });

  it('is XML that holds what was found, also what XML cannot hold', async () => {
    const file = join(folderOf({}), 'junit.xml');
    await checked(files, { junit: file });
    const root = parseXml(readFileSync(file, 'utf8'));
    const [suite] = root.children;
    expect(root.attributes).toMatchObject({ tests: '2', failures: '1', skipped: '1' });
    expect(suite!.children.map(({ children }) => children.map(({ name }) => name))).toEqual([
      ['failure', 'system-out'],
      ['skipped', 'system-out'],
    ]);
    const finding = {
      rule: 'a/b',
      severity: 'error',
      at: '\u0000<\n>',
      got: '"&"',
      message: 'a%0A',
      remedy: ']]>',
    } as const;
    const odd: Report = {
      outcomes: [],
      findings: [{ ...finding, file: 'a,b:c', line: 1, column: 2 }],
      notes: ['\ud800'],
    };
    expect(parseXml(printJunit(odd)).children[0]!.children[0]!.children[0]!.attributes['message']).toBe(
      'a,b:c:1:2 a/b: a%0A, got "&"; ]]> (at \ufffd<\n>)',
    );
    expect(printGithub(odd)).toBe(
      '::error file=a%2Cb%3Ac,line=1,col=2,title=a/b::a/b: a%250A, got "&"; ]]> (at \u0000<%0A>)\n',
    );
  });
});

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
}

/** XML as strictly as a test needs it: tags that close, names in quotes, no bare < or &. */
function parseXml(text: string): Element {
  const root: Element = { name: '', attributes: {}, children: [] };
  const open = [root];
  const token = /<\?xml [^?]*\?>\n|<\/(\w[\w-]*)>|<(\w[\w-]*)((?: \w+="[^"<]*")*)(\/?)>|([^<]+)/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const found = token.exec(text);
    if (found === null) throw new Error(`no XML: ${text.slice(at, at + 40)}`);
    const [, closed, opened, pairs = '', single, said] = found;
    if (said !== undefined) unescaped(said);
    if (closed !== undefined && open.pop()!.name !== closed) throw new Error(`no XML: ${closed} is not open`);
    if (opened === undefined) continue;
    const attributes = [...pairs.matchAll(/ (\w+)="([^"]*)"/g)].map(([, name, value]) => [name!, unescaped(value!)]);
    const element: Element = { name: opened, attributes: Object.fromEntries(attributes), children: [] };
    open.at(-1)!.children.push(element);
    if (single === '') open.push(element);
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('no XML: something is left open');
  return root.children[0]!;
}

function unescaped(text: string): string {
  const names: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#10': '\n' };
  return text.replace(/&([^;]*);?/g, (whole, name: string) => {
    if (!whole.endsWith(';') || names[name] === undefined) throw new Error(`no XML: ${whole}`);
    return names[name];
  });
}
