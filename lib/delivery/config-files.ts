import { createHash } from 'node:crypto';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { shown } from '../findings/shown';
import { checkOptions, checkPairs, refusal } from '../pipeline/argument';
import { LiveText, livesOf, partsOf } from '../text/live-text';
import { FluxScope } from './flux-scope';
import { addFindings } from './findings-validation';
import { LiveTextResolver } from './live-text-resolver';
import { manifestFindings } from './manifest-text';
import type { EngineConfig } from '../engines/engine';
import type { Finding } from '../findings/finding';
import type { Text } from '../text/live-text';

/**
 * Files by their names; bytes are delivered as they are. A configuration, such as a `VectorConfig`, stands for its main file,
 * and brings along those that must stand beside it: what it finds of itself is then found at synth too, warnings included.
 *
 *     new ConfigFiles(chart, 'vector', { files: { 'vector.yaml': config } });
 */
export type Files = Readonly<Record<string, Text | Uint8Array | FileConfig>>;

/** What of a configuration files are made from. */
export type FileConfig = Pick<EngineConfig, 'print' | 'files' | 'check'>;

/** Files as they are delivered. */
type PlainFiles = Readonly<Record<string, Text | Uint8Array>>;

/** How `ConfigFiles` are set up. */
export interface ConfigFilesProps {
  /** A function is asked at synth. */
  readonly files: Files | (() => Files);
  /** The name of the ConfigMap. @default - made of the construct's path */
  readonly name?: string;
}

// Kubernetes' limit on the values of one ConfigMap together.
const largest = 1024 * 1024;
// Of all annotations together; the copy is of the whole object in JSON.
const annotated = 250_000;

/**
 * A ConfigMap with files of a program's configuration. Only Flux reads it on the way, and only where it holds one of Flux's
 * variables, so what the program reads is what was written.
 */
export class ConfigFiles extends Construct {
  /** The name of the ConfigMap. */
  readonly name: string;
  readonly #files: () => Files;
  // Printing a configuration judges it, programs and all.
  readonly #printed = new WeakMap<FileConfig, Text>();
  readonly #found = new WeakMap<FileConfig, readonly Finding[]>();

  /** @throws if the name is none for a ConfigMap, or the files are no files by name */
  constructor(scope: Construct, id: string, props: ConfigFilesProps) {
    super(scope, id);
    const { files, name } = checkOptions(props, ['files', 'name'], 'props');
    if (typeof files !== 'function') checkPairs('files', files, 'write { name: text }, or a function that returns it');
    if (name !== undefined && (typeof name !== 'string' || !/^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/.test(name))) {
      throw refusal('name', 'be lower-case letters, digits, - and .', name, 'rename it');
    }
    const fixed = typeof files === 'function' ? undefined : Object.freeze({ ...files });
    this.#files = typeof files === 'function' ? files : () => fixed ?? {};
    const object = new ApiObject(this, 'Default', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      ...(name === undefined ? {} : { metadata: { name } }),
      data: { resolve: () => this.data() },
      binaryData: { resolve: () => this.binaryData() },
    });
    this.name = object.name;
    LiveTextResolver.install(this);
    addFindings(
      this,
      () => this.findings(),
      () => [FluxScope.of(this), ...Object.entries(this.#files()).flat()],
    );
  }

  /**
   * A hash over the files, for an annotation of the pods that read them: a ConfigMap that changes restarts no pod. Ask for it
   * when the app is serialized (`Lazy`, or `values` as a function) where the files are a function.
   *
   * @throws FindingsError if a configuration among the files has errors
   */
  hash(): string {
    const hash = createHash('sha256');
    for (const [name, content] of Object.entries(this.plain()).sort(byName)) {
      const parts = content instanceof Uint8Array ? [Buffer.from(content).toString('base64')] : partsOf(content);
      hash.update(JSON.stringify([name, content instanceof Uint8Array, parts]));
    }
    return hash.digest('hex');
  }

  private data(): Readonly<Record<string, Text>> | undefined {
    const texts = Object.entries(this.plain()).filter(
      (entry): entry is [string, Text] => !(entry[1] instanceof Uint8Array),
    );
    return texts.length === 0 ? undefined : Object.fromEntries(texts);
  }

  private binaryData(): Readonly<Record<string, string>> | undefined {
    const bytes = Object.entries(this.plain()).flatMap(([name, content]) =>
      content instanceof Uint8Array ? [[name, Buffer.from(content).toString('base64')] as const] : [],
    );
    return bytes.length === 0 ? undefined : Object.fromEntries(bytes);
  }

  private plain(): PlainFiles {
    return Object.fromEntries(this.entries());
  }

  /** Each file with its content, those of configurations among them. */
  private entries(): readonly (readonly [string, Text | Uint8Array])[] {
    return Object.entries(this.#files()).flatMap<readonly [string, Text | Uint8Array]>(([name, content]) =>
      isConfig(content) ? [[name, this.print(content)], ...Object.entries(content.files)] : [[name, content]],
    );
  }

  private print(config: FileConfig): Text {
    const text = this.#printed.get(config) ?? config.print();
    this.#printed.set(config, text);
    return text;
  }

  private check(config: FileConfig): readonly Finding[] {
    const found = this.#found.get(config) ?? Object.freeze([...config.check()]);
    this.#found.set(config, found);
    return found;
  }

  private findings(): readonly Finding[] {
    const own = Object.entries(this.#files()).flatMap(([name, content]) =>
      isConfig(content) ? this.check(content).map((one) => ({ ...one, at: `${name}: ${one.at}` })) : [],
    );
    // With errors it cannot be printed.
    if (own.some(({ severity }) => severity === 'error')) return own;
    const files = this.entries();
    return [
      ...own,
      ...files.flatMap(([name, content]) => this.fileFindings(name, content)),
      ...twiceFindings(files),
      ...sizeFindings(files),
    ];
  }

  private fileFindings(name: string, content: Text | Uint8Array): readonly Finding[] {
    const error = (rule: Finding['rule'], got: string, message: string, remedy: string): Finding => ({
      ...{ rule, severity: 'error', at: `files[${JSON.stringify(name)}]`, got, message, remedy },
    });
    const findings: Finding[] = [];
    if (!/^[-._a-zA-Z0-9]{1,253}$/.test(name) || name === '.' || name === '..') {
      findings.push(
        error('delivery/file-name', name, "'files' must have names of letters, digits, -, _ and .", 'rename it'),
      );
    }
    if (content instanceof Uint8Array) return findings;
    if (!isText(content)) {
      return [...findings, error('delivery/file-text', shown(content), "'files' must be texts or bytes", 'convert it')];
    }
    if (partsOf(content).some((part) => typeof part === 'string' && /\p{Surrogate}/u.test(part))) {
      findings.push(
        error(
          'delivery/file-text',
          'half a surrogate pair',
          "'files' must be well-formed Unicode",
          'give bytes instead',
        ),
      );
    }
    const foreign = livesOf(content).filter(({ reader }) => reader !== 'flux');
    for (const { reader, name: live } of foreign) {
      const message = `'files' must be without parts that ${reader} fills in, since nothing reads a ConfigMap on its way`;
      findings.push(error('delivery/file-unread', live, message, 'print it for the program that reads the file'));
    }
    const at = `files[${JSON.stringify(name)}]`;
    return [...findings, ...FluxScope.unfilled(this, content, at), ...manifestFindings(content, at)];
  }
}

/** A name given by the user and by a configuration, or by two of these: one file would be lost. */
function twiceFindings(files: readonly (readonly [string, unknown])[]): readonly Finding[] {
  const names = files.map(([name]) => name);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...twice].map((name) => ({
    rule: 'delivery/file-twice',
    severity: 'error',
    at: `files[${JSON.stringify(name)}]`,
    got: name,
    message: "'files' must have each name once, those that configurations bring along included",
    remedy: 'put the configurations into ConfigFiles of their own',
  }));
}

function sizeFindings(files: readonly (readonly [string, Text | Uint8Array])[]): readonly Finding[] {
  const size = files.reduce((sum, [, content]) => sum + sizeOf(content), 0);
  if (size <= largest) {
    if (size < annotated) return [];
    return [
      {
        rule: 'delivery/files-large',
        severity: 'warning',
        at: 'files',
        got: `${size} bytes`,
        message: "'files' must be less than 256 KiB together for `kubectl apply`, which puts a copy into an annotation",
        remedy: 'apply with --server-side, or by Flux',
      },
    ];
  }
  return [
    {
      rule: 'delivery/files-too-large',
      severity: 'error',
      at: 'files',
      got: `${size} bytes`,
      message: "'files' must be at most 1 MiB together, the limit of a ConfigMap",
      remedy: 'divide them among several',
    },
  ];
}

function sizeOf(content: Text | Uint8Array): number {
  if (content instanceof Uint8Array) return content.length;
  if (!isText(content)) return 0;
  return partsOf(content).reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : 0), 0);
}

function isConfig(content: unknown): content is FileConfig {
  if (typeof content !== 'object' || content === null || content instanceof LiveText) return false;
  const { print, check, files } = content as Partial<FileConfig>;
  return typeof print === 'function' && typeof check === 'function' && typeof files === 'object';
}

function isText(content: unknown): content is Text {
  return typeof content === 'string' || content instanceof LiveText;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
