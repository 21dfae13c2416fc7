import { posix } from 'node:path';
import type { JudgedProgram } from '../../engines/judge';
import { readImage } from './image';
import { isRecord } from './manifests';
import { programNamed } from './programs';

/** What runs a program. */
export interface Runner {
  readonly program: JudgedProgram;
  readonly version?: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** A ConfigMap or Secret that a program's container mounts. */
export interface Mount extends Runner {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace: string | undefined;
  /** Which of its keys the program is told to read, those first, or these name; and the names of the files. */
  files(keys: readonly string[]): readonly { readonly key: string; readonly file: string }[];
}

type Value = Readonly<Record<string, unknown>>;

/** What the containers of known programs mount, in all pods within a value. */
export function mountsIn(value: unknown, namespace: string | undefined): readonly Mount[] {
  if (Array.isArray(value)) return value.flatMap((item) => mountsIn(item, namespace));
  if (!isRecord(value)) return [];
  const own = Array.isArray(value['containers']) ? mountsOfPod(value, namespace) : [];
  return [...own, ...Object.values(value).flatMap((item) => mountsIn(item, namespace))];
}

function mountsOfPod(pod: Value, namespace: string | undefined): readonly Mount[] {
  const volumes = records(pod['volumes']);
  return [...records(pod['initContainers']), ...records(pod['containers'])].flatMap((container) => {
    const runner = runnerOf(container);
    if (runner === undefined) return [];
    return records(container['volumeMounts']).flatMap((mount) => {
      const volume = volumes.find(({ name }) => name === mount['name']);
      return volume === undefined
        ? []
        : contentsOf(volume).map((content) => mounted(runner, mount, content, namespace));
    });
  });
}

/** The program that a container runs: by its image, else by its command. */
function runnerOf(container: Value): Runner | undefined {
  const { name, version } = readImage(text(container['image']));
  const args = [...texts(container['command']), ...texts(container['args'])];
  const program = programNamed(name) ?? programNamed(posix.basename(args[0] ?? ''));
  if (program === undefined) return undefined;
  const environment = environmentOf(container['env']);
  return { program, args, environment, ...(version === undefined ? {} : { version }) };
}

/** The variables of a list that have a value there. */
export function environmentOf(list: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    records(list).flatMap(({ name, value }) =>
      typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}

interface Content {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly items: readonly Value[];
}

function contentsOf(volume: Value): readonly Content[] {
  const { configMap, secret, projected } = volume;
  const sources = isRecord(projected) ? records(projected['sources']) : [];
  return [
    ...(isRecord(configMap) ? [content('ConfigMap', configMap)] : []),
    ...(isRecord(secret) ? [content('Secret', secret)] : []),
    ...sources.flatMap(contentsOf),
  ];
}

function content(kind: Content['kind'], volume: Value): Content {
  return { kind, name: text(volume['name'] ?? volume['secretName']), items: records(volume['items']) };
}

function mounted(runner: Runner, mount: Value, { kind, name, items }: Content, namespace: string | undefined): Mount {
  const { program, args, environment } = runner;
  const folder = text(mount['mountPath']).replace(/\/+$/, '');
  const subPath = text(mount['subPath']);
  const words = new Set(
    [...args, ...Object.values(environment)]
      .flatMap((arg) => arg.split(/[\s='",]+/))
      .map((word) => word.replace(/\/+$/, '')),
  );
  const place = (key: string): string | undefined => {
    const item = items.find((one) => one['key'] === key);
    if (items.length > 0 && item === undefined) return undefined;
    const path = text(item?.['path'] ?? key);
    if (subPath === '') return posix.join(folder, path);
    return subPath === path ? folder : undefined;
  };
  return {
    ...runner,
    kind,
    name,
    namespace,
    files(keys) {
      const all = keys.flatMap((key) => {
        const path = place(key);
        return path === undefined ? [] : [{ key, path, file: posix.basename(path) }];
      });
      const configs = all.filter(({ path }) => program.file.test(path));
      const named = configs.filter(({ path }) => words.has(path) || words.has(posix.dirname(path)));
      const told = named.length > 0 ? named : configs.filter(({ file }) => program.conventional.test(file));
      const folders = new Set(told.map(({ path }) => posix.dirname(path)));
      const besides = all.filter(({ path }) => program.beside?.test(path) === true && folders.has(posix.dirname(path)));
      return [...told, ...besides];
    },
  };
}

function records(value: unknown): readonly Value[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isRecord) : [];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly unknown[]).map(text) : [];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
