import { transform } from './component';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** Events that pass. */
export interface FilterOptions extends Reads {
  /** An expression that is true or false. */
  readonly condition: Vrl;
}

/** @see https://vector.dev/docs/reference/configuration/transforms/filter/ */
export function filter(name: string, options: FilterOptions): Output {
  return transform('filter', name, options, { condition: options.condition });
}
