import { refusal } from '../../../pipeline/argument';
import type { VectorVersion } from '../versions';
import { frozen } from './settings';
import { checkAll } from './shape';
import type { Checks } from './shape';
import type { Setting } from './settings';

/** Where a component stands in the configuration file. */
export type Section = 'sources' | 'transforms' | 'sinks';

/** What flows out of a component. */
export type Emits = 'logs' | 'metrics';

/** One component of a topology: a source, a transform or a sink. It holds the components that feed it. */
export interface Component {
  /** Its id: letters, digits and `_`. Metrics and Vector's own logs carry it. */
  readonly name: string;
  readonly section: Section;
  /** Vector's word for what it is, such as `remap`. */
  readonly type: string;
  /** What feeds it; none for a source. */
  readonly inputs: readonly Output[];
  /** Its options as they were given. */
  readonly options: { readonly [option: string]: Setting };
  /** What it prints more, or otherwise, for one version of Vector. */
  readonly byVersion?: (version: VectorVersion) => { readonly [option: string]: Setting };
}

/** What a consumer can read: a source or a transform. */
export interface Output {
  readonly name: string;
  readonly emits: Emits;
  readonly component: Component;
}

/** A sink: it reads and nothing reads it. */
export interface Consumer {
  readonly name: string;
  readonly inputs: NonEmpty<Output>;
  readonly component: Component;
}

export type NonEmpty<T> = readonly [T, ...T[]];

/** Options of whatever reads. */
export interface Reads {
  /** The sources and transforms that feed it. */
  readonly inputs: NonEmpty<Output>;
}

export function source(type: string, name: string, options: object, emits: Emits = 'logs'): Output {
  return output(component('sources', type, name, [], options), emits);
}

export function transform(type: string, name: string, options: Reads, settings: object, emits: Emits = 'logs'): Output {
  return output(component('transforms', type, name, checkInputs(name, options.inputs, 'logs'), settings), emits);
}

export function sink(
  type: string,
  name: string,
  options: Reads,
  settings: object,
  more: { readonly reads?: Emits; readonly byVersion?: Component['byVersion'] } = {},
): Consumer {
  const inputs = checkInputs(name, options.inputs, more.reads);
  const made = component('sinks', type, name, inputs, settings, more.byVersion);
  return Object.freeze({ name: made.name, inputs, component: made });
}

function component(
  section: Section,
  type: string,
  name: string,
  inputs: readonly Output[],
  settings: object,
  byVersion?: Component['byVersion'],
): Component {
  const options = frozen(settings as { readonly [option: string]: Setting });
  const base = { name: checkComponentName(name), section, type, inputs, options };
  return Object.freeze(byVersion === undefined ? base : { ...base, byVersion });
}

function output(of: Component, emits: Emits): Output {
  return Object.freeze({ name: of.name, emits, component: of });
}

function checkComponentName(name: unknown): string {
  if (typeof name === 'string' && /^[A-Za-z0-9_]{1,128}$/.test(name)) return name;
  const rule = 'be 1 to 128 letters, digits and _';
  throw refusal('name', rule, name, "rename it: Vector's inputs take . and * for more than a name");
}

function checkInputs(name: string, inputs: unknown, reads?: Emits): NonEmpty<Output> {
  if (!Array.isArray(inputs) || inputs.length === 0) {
    throw refusal(`${name}.inputs`, 'hold what feeds it', inputs, 'give a source or a transform');
  }
  for (const input of inputs as readonly (Partial<Output> | null | undefined)[]) {
    if (typeof input?.component !== 'object') {
      throw refusal(`${name}.inputs`, 'be sources and transforms', input, 'give the object, not its name');
    }
    if (reads !== undefined && input.emits !== reads) {
      throw new TypeError(
        `'${name}.inputs' must emit ${reads}, got ${input.emits} from ${input.name}; put a transform between`,
      );
    }
  }
  return Object.freeze([...(inputs as readonly Output[])]) as NonEmpty<Output>;
}

/** Options as they were given. @throws if the component's name or one of them is none that can be meant */
export function checkSettings<T extends object>(name: string, options: T, checks: Checks<T>): T {
  return checkAll(checkComponentName(name), options, checks);
}
