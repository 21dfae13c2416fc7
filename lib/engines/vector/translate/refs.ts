import { vrl, Vrl } from '../../../languages/vrl';
import { LiveText } from '../../../text/live-text';
import type { RefSpec, ValueSpec } from '../../../pipeline/ref-spec';
import { originPaths, podTexts } from './origins';
import type { Origins } from './origins';
import type { Program } from './program';

/** A value as it is read in a program. */
export interface Read {
  /** An expression, short enough to stand twice: null where the value is absent. */
  readonly code: Vrl;
  /** What the compiler knows of it: where an error cannot be, it refuses the handling of one. */
  readonly type: 'text' | 'text or null' | 'any';
  /** Whether it can be anything but text: what JSON holds. */
  readonly isJson: boolean;
}

/** The largest float with a text: beyond, not every whole number is one. */
const largest = 2 ** 53;

/** Reads a value; what is put together goes into a variable. */
export function read(spec: ValueSpec, program: Program): Read {
  if (isAbsent(spec, program.origins)) return { code: vrl`null`, type: 'text or null', isJson: false };
  switch (spec.of) {
    case 'constant':
      return { code: vrl`${spec.text}`, type: 'text', isJson: false };
    case 'line':
      return { code: program.line, type: 'text', isJson: false };
    case 'field':
      return {
        code: program.field(spec.path),
        type: 'any',
        isJson: spec.path.length > 1 || program.mayHoldNumbers(spec.path[0]),
      };
    case 'origin':
      return { code: originPaths[spec.name], type: 'any', isJson: false };
    case 'podLabel':
    case 'podAnnotation':
      return { code: podTexts(spec.of, spec.key), type: 'any', isJson: false };
    case 'text':
      return joined(spec.parts, program);
    case 'firstOf':
      return firstOf(spec.values, program);
  }
}

/** The text of what was read: null where it is absent, or has none. */
export function textOf({ code, type, isJson }: Read): Vrl {
  if (type !== 'any' || !isJson) return code;
  return vrl`{ if ${code} != null && !(${isBeyondText(code)}) { to_string(${code}) ?? null } }`;
}

/** The text of what was read: empty where it is absent, or has none. */
export function textOrEmpty(of: Read): Vrl {
  if (of.type === 'text') return of.code;
  return vrl`string(${textOf(of)}) ?? ""`;
}

/** Whether what was read has a text, as a condition. */
export function hasText({ code, isJson }: Read): Vrl {
  if (!isJson) return vrl`${code} != null`;
  return vrl`${code} != null && !is_object(${code}) && !is_array(${code}) && !(${isBeyondText(code)})`;
}

/** Whether a value is of what no source of the pipeline knows. */
export function isAbsent(spec: ValueSpec, origins: Origins): boolean {
  if (spec.of === 'origin') return spec.name !== 'path' && !origins.pods;
  if (spec.of === 'firstOf') return spec.values.every((value) => isAbsent(value, origins));
  if (spec.of === 'text') return spec.parts.some((part) => isRef(part) && isAbsent(part, origins));
  return (spec.of === 'podLabel' || spec.of === 'podAnnotation') && !origins.pods;
}

/** Whether a value is a number too large to have a text. */
export function isBeyondText(code: Vrl): Vrl {
  return vrl`is_float(${code}) && abs(float!(${code})) > ${new Vrl([`${largest}.0`], [])}`;
}

type Part = Extract<RefSpec, { of: 'text' }>['parts'][number];

function isRef(part: Part): part is RefSpec {
  return typeof part === 'object' && 'of' in part;
}

function joined(parts: readonly Part[], program: Program): Read {
  const texts = parts.map((part): Read => {
    if (isRef(part)) return read(part, program);
    return { code: vrl`${typeof part === 'string' ? part : new LiveText([part])}`, type: 'text', isJson: false };
  });
  const isCertain = texts.every(({ type }) => type === 'text');
  const code = isCertain
    ? Vrl.join(
        texts.map((text) => text.code),
        ' + ',
      )
    : // One that is absent fails the whole.
      vrl`join([${Vrl.join(texts.map(textOf), ', ')}]) ?? null`;
  return { code: program.variable('joined', code), type: isCertain ? 'text' : 'text or null', isJson: false };
}

function firstOf(values: readonly ValueSpec[], program: Program): Read {
  const reads = values.filter((value) => !isAbsent(value, program.origins)).map((value) => read(value, program));
  // Nothing comes after what is there in any case.
  const certain = reads.findIndex(({ type }) => type === 'text');
  const used = certain < 0 ? reads : reads.slice(0, certain + 1);
  const [first] = used;
  if (first !== undefined && used.length === 1) return first;
  const cases = used.map(({ code, type }) =>
    type === 'text' ? vrl`{ ${code} }` : vrl`if ${code} != null { ${code} }`,
  );
  const type = used.some((one) => one.type === 'any') ? 'any' : 'text or null';
  return {
    code: program.variable('first', Vrl.join(cases, ' else ')),
    type,
    isJson: used.some(({ isJson }) => isJson),
  };
}
