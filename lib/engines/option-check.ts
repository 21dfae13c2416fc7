import { checkFilled, checkList, checkOptions, checkPairs, checkText, refusal } from '../pipeline/argument';
import { SecretRef } from '../text/secret-ref';

/** Refuses what an option cannot mean. `at` names it: `logs.fingerprint.lines`. */
export type Check = (at: string, value: unknown) => void;

/** A check for each option that there is: a name that is misspelt would be refused by the program only, in the cluster. */
export type Checks<T> = { readonly [K in keyof T]-?: Check };

/** @throws if the options are none, one is not known, or one holds what it cannot mean */
export function checkAll<T extends object>(at: string, options: T, checks: Checks<T>): T {
  checkOptions(options, Object.keys(checks) as (keyof T & string)[], at);
  for (const [name, check] of Object.entries<Check>(checks)) {
    check(`${at}.${name}`, Object.hasOwn(options, name) ? options[name as keyof T] : undefined);
  }
  return options;
}

/** What may be left out. */
export function maybe(check: Check): Check {
  return (at, value) => {
    if (value !== undefined) check(at, value);
  };
}

/** What is checked elsewhere. */
export const anything: Check = () => undefined;

export const text: Check = checkText;

export const filledText: Check = (at, value) => {
  if (checkText(at, value) === '') throw refusal(at, 'not be empty', value, 'write a text');
};

export const filled: Check = (at, value) => {
  checkFilled(at, value, 'write a text');
};

export const string: Check = (at, value) => {
  if (typeof value !== 'string') throw refusal(at, 'be a string', value, 'write one');
};

export const boolean: Check = (at, value) => {
  if (typeof value !== 'boolean') throw refusal(at, 'be true or false', value, 'write one of them');
};

export const secretRef: Check = (at, value) => {
  // Never shown: it may be the secret itself.
  if (!SecretRef.is(value)) {
    const remedy = "write secret('NAME') for the variable that holds it";
    throw new TypeError(`'${at}' must be a secret, got one of type ${typeof value}; ${remedy}`);
  }
};

export function whole(least: number, most = Number.MAX_SAFE_INTEGER): Check {
  const rule =
    most === Number.MAX_SAFE_INTEGER
      ? `be a whole number from ${least} on`
      : `be a whole number from ${least} to ${most}`;
  return (at, value) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return;
    throw refusal(at, rule, value, 'write such a number');
  };
}

export const number: Check = (at, value) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw refusal(at, 'be a number', value, 'write one');
};

export const positive: Check = (at, value) => {
  number(at, value);
  if (!((value as number) > 0)) throw refusal(at, 'be more than 0', value, 'write such a number');
};

export function oneOf(...choices: readonly string[]): Check {
  return (at, value) => {
    if (!choices.some((choice) => choice === value)) {
      throw refusal(at, `be ${choices.join(' or ')}`, value, 'write one of these');
    }
  };
}

/** @param least - how many there must be */
export function list(check: Check, least: 0 | 1 = 0): Check {
  return (at, value) => {
    if (least === 0 && Array.isArray(value) && value.length === 0) return;
    checkList(at, value, listRemedy(value, least)).forEach((item, index) => check(`${at}[${index}]`, item));
  };
}

function listRemedy(value: unknown, least: 0 | 1): string {
  if (Array.isArray(value)) return 'add at least one';
  if (value === undefined) return least === 1 ? 'give a list of at least one' : 'give a list';
  return 'put it into a list, even where it is the only one';
}

/** Names of the user's own. */
export function map(check: Check, least: 0 | 1 = 0): Check {
  return (at, value) => {
    const pairs = checkPairs(at, value, "write { name: '…' }");
    if (pairs.length < least) throw refusal(at, 'have at least one name', value, 'add one such as app');
    for (const [name, held] of pairs) check(`${at}.${name}`, held);
  };
}

export function object<T extends object>(checks: Checks<T>): Check {
  return (at, value) => {
    checkAll(at, value as T, checks);
  };
}

/** An object of one of several shapes, which the value of one of its options tells. */
export function variant(tag: string, shapes: Readonly<Record<string, Readonly<Record<string, Check>>>>): Check {
  return (at, value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refusal(at, 'be an object', value, `write { ${tag}: '${Object.keys(shapes)[0] ?? ''}' }`);
    }
    const kind = (value as Readonly<Record<string, unknown>>)[tag];
    oneOf(...Object.keys(shapes))(`${at}.${tag}`, kind);
    checkAll(at, value, { [tag]: anything, ...shapes[kind as string] });
  };
}
