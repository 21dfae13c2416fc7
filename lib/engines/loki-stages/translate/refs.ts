import { quote } from '../../../languages/go-template/quote';
import type { RefSpec, ValueSpec } from '../../../pipeline/ref-spec';
import type { Code } from './program';
import type { Topology } from './topology';

/** A value as it is read in a program. */
export interface Read {
  /** An expression, short enough to stand twice: nil where the value is absent. */
  readonly code: Code;
  /** What it can be: text, text or nil, or anything that JSON holds. */
  readonly type: 'text' | 'text or nil' | 'any';
}

/** An expression of nothing. */
const nil: Code = '(index dict "")';

/** Reads a value; what is put together goes into a variable. */
export function read(spec: ValueSpec, topology: Topology): Read {
  const { program } = topology;
  if (isAbsent(spec, topology)) return { code: nil, type: 'text or nil' };
  switch (spec.of) {
    case 'constant':
      return { code: topology.constant(spec.text), type: 'text' };
    case 'line':
      return { code: program.line, type: 'text' };
    case 'field':
      return readField(spec.path, topology);
    case 'origin':
      return {
        code: `$.${topology.origin.names[spec.name] ?? ''}`,
        type: spec.name === 'path' ? 'text' : 'text or nil',
      };
    case 'podLabel':
    case 'podAnnotation':
      return { code: `$.${topology.origin.podText(spec.of, spec.key)}`, type: 'text or nil' };
    case 'text':
      return joined(spec.parts, topology);
    case 'firstOf':
      return firstOf(spec.values, topology);
  }
}

/** The text of what was read: empty where it is absent, or has none. */
export function textOrEmpty(of: Read, topology: Topology): Code {
  return textOf(of, topology).code;
}

/** The text of a value. */
export interface TextRead {
  /** Empty where there is none. */
  readonly code: Code;
  /** Whether there is one. */
  readonly exists: Code;
  /** True, as Go's templates see it, where there is one that is not empty; then the text. */
  readonly filled: Code;
}

/** The text of what was read, empty where there is none, and whether there is one. */
export function textOf({ code, type }: Read, { program }: Topology): TextRead {
  if (type === 'text') return { code, exists: 'true', filled: code };
  if (type === 'text or nil')
    return { code: `(default "" ${code})`, exists: `(kindIs "string" ${code})`, filled: code };
  const text = program.variable('text', code);
  program.block(`if not (kindIs "string" ${text})`, () => {
    const { to, as } = program.call('text', text);
    program.add(`${text} = index ${to} ${as}`);
  });
  return { code: `(default "" ${text})`, exists: `(kindIs "string" ${text})`, filled: text };
}

/** Whether a value is one that the source never knows. */
export function isAbsent(spec: ValueSpec, topology: Topology): boolean {
  switch (spec.of) {
    case 'origin':
      return topology.origin.names[spec.name] === undefined;
    case 'podLabel':
    case 'podAnnotation':
      return !topology.origin.isPod;
    case 'firstOf':
      return spec.values.every((value) => isAbsent(value, topology));
    case 'text':
      return spec.parts.some((part) => isRef(part) && isAbsent(part, topology));
    default:
      return false;
  }
}

function readField([name, ...inner]: readonly [string, ...(string | number)[]], topology: Topology): Read {
  const { program } = topology;
  const root = `(index ${program.fields} ${quote(name)})`;
  if (inner.length === 0) return { code: root, type: topology.mayHoldJson(name) ? 'any' : 'text or nil' };
  const value = program.variable('value', root);
  for (const step of inner) {
    if (typeof step === 'string') {
      program.add(`${value} = index (ternary ${value} dict (kindIs "map" ${value})) ${quote(step)}`);
      continue;
    }
    program.add(`if not (kindIs "slice" ${value})`, `${value} = index dict ""`);
    program.add(`else if le (len ${value}) ${step}`, `${value} = index dict ""`);
    program.add('else', `${value} = index ${value} ${step}`, 'end');
  }
  return { code: value, type: 'any' };
}

type Part = Extract<RefSpec, { of: 'text' }>['parts'][number];

function isRef(part: Part): part is RefSpec {
  return typeof part === 'object' && 'of' in part;
}

function joined(parts: readonly Part[], topology: Topology): Read {
  const { program } = topology;
  const texts = parts.map((part) =>
    isRef(part)
      ? textOf(read(part, topology), topology)
      : { code: topology.constant(typeof part === 'string' ? part : topology.live(part)), exists: 'true' },
  );
  const whole = `print ${texts.map(({ code }) => code).join(' ')}`;
  const uncertain = texts.map(({ exists }) => exists).filter((exists) => exists !== 'true');
  if (uncertain.length === 0) return { code: program.variable('joined', whole), type: 'text' };
  const code = program.variable('joined', 'index dict ""');
  program.block(`if and ${uncertain.join(' ')}`, () => program.add(`${code} = ${whole}`));
  return { code, type: 'text or nil' };
}

function firstOf(values: readonly ValueSpec[], topology: Topology): Read {
  const { program } = topology;
  const reads = values.filter((value) => !isAbsent(value, topology)).map((value) => read(value, topology));
  // Nothing comes after what is there in any case.
  const certain = reads.findIndex(({ type }) => type === 'text');
  const [first, ...others] = certain < 0 ? reads : reads.slice(0, certain + 1);
  if (first === undefined) return { code: nil, type: 'text or nil' };
  if (others.length === 0) return first;
  const code = program.variable('first', first.code);
  for (const other of others) {
    program.block(`if kindIs "invalid" ${code}`, () => program.add(`${code} = ${other.code}`));
  }
  const all = [first, ...others];
  if (all.some(({ type }) => type === 'any')) return { code, type: 'any' };
  return { code, type: certain < 0 ? 'text or nil' : 'text' };
}
