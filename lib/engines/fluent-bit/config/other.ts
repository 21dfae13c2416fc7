import { refusal } from '../../../pipeline/argument';
import type { Condition } from './condition';
import { filterOptions } from './filter-options';
import type { FilterOptions } from './filter-options';
import { alias, inputOptions } from './input-options';
import type { InputOptions } from './input-options';
import { outputOptions } from './output-options';
import type { OutputOptions } from './output-options';
import { plugin } from './plugin';
import type { Common, Filter, Input, Output, Processor } from './plugin';

/** A plugin of Fluent Bit's that is not typed here: its own properties stand in `extra`, by Fluent Bit's names. */
export const other = Object.freeze({
  input: (type: string, given: InputOptions = {}): Input => plugin('inputs', named(type), given, inputOptions),
  filter: (type: string, given: FilterOptions): Filter => plugin('filters', named(type), given, filterOptions),
  processor: (type: string, given: Common & { readonly condition?: Condition } = {}): Processor =>
    plugin('processors', named(type), given, alias),
  output: (type: string, given: OutputOptions): Output => plugin('outputs', named(type), given, outputOptions),
});

function named(type: unknown): string {
  if (typeof type === 'string' && /^[a-z][a-z0-9_-]*$/.test(type)) return type;
  throw refusal('type', 'be the name of a plugin', type, "write it as Fluent Bit does, such as 'cpu'");
}
