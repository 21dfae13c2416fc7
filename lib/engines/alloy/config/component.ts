import { Block } from '../../../languages/alloy/document';
import { Code } from '../../../languages/alloy/code';
import { isIdentifier } from '../../../languages/alloy/identifier';
import { LiveText } from '../../../text/live-text';
import { SecretRef } from '../../../text/secret-ref';
import { refusal } from '../../../pipeline/argument';
import { checkFields, printFields } from '../../loki-stages/field';
import type { Field, Fields } from '../../loki-stages/field';
import { frozen } from '../../loki-stages/setting';
import type { Setting } from '../../loki-stages/setting';

/** What a component hands to others: targets to read, a receiver of logs or metrics, rules of relabelling. */
export type ExportKind = 'targets' | 'logs' | 'metrics' | 'rules';

/** Something that a component exports, by which others refer to it. */
export class Export<out K extends ExportKind = ExportKind> extends Code {
  /** @internal Components have theirs. */
  constructor(
    readonly component: Component,
    readonly kind: K,
    /** Its name in Alloy. */
    readonly exported: string,
  ) {
    super();
    Object.freeze(this);
  }

  override get variables(): readonly string[] {
    return [];
  }

  override print(): string {
    return `${this.component.id}.${this.exported}`;
  }
}

/** A component of a configuration. It holds what it refers to. */
export class Component {
  /** Alloy's name for what it is, such as `loki.write`. */
  readonly name: string;
  /** What tells it from others of its name; none for a block such as `logging`. */
  readonly label: string | undefined;
  /** Its options as they were given. */
  readonly settings: { readonly [option: string]: Setting };
  /** The components that its options name, with repetitions. */
  readonly refersTo: readonly Export[];
  readonly #fields: { readonly [option: string]: Field };

  /** @internal */
  constructor(name: string, label: string | undefined, settings: object, fields: object) {
    this.name = name;
    this.label = label;
    this.settings = frozen(settings as { readonly [option: string]: Setting });
    this.refersTo = Object.freeze(exportsIn(this.settings));
    this.#fields = fields as { readonly [option: string]: Field };
    Object.freeze(this);
  }

  /** What others refer to it by: `loki.write.default`. */
  get id(): string {
    return this.label === undefined ? this.name : `${this.name}.${this.label}`;
  }

  /** The variables of the environment that hold its secrets, with repetitions. */
  get secrets(): readonly string[] {
    return secretsIn(this.settings);
  }

  /** The names of all options that it can have. */
  get options(): readonly string[] {
    return Object.keys(this.#fields);
  }

  /** The component as Alloy reads it. */
  block(): Block {
    return new Block(this.name, this.label, printFields(this.settings, this.#fields));
  }
}

/** A part of a configuration that has a component: what a user is given. */
export interface HasComponent {
  readonly component: Component;
}

/** @throws if the label is none of Alloy's, or an option is none that can be meant */
export function component<T extends object>(name: string, label: string, options: T, fields: Fields<T>): Component {
  if (!isIdentifier(label)) {
    const rule = 'be letters, digits and _, and not begin with a digit';
    throw refusal(name, `have a label that can ${rule}`, label, 'rename it: others refer to the component by it');
  }
  return new Component(name, label, checkFields(`${name}.${label}`, options, fields), fields);
}

/** A block of which there is one. */
export function singleton<T extends object>(name: string, options: T, fields: Fields<T>): Component {
  return new Component(name, undefined, checkFields(name, options, fields), fields);
}

function exportsIn(setting: unknown): readonly Export[] {
  if (setting instanceof Export) return [setting];
  return isBranch(setting) ? Object.values(setting).flatMap(exportsIn) : [];
}

function secretsIn(setting: unknown): readonly string[] {
  if (SecretRef.is(setting)) return [setting.variable];
  return isBranch(setting) ? Object.values(setting).flatMap(secretsIn) : [];
}

function isBranch(setting: unknown): setting is object {
  if (typeof setting !== 'object' || setting === null || setting instanceof LiveText || Code.is(setting)) return false;
  const prototype: unknown = Object.getPrototypeOf(setting);
  return Array.isArray(setting) || prototype === Object.prototype || prototype === null;
}
