import { checkSettings, transform } from './component';
import { anything, vrlCode } from './shape';
import type { Output, Reads } from './component';
import type { Vrl } from '../../../languages/vrl/vrl';

/** Events that pass. */
export interface FilterOptions extends Reads {
  /** An expression that is true or false. */
  readonly condition: Vrl;
}

/** @see https://vector.dev/docs/reference/configuration/transforms/filter/ */
export function filter(name: string, options: FilterOptions): Output {
  const { condition } = checkSettings<FilterOptions>(name, options, { inputs: anything, condition: vrlCode });
  return transform('filter', name, options, { condition });
}
