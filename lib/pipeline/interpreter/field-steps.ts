import { timeReader } from '../../languages/time/time-reader';
import { levelOf } from '../level-table';
import type { StageOf } from '../stage-spec';
import { byKey, printObject } from './json-printer';
import { textReader, valueReader } from './ref-reader';
import type { Step } from './stage-step';
import type { FieldValue } from './value';

export function renameStep({ names }: StageOf<'rename'>): Step {
  return ({ fields }) => {
    for (const [from, to] of names) {
      const value = fields.get(from);
      if (value === undefined) continue;
      fields.delete(from);
      fields.set(to, value);
    }
    return true;
  };
}

export function setStep({ values }: StageOf<'set'>): Step {
  const pairs = values.map(([name, value]) => [name, valueReader(value)] as const);
  return (record) => {
    for (const [name, read] of pairs) {
      const value = read(record);
      if (value !== undefined) record.fields.set(name, value);
    }
    return true;
  };
}

export function removeStep({ names }: StageOf<'remove'>): Step {
  return ({ fields }) => {
    for (const name of names) fields.delete(name);
    return true;
  };
}

export function timeStep({ from, formats, zone }: StageOf<'time'>): Step {
  const read = textReader(from);
  const readers = formats.map((format) => timeReader(format, zone));
  return (record) => {
    const text = read(record);
    if (text === undefined) return true;
    for (const reader of readers) {
      const instant = reader(text);
      if (instant === undefined) continue;
      record.time = instant;
      return true;
    }
    return true;
  };
}

export function levelStep({ field }: StageOf<'level'>): Step {
  return ({ fields }) => {
    const value = fields.get(field);
    const level = typeof value === 'string' ? levelOf.get(value.toLowerCase()) : undefined;
    if (level !== undefined) fields.set(field, level);
    return true;
  };
}

export function classifyStep({ field, classes }: StageOf<'classify'>): Step {
  const patterns = classes.map(([name, regex]) => [name, regex.toJavaScript()] as const);
  return (record) => {
    const found = patterns.find(([, pattern]) => pattern.test(record.line));
    if (found !== undefined) record.fields.set(field, found[0]);
    return true;
  };
}

export function replaceStep({ regex, by }: StageOf<'replace'>): Step {
  const pattern = regex.toJavaScript();
  return (record) => {
    if (pattern.test(record.line)) record.line = regex.replaceAll(record.line, by);
    return true;
  };
}

export function lineStep(spec: StageOf<'line'>): Step {
  if ('value' in spec) {
    const read = textReader(spec.value);
    return (record) => {
      record.line = read(record) ?? record.line;
      return true;
    };
  }
  const { json } = spec;
  return (record) => {
    const { fields } = record;
    const entries: (readonly [string, FieldValue])[] =
      json === 'all' ? [...fields].sort(byKey) : json.map((key) => [key, fields.get(key) ?? null] as const);
    const present = entries.filter(([, value]) => value !== null);
    // What is absent is left out; of all fields, a null is one of them.
    if (present.length > 0) record.line = printObject(json === 'all' ? entries : present);
    return true;
  };
}
