import type { Size } from 'cdk8s';
import { checkNames, checkOptions, checkPairs, checkString, refusal } from './argument';
import { checkDnsNames, checkLabelKey, checkLabelValue } from './kubernetes-names';
import type { PodSelection, SourceKind, SourceSpec } from './source-spec';
import { checkBytes } from './quantity';

/** How lines are read. */
export interface ReadOptions {
  /**
   * The longest line that is read; a longer one is counted and skipped, and the rest of the file is read on.
   *
   * @default Size.kibibytes(256), which is Loki's own limit
   */
  readonly maxLineBytes?: Size;
}

/** Which files. */
export interface FilesOptions extends ReadOptions {
  /** Globs of files that are left out. @default - none */
  readonly exclude?: readonly `/${string}`[];
}

/** Which pods: all of the given tests hold. */
export interface PodsOptions extends PodSelection, ReadOptions {
  /** Pods that are left out: those for which all of these tests hold. @default - none */
  readonly except?: PodSelection;
}

/** The longest line that a source reads when nothing is said: Loki takes no longer one. */
export const defaultMaxLineBytes = 256 * 1024;

/** Where lines come from. */
export class Source {
  /** The source as data. */
  readonly spec: SourceSpec;
  // Makes the type nominal.
  readonly #source = true;

  private constructor(spec: SourceSpec) {
    this.spec = Object.freeze(spec);
    Object.freeze(this);
  }

  /** What kind of source this is. */
  get kind(): SourceKind {
    return this.spec.kind;
  }

  /** Whether a value is a source. */
  static is(value: unknown): value is Source {
    return typeof value === 'object' && value !== null && #source in value;
  }

  /**
   * Files by their absolute path, as the agent sees it: `*` is within a path segment, `**` is any number of segments.
   *
   * @throws if a glob is not absolute, or a segment mixes `**` with anything else
   */
  static files(glob: `/${string}`, options: FilesOptions = {}): Source {
    const { exclude = [] } = checkOptions(options, ['exclude', 'maxLineBytes']);
    if (!Array.isArray(exclude)) throw refusal('exclude', 'be a list of globs', exclude, 'put it into one');
    return new Source({
      kind: 'files',
      glob: checkGlob('glob', glob),
      exclude: Object.freeze(exclude.map((path) => checkGlob('exclude', path))),
      maxLineBytes: checkMaxLine(options),
    });
  }

  /**
   * Output of pods. Those with a sidecar of ours, and the agent's own, are left out.
   *
   * @param options - which pods; all where nothing is said
   */
  static pods(options: PodsOptions = {}): Source {
    return new Source({
      kind: 'pods',
      select: checkSelection('select', options, ['namespaces', 'containers', 'labels', 'except', 'maxLineBytes']),
      ...(options.except === undefined ? {} : { except: checkException(options.except) }),
      maxLineBytes: checkMaxLine(options),
    });
  }

  /** Output of the services that docker compose runs beside the agent. */
  static docker(options: ReadOptions = {}): Source {
    return new Source({ kind: 'docker', maxLineBytes: checkMaxLine(checkOptions(options, ['maxLineBytes'])) });
  }

  /**
   * The system's journal.
   *
   * @param options - `units`: systemd units such as `kubelet.service`; all where none is named
   */
  static journal(options: ReadOptions & { readonly units?: readonly string[] } = {}): Source {
    const { units } = checkOptions(options, ['units', 'maxLineBytes']);
    const named = units === undefined ? Object.freeze([]) : checkNames('units', units, 'name a unit, or leave it out');
    return new Source({ kind: 'journal', units: named, maxLineBytes: checkMaxLine(options) });
  }
}

function checkGlob(property: string, glob: unknown): string {
  const checked = checkString(property, glob, 'write an absolute path');
  if (!checked.startsWith('/')) throw refusal(property, 'be absolute', glob, 'begin it with /');
  const segments = checked.slice(1).split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
    throw refusal(property, 'name a file in each part', glob, 'remove empty parts, . and ..');
  }
  if (segments.some((segment) => segment !== '**' && segment.includes('**'))) {
    throw refusal(property, 'have ** as a whole part only', glob, 'put it between slashes, or write a single *');
  }
  // In a path it would break every agent's list of paths.
  if (/[\u0000-\u001f]/.test(checked)) throw refusal(property, 'be without control characters', glob, 'remove them');
  return checked;
}

function checkMaxLine(options: ReadOptions): number {
  return options.maxLineBytes === undefined ? defaultMaxLineBytes : checkBytes('maxLineBytes', options.maxLineBytes, 1);
}

function checkException(except: unknown): PodSelection {
  const selection = checkSelection('except', except, ['namespaces', 'containers', 'labels']);
  if (Object.keys(selection).length > 0) return selection;
  throw refusal('except', 'test something', except, 'name namespaces, containers or labels, or leave it out');
}

function checkSelection(property: string, value: unknown, names: readonly (keyof PodsOptions)[]): PodSelection {
  const { namespaces, containers, labels } = checkOptions(value as PodsOptions, names, property);
  return Object.freeze({
    ...(namespaces === undefined
      ? {}
      : { namespaces: checkDnsNames('namespaces', checkNames('namespaces', namespaces, 'name a namespace')) }),
    ...(containers === undefined
      ? {}
      : { containers: checkDnsNames('containers', checkNames('containers', containers, 'name a container')) }),
    ...(labels === undefined ? {} : { labels: checkLabels(labels) }),
  });
}

function checkLabels(labels: unknown): NonNullable<PodSelection['labels']> {
  const pairs = checkPairs('labels', labels, 'write pod labels');
  if (pairs.length === 0) throw refusal('labels', 'name at least one pod label', labels, 'leave it out for all pods');
  return Object.freeze(Object.fromEntries(pairs.map(([key, value]) => [key, checkLabel(key, value)])));
}

function checkLabel(key: string, value: unknown): string | readonly string[] | true {
  checkLabelKey('labels', key, 'label');
  if (value === true) return true;
  const property = `labels.${key}`;
  if (!Array.isArray(value)) return checkLabelValue(property, value);
  const values = checkNames(property, value, 'write at least one value');
  return Object.freeze(values.map((one) => checkLabelValue(property, one)));
}
