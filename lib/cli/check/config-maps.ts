import { posix } from 'node:path';
import { printPath } from '../../delivery/value-path';
import { readDocument, startOf, stringScalar } from '../../languages/yaml/document';
import type { YamlPair } from '../../languages/yaml/document';
import { placedScalar } from '../../languages/yaml/placed';
import { PlacedText } from '../../text/placed-text';
import { fluxPostBuild } from '../../text/flux';
import { attempt } from './attempt';
import { nothing, together } from './configuration';
import type { Extracted, Found } from './configuration';
import type { FluxReading } from './flux-reading';
import { entriesAt, isRecord } from './manifests';
import type { ManifestObject } from './manifests';
import type { Mount, Runner } from './pods';
import { programs } from './programs';

/** Larger files are dashboards and the like: parsing them to see what they are would take seconds. */
const largestLookedAt = 256 * 1024;

interface Entry {
  readonly key: string;
  readonly path: readonly string[];
  readonly pair: YamlPair;
  readonly text: PlacedText;
}

/** The configurations in a ConfigMap or Secret: what pods mount for a program, else what has a program's name or shape. */
export function configsInMap(object: ManifestObject, mounts: readonly Mount[], flux: FluxReading): Extracted {
  const entries = entriesOf(object);
  const own = mounts.filter(
    ({ kind, name, namespace }) =>
      kind === object.kind &&
      name === object.name &&
      (namespace === undefined || object.namespace === undefined || namespace === object.namespace),
  );
  const taken = new Set<string>();
  const found: Extracted[] = [];
  const take = (runner: Runner, files: readonly { readonly key: string; readonly file: string }[]): void => {
    const members = files.flatMap(({ key, file }) => {
      const entry = entries.find((one) => one.key === key);
      return entry === undefined ? [] : [{ entry, file }];
    });
    const id = `${runner.program.name} ${runner.version ?? ''} ${members.map(({ entry }) => entry.key).join()}`;
    if (members.every(isBeside(runner.program)) || taken.has(id)) return;
    taken.add(id);
    for (const { entry } of members) taken.add(entry.key);
    found.push(configuration(object, runner, members, flux));
  };
  for (const mount of own) take(mount, mount.files(entries.map(({ key }) => key)));
  for (const { key, text } of entries) {
    if (taken.has(key)) continue;
    const program = programs.find(({ conventional }) => conventional.test(key)) ?? programByShape(key, text.text);
    if (program === undefined) continue;
    const besides = entries.filter((one) => program.beside?.test(one.key) === true);
    const files = [key, ...besides.map((one) => one.key)].map((one) => ({ key: one, file: posix.basename(one) }));
    take({ program, args: [], environment: {} }, files);
  }
  return together(found);
}

/** One that a configuration names, and that is none. */
function isBeside({ beside }: Runner['program']): (member: { readonly file: string }) => boolean {
  return ({ file }) => beside?.test(file) === true;
}

function configuration(
  object: ManifestObject,
  { program, version, args, environment }: Runner,
  members: readonly { readonly entry: Entry; readonly file: string }[],
  flux: FluxReading,
): Extracted {
  const isOther = isBeside(program);
  const configs = members.filter((member) => !isOther(member));
  const [first] = configs;
  if (first === undefined) return nothing;
  const place = object.file.place(object.text.originOf(startOf(first.entry.pair.keyNode)));
  const found: Found = {
    program: program.name,
    owner: ownerOf(object),
    at: configs.map(({ entry }) => printPath([...entry.path, entry.key])).join(' and '),
    place,
    route: flux.reads(object) ? [fluxPostBuild.name] : [],
  };
  const isSecret = object.kind === 'Secret';
  const take = () => {
    const texts = Object.fromEntries(members.map(({ entry, file }) => [file, flux.read(object, entry.text)]));
    const one = { ...found, judged: program, source: object.file, texts, args, environment, isSecret };
    return { ...nothing, configurations: [version === undefined ? one : { ...one, version }] };
  };
  return attempt(found, take, isSecret);
}

/** What holds something: `ConfigMap airflow/vector-config`. */
export function ownerOf({ kind, name, namespace }: ManifestObject): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function entriesOf(object: ManifestObject): readonly Entry[] {
  const secret = object.kind === 'Secret';
  const plain = secret ? 'stringData' : 'data';
  const entries = entriesAt(object, [plain]).flatMap((pair): readonly Entry[] => {
    const scalar = stringScalar(pair.value);
    return scalar === undefined
      ? []
      : [{ key: pair.key, path: [plain], pair, text: placedScalar(object.text, scalar) }];
  });
  const base64 = secret ? 'data' : 'binaryData';
  const encoded = entriesAt(object, [base64]).flatMap((pair): readonly Entry[] => {
    const scalar = stringScalar(pair.value);
    if (scalar === undefined) return [];
    const start = object.text.originOf(startOf(scalar));
    const text = PlacedText.from(Buffer.from(scalar.value, 'base64').toString(), () => start);
    return [{ key: pair.key, path: [base64], pair, text }];
  });
  return [...entries, ...encoded];
}

function programByShape(key: string, text: string): Runner['program'] | undefined {
  const candidates = programs.filter(({ file, looksLike }) => looksLike !== undefined && file.test(key));
  if (candidates.length === 0 || key.endsWith('.toml') || text.length > largestLookedAt) return undefined;
  const { value } = readDocument(text);
  return isRecord(value) ? candidates.find(({ looksLike }) => looksLike?.(value)) : undefined;
}
