import type { Finding } from '../../../findings/finding';
import { refusal } from '../../../pipeline/argument';
import type { VectorVersion } from '../versions';
import { frozen } from './settings';
import { checkAll } from './shape';
import type { Check, Checks } from './shape';
import type { Setting } from './settings';

/** Where a component stands in the configuration file. */
export type Section = 'sources' | 'transforms' | 'sinks';

/** What flows out of a component. */
export type Emits = 'logs' | 'metrics' | 'traces';

/** One component of a topology: a source, a transform or a sink. It holds the components that feed it. */
export interface Component {
  /** Its id: letters, digits and `_`. Metrics and Vector's own logs carry it. */
  readonly name: string;
  /** Which part of the configuration lists it. */
  readonly section: Section;
  /** Vector's word for what it is, such as `remap`. */
  readonly type: string;
  /** What feeds it; none for a source. */
  readonly inputs: readonly Output[];
  /** Its options as they were given. */
  readonly options: { readonly [option: string]: Setting };
  /** Its outputs beside the one of its own name: `errors` for `split.errors`. */
  readonly ports?: readonly string[];
  /** What it prints more, or otherwise, for one version of Vector; what is undefined is left out there. */
  readonly byVersion?: (version: VectorVersion) => { readonly [option: string]: Setting };
  /** What one version of Vector would refuse of it, or lose. */
  readonly check?: (version: VectorVersion) => readonly ComponentFinding[];
}

/** A finding in one component, whose place is the component. */
export type ComponentFinding = Omit<Finding, 'at'>;

/** What a consumer can read: a source, a transform, or one of its outputs. */
export interface Output {
  /** As inputs name it: that of its component, or `split.errors`. */
  readonly name: string;
  /** What flows there; inputs are checked against it. */
  readonly emits: Emits;
  /** The component whose output it is. */
  readonly component: Component;
}

/** A sink: it reads and nothing reads it. */
export interface Consumer {
  /** Its id, as `Component.name`. */
  readonly name: string;
  /** The sources and transforms that feed it. */
  readonly inputs: NonEmpty<Output>;
  /** The sink as a component, with its options. */
  readonly component: Component;
}

/** A list with at least one item. */
export type NonEmpty<T> = readonly [T, ...T[]];

/** Options of whatever reads. */
export interface Reads {
  /** The sources and transforms that feed it. */
  readonly inputs: NonEmpty<Output>;
}

/** What few components have. */
export interface More extends Pick<Component, 'ports' | 'byVersion' | 'check'> {
  /** @default 'logs' */
  readonly emits?: Emits;
  /** @default - a transform reads logs, a sink both */
  readonly reads?: Emits;
}

export function source(type: string, name: string, options: object, more: More = {}): Output {
  return output(component('sources', type, name, [], options, more), more.emits);
}

export function transform(type: string, name: string, options: Reads, settings: object, more: More = {}): Output {
  const inputs = checkInputs(name, options.inputs, more.reads ?? 'logs');
  return output(component('transforms', type, name, inputs, settings, more), more.emits);
}

export function sink(type: string, name: string, options: Reads, settings: object, more: More = {}): Consumer {
  const inputs = checkInputs(name, options.inputs, more.reads);
  const made = component('sinks', type, name, inputs, settings, more);
  return Object.freeze({ name: made.name, inputs, component: made });
}

/** The output of one of a component's ports. */
export function portOf({ component: of, emits }: Output, port: string): Output {
  return Object.freeze({ name: `${of.name}.${port}`, emits, component: of });
}

function component(
  section: Section,
  type: string,
  name: string,
  inputs: readonly Output[],
  settings: object,
  { ports, byVersion, check }: More,
): Component {
  const options = frozen(settings as { readonly [option: string]: Setting });
  return Object.freeze({
    name: checkComponentName(name),
    section,
    type,
    inputs,
    options,
    ...(ports === undefined ? {} : { ports: Object.freeze([...ports]) }),
    ...(byVersion === undefined ? {} : { byVersion }),
    ...(check === undefined ? {} : { check }),
  });
}

function output(of: Component, emits: Emits = 'logs'): Output {
  return Object.freeze({ name: of.name, emits, component: of });
}

function checkComponentName(name: unknown): string {
  if (typeof name === 'string' && /^[A-Za-z0-9_]{1,128}$/.test(name)) return name;
  const rule = 'be 1 to 128 letters, digits and _';
  throw refusal('name', rule, name, "rename it: Vector's inputs take . and * for more than a name");
}

/** Sources and transforms that feed what reads them. */
export function checkInputs(name: string, inputs: unknown, reads?: Emits): NonEmpty<Output> {
  if (!Array.isArray(inputs) || inputs.length === 0) {
    throw refusal(`${name}.inputs`, 'hold what feeds it', inputs, 'give a source or a transform');
  }
  for (const [index, input] of (inputs as readonly unknown[]).entries()) {
    if (!isOutput(input)) throw notAnOutput(`${name}.inputs[${index}]`, input);
    if (reads !== undefined && input.emits !== reads) {
      throw new TypeError(
        `'${name}.inputs' must emit ${reads}, got ${input.emits} from ${input.name}; put a transform between`,
      );
    }
  }
  return Object.freeze([...(inputs as readonly Output[])]) as NonEmpty<Output>;
}

function isOutput(input: unknown): input is Output {
  return isObject(input) && isObject(input['component']) && typeof input['emits'] === 'string';
}

function notAnOutput(at: string, input: unknown): TypeError {
  const rule = 'be sources and transforms';
  if (input === undefined) {
    return refusal(at, rule, input, "is an output's name misspelt? give one that there is, such as split.outputs.err");
  }
  if (!isObject(input) || typeof input['name'] !== 'string' || !isObject(input['component'])) {
    return refusal(at, rule, input, 'give the object, not its name');
  }
  const { name, outputs, unmatched } = input;
  if (!isObject(outputs)) {
    return new TypeError(`'${at}' must ${rule}, got the sink ${name}; give what feeds it: nothing reads a sink`);
  }
  const [first] = Object.keys(outputs);
  const ports = [
    ...(first === undefined ? [] : [`${name}.outputs.${first}`]),
    ...(unmatched === undefined ? [] : [`${name}.unmatched`]),
  ];
  return new TypeError(`'${at}' must ${rule}, got the router ${name}; give ${ports.join(' or ')}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** A copy of the options. @throws if the component's name or one of them is none that can be meant */
export function checkSettings<T extends object>(name: string, options: T, checks: Checks<T>): T {
  return copied(checkAll(checkComponentName(name), options, checks));
}

/** As {@link checkSettings}, of options that have one of several shapes. */
export function checkVariant<T extends object>(name: string, options: T, check: Check): T {
  check(checkComponentName(name), options);
  return copied(options);
}

/** What feeds it is no copy: components are told apart by themselves. */
function copied<T extends object>(options: T): T {
  const { inputs, ...settings } = options as T & Partial<Reads>;
  const copy = frozen(settings as { readonly [option: string]: Setting });
  return (inputs === undefined ? copy : { inputs, ...copy }) as unknown as T;
}
