import type { StageOf } from '../stage-spec';
import { readJsonObject } from './json-reader';
import { readLogfmt } from './logfmt-reader';
import { textReader } from './ref-reader';
import type { Step, StepContext } from './stage-step';

export function parseJsonStep({ from, only }: StageOf<'parseJson'>, { use }: StepContext): Step {
  const read = textReader(from);
  return (record) => {
    const text = read(record);
    const object = text === undefined ? undefined : readJsonObject(text);
    if (object === undefined) return true;
    use.applied += 1;
    for (const key of only ?? Object.keys(object)) {
      if (only !== undefined && !Object.hasOwn(object, key)) continue;
      record.fields.set(key, object[key] ?? null);
    }
    return true;
  };
}

export function parseLogfmtStep({ from, only }: StageOf<'parseLogfmt'>, { use }: StepContext): Step {
  const read = textReader(from);
  const wanted = only === undefined ? undefined : new Set(only);
  return (record) => {
    const text = read(record);
    const pairs = text === undefined ? undefined : readLogfmt(text);
    if (pairs === undefined) return true;
    use.applied += 1;
    for (const [key, value] of pairs) {
      if (wanted === undefined || wanted.has(key)) record.fields.set(key, value);
    }
    return true;
  };
}

/** Sets a field for each named group that took part and is not empty. */
export function captureStep(
  { from, regex }: StageOf<'parsePattern' | 'parseRegex' | 'parsePath'>,
  { use }: StepContext,
): Step {
  const read = textReader(from);
  const pattern = regex.toJavaScript();
  const { groups: names } = regex;
  return (record) => {
    const text = read(record);
    const groups = text === undefined ? undefined : pattern.exec(text)?.groups;
    if (groups === undefined) return true;
    use.applied += 1;
    for (const name of names) {
      const value = groups[name];
      if (value !== undefined && value !== '') record.fields.set(name, value);
    }
    return true;
  };
}
