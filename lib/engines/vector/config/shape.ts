import { Vrl } from '../../../languages/vrl/vrl';
import { refusal } from '../../../pipeline/argument';
import type { Check } from '../../option-check';

export {
  anything,
  boolean,
  checkAll,
  filled,
  filledText,
  list,
  map,
  maybe,
  number,
  object,
  oneOf,
  positive,
  secretRef,
  string,
  text,
  variant,
  whole,
} from '../../option-check';
export type { Check, Checks } from '../../option-check';

export const vrlCode: Check = (at, value) => {
  if (!Vrl.is(value)) throw refusal(at, 'be VRL', value, 'write vrl`…`');
};
