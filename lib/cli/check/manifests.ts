import { readFileSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { itemsOf, nodeAt, pairsOf, parseDocuments, startOf, valueOf } from '../../languages/yaml/document';
import type { YamlDocument, YamlNode } from '../../languages/yaml/document';
import { PlacedText } from '../../text/placed-text';
import { reasonOf } from '../reason';
import { UsageError } from '../usage-error';
import { SourceFile } from './source-file';
import type { CheckFinding } from './source-file';

/** An object of Kubernetes, as it stands in a file. */
export interface ManifestObject {
  readonly file: SourceFile;
  /** What the nodes have their places in. */
  readonly text: PlacedText;
  readonly document: YamlDocument['document'];
  readonly node: YamlNode;
  readonly value: Readonly<Record<string, unknown>>;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** What the files hold. */
export interface Manifests {
  readonly objects: readonly ManifestObject[];
  readonly files: readonly SourceFile[];
  /** Files that are no YAML. */
  readonly findings: readonly CheckFinding[];
}

/**
 * The objects in files and in all manifests below folders.
 *
 * @throws UsageError if there is no such file or folder, or it cannot be read
 */
export function readManifests(paths: readonly string[]): Manifests {
  const files = [...new Set(paths.flatMap((path) => filesIn(path)))].map(readSource);
  const read = files.map((file) => (isOther(file) ? other(file) : readObjects(file, PlacedText.of(file.text))));
  return { objects: read.flatMap(({ objects }) => objects), files, findings: read.flatMap(({ findings }) => findings) };
}

/** Whether a file that was named has another kind of text. */
function isOther({ path, text }: SourceFile): boolean {
  return !/\.(ya?ml|json)$/.test(path) && !/^\s*["']?(?:kind|apiVersion)["']?\s*:/m.test(text);
}

function other(file: SourceFile): Pick<Manifests, 'objects' | 'findings'> {
  const finding = {
    rule: 'check/no-manifest',
    severity: 'error',
    at: file.path,
    got: 'another kind of text',
    message: 'the file must be a manifest in YAML or JSON',
    remedy: 'run the synth and name what it writes, or the folder',
    ...file.place(0),
  } as const;
  return { objects: [], findings: [finding] };
}

/** The objects in a text of a file; in one that another program wrote for it, `text` says what it came from. */
export function readObjects(file: SourceFile, text: PlacedText): Pick<Manifests, 'objects' | 'findings'> {
  const objects: ManifestObject[] = [];
  const findings: CheckFinding[] = [];
  for (const yaml of parseDocuments(text.text)) {
    const { document, errors } = yaml;
    // Those after the first are mostly its consequences.
    for (const { index, message } of errors.slice(0, 1)) findings.push(notYaml(file, text.originOf(index), message));
    if (errors.length > 0) continue;
    let value: unknown;
    try {
      value = valueOf(yaml);
    } catch (error) {
      findings.push(notYaml(file, text.originOf(startOf(document.contents)), reasonOf(error)));
      continue;
    }
    objects.push(...objectsIn(value, document.contents, { file, text, document }));
  }
  return { objects, findings };
}

/** One file. @throws UsageError if it cannot be read */
export function readSource(path: string): SourceFile {
  try {
    return new SourceFile(path, readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(`${path} could not be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** @param around - the folders that it stands in; a link may lead back to one of them */
function filesIn(path: string, named = true, around: readonly string[] = []): readonly string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) {
    if (!named) return [];
    throw new UsageError(`no file or folder at ${path}; run the synth first, or name the folder that it writes`);
  }
  if (!stat.isDirectory()) return named || /\.(ya?ml|json)$/.test(path) ? [path] : [];
  const folder = realpathSync(path);
  if (around.includes(folder)) return [];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
    .sort()
    .flatMap((name) => filesIn(join(path, name), false, [...around, folder]));
}

type Around = Pick<ManifestObject, 'file' | 'text' | 'document'>;

function objectsIn(value: unknown, node: YamlNode, around: Around): readonly ManifestObject[] {
  if (!isRecord(value) || typeof value['kind'] !== 'string' || typeof value['apiVersion'] !== 'string') return [];
  const { items, kind, metadata } = value;
  if (/List$/.test(kind) && Array.isArray(items)) {
    const nodes = itemsOf(around.document, nodeAt(around.document, node, ['items']));
    return items.flatMap((item, index) => objectsIn(item, nodes[index], around));
  }
  const { name, namespace } = isRecord(metadata) ? metadata : {};
  return [
    {
      ...around,
      node,
      value,
      kind,
      name: typeof name === 'string' ? name : '',
      namespace: typeof namespace === 'string' ? namespace : undefined,
    },
  ];
}

/** What is said of a text that is no YAML. */
export function notYaml(file: SourceFile, index: number, message: string): CheckFinding {
  return {
    rule: 'check/yaml',
    severity: 'error',
    at: file.path,
    got: message,
    message: 'the file must be YAML',
    remedy: 'mend the line: its indentation, its brackets, and quotes around what holds a colon or begins with a sign',
    ...file.place(index),
  };
}

/** Whether a value has values by name. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What stands at a path in a value. */
export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((around, key) => {
    return typeof around === 'object' && around !== null && Object.hasOwn(around, key)
      ? (around as Readonly<Record<string | number, unknown>>)[key]
      : undefined;
  }, value);
}

/** The keys of a mapping in an object, and where their values stand. */
export function entriesAt(object: ManifestObject, path: readonly string[]): ReturnType<typeof pairsOf> {
  return pairsOf(object.document, nodeAt(object.document, object.node, path));
}
