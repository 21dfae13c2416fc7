import type { Complaint, FoundConfig, Judgement, Note, PlacedFinding } from '../../judge';
import { notYaml } from './built-in';
import { indexAt, inputsOf, isYaml, keyIndexAt, NativeConfig } from './native-config';
import type { NativeComponent } from './native-config';
import { programsIn } from './native-programs';
import { outputsRead, unreadIn, unused } from './native-topology';

/** What hinders the building of a component on this machine, and is no fault of the configuration. */
const surroundings = /os error|no such file|permission denied|kube|in-cluster|docker|journalctl|env var is not set/i;

/** How complaints begin that say no word of what the user wrote. */
const ownWords =
  /^(?:unknown|missing|invalid|duplicate) (?:field|variant|type|value|length)|^Input\b|^template references event fields/;

/** What `vector validate` says of a configuration, as findings. */
export function readComplaints(complaints: readonly Complaint[], config: FoundConfig): Judgement {
  const failed = complaints.filter(({ code }) => code !== 0);
  const native = nativeOf(config);
  const findings: PlacedFinding[] = [];
  const notes: Note[] = [];
  const known = new Set<string>();
  for (const said of failed.flatMap((complaint) => complaintsIn(complaint.said))) {
    // What hinders the first run is said again in the second.
    if (known.has(said)) continue;
    known.add(said);
    if (isOfMachine(said)) notes.push(surroundingsOf(said));
    else findings.push(...findingsOf(said, native));
  }
  // Both runs warn of the same.
  const warned = new Set(complaints.flatMap((complaint) => warningsIn(complaint.said)));
  findings.push(...[...warned].flatMap((said) => warningOf(said, native)));
  if (failed.length > 0 && findings.every(({ severity }) => severity !== 'error') && notes.length === 0) {
    findings.push(refused(oneLine(failed[0]?.said ?? ''), undefined, undefined));
  }
  return { findings, notes, isPartial: notes.length > 0 };
}

/** Names of the user's own may sound like anything, and so may the list of what Vector knows. */
function isOfMachine(said: string): boolean {
  const [, rest] = /^(?:Source|Transform|Sink|Enrichment Table) "[^"]+":\s*([^]*)$/.exec(said) ?? [];
  const words = (rest ?? said).replace(/"[^"]*"|`[^`]*`/g, '');
  return (rest === undefined ? /\(os error \d+\)/ : surroundings).test(words) && !/^error\[E/m.test(said);
}

function nativeOf(config: FoundConfig): NativeConfig | undefined {
  if (!Object.keys(config.files).every(isYaml)) return undefined;
  try {
    return new NativeConfig(config);
  } catch {
    // Vector says why it cannot be read.
    return undefined;
  }
}

/** The component that this machine lacks something for. */
function surroundingsOf(said: string): Note {
  const [name = 'a component'] = /^\w+ "[^"]+"/.exec(said) ?? [];
  const reason = 'was not judged, since it needs files or services that are not here';
  return { said: `${name} ${reason}`, summary: `a component ${reason}` };
}

/** Each complaint begins with a cross; hints with a tilde, and headings are underlined. */
function complaintsIn(said: string): readonly string[] {
  const found: string[] = [];
  let open = false;
  for (const line of said.split('\n')) {
    if (/^[x×] /.test(line)) {
      found.push(line.slice(2));
      open = true;
    } else if (/^[~√] |^-{3,}$|^\w+ errors$|^Loaded /.test(line)) open = false;
    else if (open) found.push(`${found.pop() ?? ''}\n${line}`);
  }
  return found.map((complaint) => complaint.trim());
}

function warningsIn(said: string): readonly string[] {
  return [...said.matchAll(/^~ (.*)$/gm)].map(([, warning = '']) => warning.trim());
}

/** What Vector warns of at its start. An output without readers is found as the judge that is built in finds it. */
function warningOf(said: string, native: NativeConfig | undefined): readonly PlacedFinding[] {
  const [, section = '', output = ''] = /^(Source|Transform) "([^"]+)" has no consumers$/.exec(said) ?? [];
  const component = native?.components.find(
    (one) => one.section === `${section.toLowerCase()}s` && (one.name === output || output.startsWith(`${one.name}.`)),
  );
  if (component !== undefined) {
    if (output === component.name) return [unused(component)];
    return outputsRead(component).includes(output) ? [unreadIn(component, output)] : [];
  }
  return [
    {
      rule: 'vector/validate',
      severity: 'warning',
      at: 'the file',
      got: oneLine(said),
      message: "the configuration should pass 'vector validate' without warnings",
      remedy: 'see the reference of Vector',
      summary: 'a warning of Vector that may hold some of the text',
    },
  ];
}

function findingsOf(said: string, native: NativeConfig | undefined): readonly PlacedFinding[] {
  const [, section, name, rest] = /^(Source|Transform|Sink) "([^"]+)":\s*([^]*)$/.exec(said) ?? [];
  const named = section === undefined ? undefined : `${section.toLowerCase()}s.${name ?? ''}`;
  const path = named ?? /in `([\w.]+)/.exec(said)?.[1] ?? pathInWords(said);
  const [top = '', component = ''] = path?.split('.') ?? [];
  const found = native?.component(`${top}.${component}`);
  if (rest !== undefined && /^error\[E\d+\]/m.test(rest)) return vrlErrors(rest, path ?? '', found);
  const [file] = native?.files.filter(({ yaml }) => yaml.errors.length > 0) ?? [];
  const [first] = file?.yaml.errors ?? [];
  if (file !== undefined && first !== undefined && found === undefined)
    return [notYaml(file.name, file.text.originOf(first.index), oneLine(said))];
  const words = oneLine((rest ?? said).replace(/\s*in `[^`]*`/g, '')).replace(/\.$/, '');
  return [refused(words, path, found)];
}

/** `Input "x" for sink "loki" doesn't match any components.` */
function pathInWords(said: string): string | undefined {
  const [, section, name] = /\b(source|transform|sink) "([^"]+)"/i.exec(said) ?? [];
  return section === undefined ? undefined : `${section.toLowerCase()}s.${name ?? ''}`;
}

function refused(words: string, path: string | undefined, component: NativeComponent | undefined): PlacedFinding {
  // The field or the input that it names, where it stands.
  const quoted = [...words.matchAll(/[`"]([\w.-]+)[`"]/g)].map(([, name]) => name ?? '');
  const at = path ?? 'the file';
  const place = component === undefined ? {} : { file: component.file.name, index: placeOf(component, quoted) };
  const remedy = 'see the reference of Vector';
  return {
    rule: 'vector/validate',
    severity: 'error',
    at,
    got: words,
    message: "the configuration must pass 'vector validate'",
    remedy: words.startsWith('unknown variant') ? `${remedy}; a reduced build of Vector has fewer components` : remedy,
    summary: ownWords.exec(words)?.[0] ?? 'words of Vector that may hold some of the text',
    ...place,
  };
}

function placeOf(component: NativeComponent, quoted: readonly string[]): number {
  const input = inputsOf(component).find(({ name }) => quoted.includes(name));
  if (input !== undefined) return input.index;
  // It names the type, and then all that there are.
  if (component.options['type'] === quoted[0]) return indexAt(component, ['type']);
  const option = quoted.find((name) => Object.hasOwn(component.options, name));
  return option === undefined ? component.index : keyIndexAt(component, option);
}

/** The compiler's own drawing: a heading, where, the line, and what it says of it. */
function vrlErrors(said: string, path: string, component: NativeComponent | undefined): readonly PlacedFinding[] {
  return said.split(/^(?=error\[E\d+\]: )/m).flatMap((text) => {
    const [, code = '', title = ''] = /^error\[E(\d+)\]: (.*)$/m.exec(text) ?? [];
    if (code === '') return [];
    const [, line = '1', column = '1'] = /┌─ [^:]*:(\d+):(\d+)/.exec(text) ?? [];
    const source = new RegExp(`^ *${line} │ (.*)$`, 'm').exec(text)?.[1] ?? '';
    const labels = [...text.matchAll(/^ *│(?=[ │])[ │^-]*([^\s│^-].*)$/gm)].map(([, label]) => label?.trim() ?? '');
    const notes = [...text.matchAll(/^ *= (?!learn more|see |try your)(.*)$/gm)].map(([, note]) => note?.trim() ?? '');
    const program = component && programIn(component, Number(line), source);
    const explained = [...labels.filter((label) => label !== source.trim()), ...notes.filter((note) => note !== '')];
    return [
      {
        rule: 'vector/vrl',
        severity: 'error' as const,
        at: `${program?.at ?? path}, line ${line}, column ${column}`,
        got: `E${code} ${title}: ${[...source].slice(Number(column) - 1).join('')}`.replace(/: $/, ''),
        message: "'vrl' must compile for Vector",
        remedy: explained.length === 0 ? `see https://errors.vrl.dev/${code}` : sentences(explained),
        summary: `E${code} ${title}`,
        ...(component && { file: component.file.name, index: component.index }),
        ...(component && program && { index: indexIn(program.text, Number(line), Number(column)) }),
      },
    ];
  });
}

/** Labels in one line: what ends with a colon introduces the next, and an alternative goes on from the one before. */
function sentences(labels: readonly string[]): string {
  return labels.reduce((said, label) => {
    if (said === '') return label.replace(/^or /, '');
    if (said.endsWith(':')) return `${said} ${label}`;
    return label.startsWith('or ') ? `${said}, ${label}` : `${said}; ${label}`;
  }, '');
}

/** Several programs may stand in one component; the one that has the line that is shown. */
function programIn(component: NativeComponent, line: number, source: string) {
  return programsIn(component).find(({ text }) => text.text.split('\n')[line - 1]?.trimEnd() === source.trimEnd());
}

type Text = ReturnType<typeof programsIn>[number]['text'];

function indexIn(text: Text, line: number, column: number): number {
  const lines = text.text.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const within = [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length;
  return text.originOf(start + within);
}

function oneLine(words: string): string {
  return words.replace(/\s+/g, ' ').trim();
}
