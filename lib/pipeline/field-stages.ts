import { checkTimeFormat } from '../languages/time/time-format';
import { checkZone } from '../languages/time/zone';
import type { TimeFormat } from '../languages/time/time-format';
import { checkFilled, checkNames, checkOptions, checkPairs, checkPattern, refusal } from './argument';
import { checkRef, checkValue, Ref } from './ref';
import type { JsonLine, TimeOptions } from './stage-options';
import type { StageOf } from './stage-spec';

export function rename(names: unknown): StageOf<'rename'> {
  const pairs = checkPairs('names', names, 'write { from: to }').map(([from, to]) => {
    const target = checkFilled(`names.${from}`, to, 'name the new field');
    if (target === from) throw refusal(`names.${from}`, 'be another name', to, 'remove it');
    return Object.freeze([from, target] as const);
  });
  if (pairs.length === 0) throw refusal('names', 'name at least one field', names, 'remove the stage');
  return { kind: 'rename', names: Object.freeze(pairs) };
}

export function set(values: unknown): StageOf<'set'> {
  const pairs = checkPairs('values', values, 'write { field: value }').map(([name, value]) =>
    Object.freeze([name, checkValue(`values.${name}`, value)] as const),
  );
  if (pairs.length === 0) throw refusal('values', 'set at least one field', values, 'remove the stage');
  return { kind: 'set', values: Object.freeze(pairs) };
}

export function remove(fields: unknown): StageOf<'remove'> {
  return { kind: 'remove', names: checkNames('fields', fields, 'name at least one field') };
}

export function time(from: unknown, options: TimeOptions): StageOf<'time'> {
  const { format: given = 'iso8601', zone = 'UTC' } = checkOptions(options, ['format', 'zone']);
  const formats = (typeof given === 'string' ? [given] : checkNames('format', given, 'name a format')) as TimeFormat[];
  return {
    kind: 'time',
    from: checkRef('from', from),
    formats: Object.freeze(formats.map((format) => checkTimeFormat(format))),
    zone: checkZone(zone),
  };
}

export function level(field: unknown): StageOf<'level'> {
  return { kind: 'level', field: checkFilled('field', field, 'name the field that holds the level') };
}

export function classify(field: unknown, classes: unknown): StageOf<'classify'> {
  const pairs = checkPairs('classes', classes, 'write { name: /pattern/ }').map(([name, pattern]) =>
    Object.freeze([name, checkPattern(`classes.${name}`, pattern)] as const),
  );
  if (pairs.length === 0) throw refusal('classes', 'name at least one class', classes, 'remove the stage');
  return { kind: 'classify', field: checkFilled('field', field, 'name the field'), classes: Object.freeze(pairs) };
}

export function line(value: Ref | JsonLine): StageOf<'line'> {
  if (Ref.isRef(value)) return { kind: 'line', value: value.spec };
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'json')) {
    throw refusal('value', 'be a reference or { json }', value, "write field('message') or { json: 'all' }");
  }
  if (value.json === 'all') return { kind: 'line', json: 'all' };
  return { kind: 'line', json: checkNames('json', value.json, "name fields, or write 'all'") };
}
