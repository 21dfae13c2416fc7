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
import type { Finding } from '../findings/finding';
import type { Text } from '../text/live-text';

/** Files by their names; bytes are delivered as they are. */
export type Files = Readonly<Record<string, Text | Uint8Array>>;

/** How `ConfigFiles` are set up. */
export interface ConfigFilesProps {
  /** A function is asked at synth. */
  readonly files: Files | (() => Files);
  /** The name of the ConfigMap. @default - made of the construct's path */
  readonly name?: string;
}

// Kubernetes' limit on the values of one ConfigMap together.
const largest = 1024 * 1024;

/**
 * A ConfigMap with files of a program's configuration. Only Flux reads it on the way, and only where it holds one of Flux's
 * variables, so what the program reads is what was written.
 */
export class ConfigFiles extends Construct {
  /** The name of the ConfigMap. */
  readonly name: string;
  readonly #files: () => Files;

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
   */
  hash(): string {
    const hash = createHash('sha256');
    for (const [name, content] of Object.entries(this.#files()).sort(byName)) {
      const parts = content instanceof Uint8Array ? [Buffer.from(content).toString('base64')] : partsOf(content);
      hash.update(JSON.stringify([name, content instanceof Uint8Array, parts]));
    }
    return hash.digest('hex');
  }

  private data(): Readonly<Record<string, Text>> | undefined {
    const texts = Object.entries(this.#files()).filter(
      (entry): entry is [string, Text] => !(entry[1] instanceof Uint8Array),
    );
    return texts.length === 0 ? undefined : Object.fromEntries(texts);
  }

  private binaryData(): Readonly<Record<string, string>> | undefined {
    const bytes = Object.entries(this.#files()).flatMap(([name, content]) =>
      content instanceof Uint8Array ? [[name, Buffer.from(content).toString('base64')] as const] : [],
    );
    return bytes.length === 0 ? undefined : Object.fromEntries(bytes);
  }

  private findings(): readonly Finding[] {
    const files = Object.entries(this.#files());
    return [...files.flatMap(([name, content]) => this.fileFindings(name, content)), ...sizeFindings(files)];
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

function sizeFindings(files: readonly (readonly [string, Text | Uint8Array])[]): readonly Finding[] {
  const size = files.reduce((sum, [, content]) => sum + sizeOf(content), 0);
  if (size <= largest) return [];
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

function isText(content: unknown): content is Text {
  return typeof content === 'string' || content instanceof LiveText;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : Number(a > b);
}
