import type { StageOf } from '../stage-spec';
import { readJsonObject } from './json-reader';
import { readLogfmt } from './logfmt-reader';
import { textReader } from './ref-reader';
import type { Step } from './stage-step';

export function parseJsonStep({ from, only }: StageOf<'parseJson'>): Step {
  const read = textReader(from);
  return (record) => {
    const text = read(record);
    const object = text === undefined ? undefined : readJsonObject(text);
    if (object === undefined) return true;
    for (const key of only ?? Object.keys(object)) {
      if (only !== undefined && !Object.hasOwn(object, key)) continue;
      record.fields.set(key, object[key] ?? null);
    }
    return true;
  };
}

export function parseLogfmtStep({ from, only }: StageOf<'parseLogfmt'>): Step {
  const read = textReader(from);
  const wanted = only === undefined ? undefined : new Set(only);
  return (record) => {
    const text = read(record);
    for (const [key, value] of (text === undefined ? undefined : readLogfmt(text)) ?? []) {
      if (wanted === undefined || wanted.has(key)) record.fields.set(key, value);
    }
    return true;
  };
}

/** Sets a field for each named group that took part and is not empty. */
export function captureStep({ from, regex }: StageOf<'parsePattern' | 'parseRegex' | 'parsePath'>): Step {
  const read = textReader(from);
  const pattern = regex.toJavaScript();
  const { groups: names } = regex;
  return (record) => {
    const text = read(record);
    const groups = text === undefined ? undefined : pattern.exec(text)?.groups;
    if (groups === undefined) return true;
    for (const name of names) {
      const value = groups[name];
      if (value !== undefined && value !== '') record.fields.set(name, value);
    }
    return true;
  };
}
