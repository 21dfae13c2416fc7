import { isIP } from 'node:net';
import { Vrl } from '../../../languages/vrl/vrl';
import { refusal } from '../../../pipeline/argument';
import { SecretRef } from '../../../text/secret-ref';
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
  string,
  text,
  variant,
  whole,
} from '../../option-check';
export type { Check, Checks } from '../../option-check';

export const vrlCode: Check = (at, value) => {
  if (!Vrl.is(value)) throw refusal(at, 'be VRL', value, 'write vrl`…`');
};

export const secretRef: Check = (at, value) => {
  // Never shown: it may be the secret itself.
  if (!SecretRef.is(value)) {
    const remedy =
      "write secret('NAME') for the variable that holds it, or give what a SecretBackend's secret('KEY') gives back";
    throw new TypeError(`'${at}' must be a secret, got one of type ${typeof value}; ${remedy}`);
  }
};

/** Vector resolves no names where it listens. */
export const socketAddress: Check = (at, value) => {
  const match = typeof value === 'string' ? /^(?:\[(.+)\]|([^:]+)):(\d{1,5})$/.exec(value) : null;
  const [, six = '', four = '', port] = match ?? [];
  if ((isIP(six) === 6 || isIP(four) === 4) && Number(port) <= 65_535) return;
  throw refusal(at, 'be an ip address and a port', value, "write one such as '0.0.0.0:8686' or '[::]:8686'");
};
