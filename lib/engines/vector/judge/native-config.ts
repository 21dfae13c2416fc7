import { itemsOf, nodeAt, pairsOf, readDocument, startOf, stringScalar } from '../../../languages/yaml/document';
import type { YamlDocument, YamlNode } from '../../../languages/yaml/document';
import { placedScalar } from '../../../languages/yaml/placed';
import { PlacedText } from '../../../text/placed-text';
import { standIns } from '../../../text/stand-in';
import type { FoundConfig } from '../../judge';
import type { Section } from '../config/component';
import { vectorInterpolation } from '../interpolation';

const sections = ['sources', 'transforms', 'sinks'] as const satisfies readonly Section[];
const permission = 'VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION';
const permissionArg = '--dangerously-allow-env-var-interpolation';

/** A file of Vector's, as its parser finds it. */
export interface NativeFile {
  readonly name: string;
  readonly text: PlacedText;
  readonly yaml: YamlDocument;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A component as it is written. */
export interface NativeComponent {
  readonly section: Section;
  readonly name: string;
  readonly file: NativeFile;
  /** Where its name stands in the file. */
  readonly index: number;
  readonly node: YamlNode;
  readonly options: Readonly<Record<string, unknown>>;
}

/** An input that a component names. */
export interface NativeInput {
  readonly name: string;
  readonly index: number;
}

/** A configuration in Vector's own words, in one or several files. */
export class NativeConfig {
  readonly files: readonly NativeFile[];
  readonly components: readonly NativeComponent[];
  /** The outputs that enrichment tables read. */
  readonly tableInputs: readonly string[];
  readonly #byPath: ReadonlyMap<string, NativeComponent>;

  /** @throws Unreadable where Vector would refuse the variables in the text */
  constructor(config: FoundConfig) {
    this.files = Object.entries(config.files).flatMap(([name, text]) =>
      isYaml(name) ? [readFile(name, text, config)] : [],
    );
    this.components = this.files.flatMap(componentsOf);
    this.tableInputs = this.files.flatMap((file) =>
      pairsOf(file.yaml.document, at(file.yaml, ['enrichment_tables'])).flatMap(({ value }) =>
        inputsOf({ file, node: value }).map(({ name }) => name),
      ),
    );
    this.#byPath = new Map(this.components.map((one) => [`${one.section}.${one.name}`, one]));
  }

  /** By its path, such as `sinks.loki`. */
  component(path: string): NativeComponent | undefined {
    return this.#byPath.get(path);
  }

  /** The names below one of the other keys at the top, such as `enrichment_tables`. */
  names(key: string): readonly string[] {
    return this.files.flatMap(({ yaml }) => pairsOf(yaml.document, at(yaml, [key])).map((pair) => pair.key));
  }
}

/** Files that the built-in judge can read: JSON is YAML. */
export function isYaml(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name);
}

/** Whether the Vector that the configuration is for expands variables in it. */
export function expands({ version, args, environment }: FoundConfig): boolean {
  const minor = Number(/^\d+\.(\d+)/.exec(version ?? '')?.[1] ?? Infinity);
  return (
    minor < 57 || environment[permission] === 'true' || args.some((arg) => arg.split(/\s+/).includes(permissionArg))
  );
}

/** The string at a path in a component, and where it stands in its file. */
export function stringAt({ file, node }: NativeComponent, path: readonly (string | number)[]): PlacedText | undefined {
  const scalar = stringScalar(nodeAt(file.yaml.document, node, path));
  return scalar === undefined ? undefined : placedScalar(file.text, scalar);
}

/** Where what stands at a path in a component begins in its file. */
export function indexAt({ file, node, index }: NativeComponent, path: readonly (string | number)[]): number {
  const found = nodeAt(file.yaml.document, node, path);
  return found === undefined || found === null ? index : file.text.originOf(startOf(found));
}

/** Where an option's name stands in its file. */
export function keyIndexAt({ file, node, index }: NativeComponent, option: string): number {
  const pair = pairsOf(file.yaml.document, node).find(({ key }) => key === option);
  return pair === undefined ? index : file.text.originOf(startOf(pair.keyNode));
}

/** The names of the inputs, in their order. */
export function inputsOf({ file, node }: Pick<NativeComponent, 'file' | 'node'>): readonly NativeInput[] {
  const { document } = file.yaml;
  const inputs = nodeAt(document, node, ['inputs']);
  return [...itemsOf(document, inputs), inputs].flatMap((item) => {
    const scalar = stringScalar(item);
    return scalar === undefined ? [] : [{ name: scalar.value, index: file.text.originOf(startOf(scalar)) }];
  });
}

function readFile(name: string, source: string, config: FoundConfig): NativeFile {
  const plain = PlacedText.of(source);
  const text = expands(config) ? plain.read(vectorInterpolation, standIns(config.environment)) : plain;
  const { value, ...yaml } = readDocument(text.text);
  return { name, text, yaml, value: isRecord(value) ? value : {} };
}

function componentsOf(file: NativeFile): readonly NativeComponent[] {
  return sections.flatMap((section) =>
    pairsOf(file.yaml.document, at(file.yaml, [section])).map(({ key, keyNode, value }) => {
      const within = file.value[section];
      const options: unknown = isRecord(within) && Object.hasOwn(within, key) ? within[key] : undefined;
      const index = file.text.originOf(startOf(keyNode));
      return { section, name: key, file, index, node: value, options: isRecord(options) ? options : {} };
    }),
  );
}

function at(yaml: YamlDocument, path: readonly string[]): YamlNode {
  return nodeAt(yaml.document, yaml.document.contents, path);
}

/** Whether a value has values by name. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
