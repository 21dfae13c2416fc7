import { Block } from '../../languages/alloy/document';
import type { YamlValue } from '../../languages/yaml/print';
import { printFields } from './field';
import type { Field } from './field';
import { promtailValue, snakeCase } from './setting';
import type { Setting } from './setting';

/** The options of a stage, as data. */
export type StageSettings = { readonly [option: string]: Setting };

/** What a kind of stage is to the two agents. */
export interface StageType {
  /** Alloy's name, without `stage.`. */
  readonly alloy: string;
  /** Promtail's name. @default - Promtail has no such stage */
  readonly promtail?: string;
  readonly fields: { readonly [option: string]: Field };
  /** Options that Promtail has not. */
  readonly alloyOnly?: readonly string[];
  /** What Promtail's stage holds, where that is not its options by name. */
  readonly toPromtail?: (settings: StageSettings) => YamlValue;
}

/** One stage: its kind and its options. */
export interface StageData {
  readonly type: StageType;
  readonly settings: StageSettings;
}

/** The stage as a block of `loki.process`. */
export function printAlloyStage({ type, settings }: StageData): Block {
  return new Block(`stage.${type.alloy}`, undefined, printFields(settings, type.fields));
}

/** Why Promtail cannot run a stage, if it cannot. */
export function promtailRefusal({ type, settings }: StageData): string | undefined {
  if (type.promtail === undefined) return `stage ${type.alloy}`;
  const option = type.alloyOnly?.find((name) => settings[name] !== undefined);
  return option === undefined ? undefined : `option ${option} of stage ${type.alloy}`;
}

/**
 * The stage as Promtail's YAML has it.
 *
 * @throws if Promtail has no such stage or option
 */
export function printPromtailStage(stage: StageData): YamlValue {
  const { type, settings } = stage;
  const refused = promtailRefusal(stage);
  if (refused !== undefined || type.promtail === undefined) {
    throw new TypeError(`'stages' must be what Promtail has, got ${refused ?? type.alloy}; leave it out, or use Alloy`);
  }
  return { [type.promtail]: type.toPromtail?.(settings) ?? promtailValue(settings, snakeCase) };
}
