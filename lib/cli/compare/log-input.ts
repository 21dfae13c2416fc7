import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { findInput } from '../input-file';
import { reasonOf } from '../reason';
import type { SourceGlob } from '../source-glob';
import { UsageError } from '../usage-error';
import { containerFolder } from './container-log';
import type { ContainerLog } from './container-log';
import type { ContainerName, PodObjects } from './pod-objects';

/** A file where the agents of this run find it. */
export interface PlacedFile {
  /** As the agent on its node would see it. */
  readonly path: string;
  /** Where it is in this run. */
  readonly file: string;
  /** Who wrote it, where it is a container's output. */
  readonly container?: ContainerLog;
}

/** All that the sides read. */
export interface LogInput {
  /** The folder that stands for `/` of the node. */
  readonly root: string;
  readonly files: readonly PlacedFile[];
  readonly containers: readonly ContainerLog[];
  readonly lines: number;
  /** What is worth knowing before the result is. */
  readonly notes: readonly string[];
}

/** What the command line says of the input. */
export interface InputOptions {
  /** The folder here that stands for the globs' fixed part. */
  readonly root?: string;
  /** Who wrote all files. */
  readonly pod?: ContainerName;
  readonly pods: PodObjects;
  /** Of all sides. */
  readonly globs: readonly SourceGlob[];
  /** Whether a side reads the output of pods. */
  readonly readsPods: boolean;
}

/** Copies the files to where they would lie on a node. @throws UsageError if there are none that a side reads */
export function placeInput(args: readonly string[], root: string, options: InputOptions): LogInput {
  const notes: string[] = [];
  const wanted = options.readsPods ? findPods(args, options) : [];
  const rest = args.filter(
    (arg) => !wanted.some(({ from }) => from === resolve(arg) || from.startsWith(resolve(arg) + sep)),
  );
  if (options.globs.length > 0)
    wanted.push(...findFiles(options.readsPods && wanted.length > 0 ? rest : args, options, notes));
  if (wanted.length === 0) {
    const pods = options.readsPods
      ? ["for pods, a folder laid out as /var/log/pods, or '--pod namespace=…,pod=…,container=…' with the files of one"]
      : [];
    const files =
      options.globs.length > 0 ? [`files that ${listed(options.globs)} matches, '--root' being its fixed part`] : [];
    const all =
      [...files, ...pods].join('; ') || 'no configuration names files by an absolute path that it holds itself';
    throw new UsageError(`${args.join(', ')} must hold what a side reads: ${all}`);
  }
  const counters = { lines: 0 };
  const files = wanted.map((one) => place(one, root, counters, notes));
  const containers = new Map(
    files.flatMap(({ container }) =>
      container === undefined ? [] : [[containerFolder(container), container] as const],
    ),
  );
  if (options.globs.some(({ glob }) => glob.startsWith('/var/log/containers'))) linkContainers(files, root);
  return { root, files, containers: [...containers.values()], lines: counters.lines, notes };
}

interface Wanted {
  readonly from: string;
  readonly path: string;
  readonly container?: ContainerLog;
}

function findFiles(args: readonly string[], { globs, root }: InputOptions, notes: string[]): readonly Wanted[] {
  const found = args.flatMap((arg): readonly Wanted[] => {
    const isFolder = statSync(arg, { throwIfNoEntry: false })?.isDirectory() === true;
    // A folder alone stands for the fixed part, as '--root' does.
    const input = findInput([arg], globs, root ?? (isFolder ? arg : dirname(arg)));
    const [failed] = input.failed;
    if (failed !== undefined) throw new UsageError(`${failed.file} could not be read: ${failed.reason}`);
    if (input.leftOut.length > 0) notes.push(`no side reads ${some(input.leftOut)}`);
    return input.files.flatMap(({ file, path }): readonly Wanted[] => {
      if (globs.some((glob) => glob.matches(path))) return [{ from: file, path }];
      notes.push(`no side reads ${file}: no glob of ${listed(globs)} matches it; give '--root' for its fixed part`);
      return [];
    });
  });
  return eachOnce(found, notes);
}

/** One file at each path. @param notes - told of others that would lie there */
function eachOnce(found: readonly Wanted[], notes: string[]): readonly Wanted[] {
  const places = new Map<string, Wanted>();
  for (const one of found) {
    const there = places.get(one.path);
    if (there === undefined) places.set(one.path, one);
    else if (resolve(there.from) !== resolve(one.from))
      notes.push(`${one.from} is left out: ${there.from} is at ${one.path} already`);
  }
  return [...places.values()];
}

function findPods(args: readonly string[], { pod, pods }: InputOptions): Wanted[] {
  const files = [...new Set(args.flatMap((arg) => filesIn(arg)))];
  if (pod !== undefined) {
    const container = pods.find(pod);
    return files.map((from, index) => ({ from, path: `${containerFolder(container)}/${index}.log`, container }));
  }
  return files.flatMap((from) => {
    const [, namespace, name, uid, container, file] =
      /(?:^|\/)([^_/]+)_([^_/]+)_([^_/]+)\/([^/]+)\/([^/]+\.log(?:\.gz)?)$/.exec(from.split(sep).join('/')) ?? [];
    if (namespace === undefined || name === undefined || container === undefined || file === undefined) return [];
    const log = pods.find({ namespace, pod: name, container, ...(uid !== undefined && { uid }) });
    return [
      {
        from,
        path: `/var/log/pods/${namespace}_${name}_${uid ?? ''}/${container}/${file.replace(/\.gz$/, '')}`,
        container: log,
      },
    ];
  });
}

function filesIn(arg: string): readonly string[] {
  try {
    if (!statSync(arg).isDirectory()) return [resolve(arg)];
    return readdirSync(arg, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => resolve(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new UsageError(`${arg} could not be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** A line of a container runtime, or of Docker: what is in the format of one is left as it is. */
const runtimeLine = /^(?:\d{4}-\d\d-\d\dT\S+ (?:stdout|stderr) [PF]|\{"log":)/;

function place(
  { from, path, container }: Wanted,
  root: string,
  counters: { lines: number },
  notes: string[],
): PlacedFile {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  const packed = readFileSync(from);
  const isPacked = packed.length >= 2 && packed.readUInt16BE() === gzipMagic && !path.endsWith('.gz');
  const bytes = isPacked ? gunzipSync(packed) : packed;
  const isAsWritten =
    container !== undefined && bytes.length > 0 && !runtimeLine.test(bytes.toString('latin1', 0, 128));
  if (isAsWritten) {
    // At one time, in whole seconds: it is over when the first agent starts.
    const time = `${new Date().toISOString().slice(0, 19)}.000000000Z`;
    // As bytes: what they mean is for the agents to say, and a CR ends no line.
    const text = bytes.toString('latin1').replace(/(?:[^\n]*\n|[^\n]+$)/g, `${time} stdout F $&`);
    writeFileSync(file, text, 'latin1');
    notes.push(`${basename(from)}: its lines are given to the agents as a container runtime writes them, at ${time}`);
  } else if (isPacked) writeFileSync(file, bytes);
  else copyFileSync(from, file);
  for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, at + 1)) counters.lines += 1;
  if (bytes.length > 0 && bytes.at(-1) !== lineFeed)
    notes.push(`${basename(from)}: its last line has no line break, so agents withhold it`);
  return { path, file, ...(container !== undefined && { container }) };
}

const gzipMagic = 0x1f8b;
const lineFeed = 0x0a;

/** The kubelet's links, for those that read `/var/log/containers`. */
function linkContainers(files: readonly PlacedFile[], root: string): void {
  const folder = join(root, '/var/log/containers');
  mkdirSync(folder, { recursive: true });
  for (const { file, container } of files) {
    if (container === undefined) continue;
    const { namespace, pod, container: name, uid } = container;
    const id = createHash('sha256')
      .update(`${uid}/${name}/${basename(file)}`)
      .digest('hex');
    symlinkSync(file, join(folder, `${pod}_${namespace}_${name}-${id}.log`));
  }
}

function listed(globs: readonly SourceGlob[]): string {
  return globs.map(({ glob }) => glob).join(', ');
}

function some(files: readonly string[]): string {
  return files.slice(0, 3).join(', ') + (files.length > 3 ? ` and ${files.length - 3} more` : '');
}
