import type { RefSpec, ValueSpec } from '../../../pipeline/ref-spec';
import { Lua, lua } from './code';
import { at, fieldOf } from './scope';
import type { Scope } from './scope';
import { settled, settledPart } from './values';

/** An expression that reads of the record `r`; nil where that is absent. */
export interface Read {
  readonly code: Lua;
  /** A text, or what JSON holds. */
  readonly type: 'text' | 'any';
  /** When there is a value; `null` is none, though Lua has a value for it. */
  readonly present: 'always' | 'unless nil' | 'unless nil or null';
}

/** What a reference or a constant reads. */
export function read(spec: ValueSpec, scope: Scope): Read {
  switch (spec.of) {
    case 'constant':
      return { code: settled(spec.text, scope), type: 'text', present: 'always' };
    case 'line':
      return { code: lua`r.line`, type: 'text', present: 'always' };
    case 'field':
      return field(spec.path, scope);
    case 'origin':
      return text(at(lua`r.origin`, spec.name));
    case 'podLabel':
    case 'podAnnotation': {
      const held = spec.of === 'podLabel' ? lua`r.origin.podLabels` : lua`r.origin.podAnnotations`;
      return text(lua`(${held} and ${at(held, spec.key)})`);
    }
    case 'text':
      return joined(spec, scope);
    case 'firstOf':
      return firstOf(spec, scope);
  }
}

/** The value as text; nil where it is absent or has none. */
export function textOf(value: Read, scope: Scope): Lua {
  return value.type === 'text' ? value.code : lua`${scope.of('value', 'text')}(${value.code})`;
}

/** Whether an expression of {@link textOf} is never nil. */
export function isAlwaysText({ type, present }: Read): boolean {
  return type === 'text' && present === 'always';
}

/** Whether there is a value: what binds no weaker than `and`. */
export function isPresent({ code, present }: Read, scope: Scope): Lua {
  if (present === 'always') return lua`true`;
  return present === 'unless nil' ? lua`${code} ~= nil` : lua`${code} ~= nil and ${code} ~= ${scope.null}`;
}

function text(code: Lua): Read {
  return { code, type: 'text', present: 'unless nil' };
}

function field([name, ...inner]: readonly [string, ...(string | number)[]], scope: Scope): Read {
  if (inner.length === 0) return { code: fieldOf(name), type: 'any', present: 'unless nil or null' };
  const steps = inner.map((step) =>
    typeof step === 'number'
      ? lua`
        if not ${scope.of('value', 'is_list')}(v) then return nil end
        v = v[${step + 1}]`
      : lua`
        if not ${scope.of('value', 'is_object')}(v) then return nil end
        v = ${at(lua`v`, step)}`,
  );
  const reader = scope.defineReader(
    `field_${[name, ...inner].join('_')}`.slice(0, 40),
    lua`
      local v = ${fieldOf(name)}
      ${Lua.lines(...steps)}
      if v == ${scope.null} then return nil end
      return v`,
  );
  return { code: lua`${reader}(r)`, type: 'any', present: 'unless nil' };
}

type TextSpec = Extract<RefSpec, { of: 'text' }>;

/** Lua joins no more of what it holds at a time. */
const mostParts = 40;

function joined({ parts }: TextSpec, scope: Scope): Read {
  if (parts.length > mostParts) {
    const size = Math.max(mostParts, Math.ceil(parts.length / mostParts));
    const starts = Array.from({ length: Math.ceil(parts.length / size) }, (_, index) => index * size);
    return joined(
      { of: 'text', parts: starts.map((at): TextSpec => ({ of: 'text', parts: parts.slice(at, at + size) })) },
      scope,
    );
  }
  const statements: Lua[] = [];
  const pieces = parts.map((part): Lua => {
    if (typeof part === 'string') return lua`${part}`;
    if (!('of' in part)) return settledPart(part, scope);
    const value = read(part, scope);
    if (isAlwaysText(value)) return value.code;
    const variable = new Lua(`v${statements.length / 2 + 1}`);
    statements.push(lua`local ${variable} = ${textOf(value, scope)}`, lua`if ${variable} == nil then return nil end`);
    return variable;
  });
  const whole = pieces.length === 0 ? lua`""` : Lua.join(pieces, ' .. ');
  if (statements.length === 0) return { code: lua`(${whole})`, type: 'text', present: 'always' };
  const reader = scope.defineReader('text_of', Lua.lines(...statements, lua`return ${whole}`));
  return text(lua`${reader}(r)`);
}

function firstOf({ values }: Extract<RefSpec, { of: 'firstOf' }>, scope: Scope): Read {
  const statements: Lua[] = [];
  const reads = values.map((value) => read(value, scope));
  const last = reads.findIndex(({ present }) => present === 'always');
  const needed = last < 0 ? reads : reads.slice(0, last + 1);
  for (const value of needed) {
    if (value.present === 'always') statements.push(lua`return ${value.code}`);
    else {
      statements.push(lua`
        v = ${value.code}
        if ${isPresent({ ...value, code: lua`v` }, scope)} then return v end`);
    }
  }
  if (last < 0) statements.push(lua`return nil`);
  const reader = scope.defineReader('first_of', Lua.lines(lua`local v`, ...statements));
  const type = needed.every((value) => value.type === 'text') ? 'text' : 'any';
  return { code: lua`${reader}(r)`, type, present: last < 0 ? 'unless nil' : 'always' };
}
