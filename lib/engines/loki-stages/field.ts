import type { Size } from 'cdk8s';
import { Attribute, Block } from '../../languages/alloy/document';
import type { Statement } from '../../languages/alloy/document';
import { checkAll, list, maybe } from '../option-check';
import type { Check, Checks } from '../option-check';
import { bytesOf, size } from './quantity';
import { alloyValue, snakeCase } from './setting';
import type { Setting } from './setting';

/** An option: what it may hold, and how Alloy writes it. */
export interface Field {
  readonly check: Check;
  print(name: string, value: Setting): readonly Statement[];
}

/** A field for each option that there is: a name that is misspelt would be refused in the cluster only. */
export type Fields<T> = { readonly [K in keyof T]-?: Field };

/** An attribute that must be there. */
export function attribute(check: Check): Field {
  return { check, print: (name, value) => [new Attribute(name, alloyValue(value))] };
}

/** An attribute that may be left out. */
export function optional(check: Check): Field {
  return attribute(maybe(check));
}

/** A size that may be left out, and that Alloy takes as a number alone. */
export const optionalBytes: Field = {
  check: maybe(size()),
  print: (name, value) => [new Attribute(name, bytesOf(value as Size))],
};

/** A field whose name in Alloy is not the option's. */
export function named(name: string, field: Field): Field {
  return { check: field.check, print: (_, value) => field.print(name, value) };
}

/** A block that may be left out. */
export function block<T extends object>(fields: Fields<T>): Field {
  return {
    check: maybe((at, value) => void checkFields(at, value as T, fields)),
    print: (name, value) => [new Block(name, undefined, printFields(value as T, fields))],
  };
}

/** Blocks of one name, given as a list. @param least - how many there must be */
export function blocks<T extends object>(fields: Fields<T>, least: 0 | 1 = 0): Field {
  const check = list((at, value) => void checkFields(at, value as T, fields), least);
  return {
    check: least === 0 ? maybe(check) : check,
    print: (name, value) => (value as readonly T[]).map((one) => new Block(name, undefined, printFields(one, fields))),
  };
}

/** Options as they were given. @throws if they are none that can be meant */
export function checkFields<T extends object>(at: string, options: T, fields: Fields<T>): T {
  const checks = Object.fromEntries(Object.entries<Field>(fields).map(([name, field]) => [name, field.check]));
  return checkAll(at, options, checks as Checks<T>);
}

/** Attributes first, then blocks, each in the order of the fields. */
export function printFields<T extends object>(options: T, fields: Fields<T>): readonly Statement[] {
  const statements = Object.entries<Field>(fields).flatMap(([name, field]) => {
    const value = Object.hasOwn(options, name) ? (options[name as keyof T] as Setting) : undefined;
    return value === undefined ? [] : field.print(snakeCase(name), value);
  });
  const attributes = statements.filter((statement) => statement instanceof Attribute);
  return [...attributes, ...statements.filter((statement) => !(statement instanceof Attribute))];
}
