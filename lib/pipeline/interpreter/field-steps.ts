import { timeReader } from '../../languages/time/time-reader';
import { levelOf } from '../level-table';
import type { StageOf } from '../stage-spec';
import { byKey, printObject } from './json-printer';
import { textReader, valueReader } from './ref-reader';
import type { Step, StepContext } from './stage-step';
import type { FieldValue } from './value';

export function renameStep({ names }: StageOf<'rename'>, { use }: StepContext): Step {
  return ({ fields }) => {
    let applied = false;
    for (const [from, to] of names) {
      const value = fields.get(from);
      if (value === undefined) continue;
      fields.delete(from);
      fields.set(to, value);
      applied = true;
    }
    if (applied) use.applied += 1;
    return true;
  };
}

export function setStep({ values }: StageOf<'set'>, { use }: StepContext): Step {
  const pairs = values.map(([name, value]) => [name, valueReader(value)] as const);
  return (record) => {
    let applied = false;
    for (const [name, read] of pairs) {
      const value = read(record);
      if (value === undefined) continue;
      record.fields.set(name, value);
      applied = true;
    }
    if (applied) use.applied += 1;
    return true;
  };
}

export function removeStep({ names }: StageOf<'remove'>, { use }: StepContext): Step {
  return ({ fields }) => {
    const before = fields.size;
    for (const name of names) fields.delete(name);
    if (fields.size < before) use.applied += 1;
    return true;
  };
}

export function timeStep({ from, formats, zone }: StageOf<'time'>, { use }: StepContext): Step {
  const read = textReader(from);
  const readers = formats.map((format) => timeReader(format, zone));
  return (record) => {
    const text = read(record);
    if (text === undefined) return true;
    for (const reader of readers) {
      const instant = reader(text);
      if (instant === undefined) continue;
      record.time = instant;
      use.applied += 1;
      return true;
    }
    return true;
  };
}

export function levelStep({ field }: StageOf<'level'>, { use }: StepContext): Step {
  return ({ fields }) => {
    const value = fields.get(field);
    const level = typeof value === 'string' ? levelOf.get(value.toLowerCase()) : undefined;
    if (level === undefined) return true;
    fields.set(field, level);
    use.applied += 1;
    return true;
  };
}

export function classifyStep({ field, classes }: StageOf<'classify'>, { use }: StepContext): Step {
  const patterns = classes.map(([name, regex]) => [name, regex.toJavaScript()] as const);
  return (record) => {
    const found = patterns.find(([, pattern]) => pattern.test(record.line));
    if (found === undefined) return true;
    record.fields.set(field, found[0]);
    use.applied += 1;
    return true;
  };
}

export function replaceStep({ regex, by }: StageOf<'replace'>, { use }: StepContext): Step {
  const pattern = regex.toJavaScript();
  return (record) => {
    if (!pattern.test(record.line)) return true;
    record.line = regex.replaceAll(record.line, by);
    use.applied += 1;
    return true;
  };
}

export function lineStep(spec: StageOf<'line'>, { use }: StepContext): Step {
  if ('value' in spec) {
    const read = textReader(spec.value);
    return (record) => {
      const text = read(record);
      if (text === undefined) return true;
      record.line = text;
      use.applied += 1;
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
    if (present.length === 0) return true;
    record.line = printObject(json === 'all' ? entries : present);
    use.applied += 1;
    return true;
  };
}
