import { cleaned, cutToLimit } from '../../../pipeline/interpreter/label-value';
import type { RefSpec } from '../../../pipeline/ref-spec';
import type { SinkOf, SinkSpec } from '../../../pipeline/sink-spec';
import type { StageSpec } from '../../../pipeline/stage-spec';
import { Lua, lua } from './code';
import { condition } from './conditions';
import { isPresent, read, textOf } from './refs';
import { Scope, at, fieldOf } from './scope';
import type { Needs } from './scope';
import { texts } from './texts';

/** What a sink sends for the record `r`, as a function; it gives nil where the sink's `when` does not hold. */
export function sinkEntry(sink: SinkSpec, stages: readonly StageSpec[], needs: Needs): Lua {
  const scope = new Scope(needs);
  const unwanted = sink.when === undefined ? lua`` : lua`if not (${condition(sink.when, scope)}) then return nil end`;
  return scope.around(lua`
    function(r)
      ${unwanted}
      ${entry(sink, stages, scope)}
    end`);
}

function entry(sink: SinkSpec, stages: readonly StageSpec[], scope: Scope): Lua {
  switch (sink.kind) {
    case 'loki':
      return lokiEntry(sink, scope);
    case 'otlp':
      return otlpEntry(sink, lastLevelField(stages), scope);
    case 'http':
    case 'stdout':
      return lua`return ${scope.of('record', 'print')}(r)`;
  }
}

function lokiEntry({ labels, structuredMetadata }: SinkOf<'loki'>, scope: Scope): Lua {
  const clean = (text: Lua): Lua => lua`${scope.of('text', 'clean')}(${text})`;
  const cut = (text: Lua): Lua => lua`${scope.of('text', 'cut')}(${text})`;
  const label = { literal: (text: string) => cutToLimit(cleaned(text)), code: (text: Lua) => cut(clean(text)) };
  return lua`
    ${texts('labels', labels, scope, label)}
    ${texts('metadata', structuredMetadata, scope, { literal: cleaned, code: clean })}
    return { line = r.line, labels = labels, metadata = metadata }`;
}

function otlpEntry(sink: SinkOf<'otlp'>, levelField: string | undefined, scope: Scope): Lua {
  const { resource, attributes, traceId, spanId } = sink;
  return lua`
    ${levelField === undefined ? lua`` : severity(levelField, scope)}
    ${texts('resource', resource, scope)}
    ${attributes === undefined ? lua`local attributes = r.fields` : named(attributes, scope)}
    return {
      body = r.line,
      severity = ${levelField === undefined ? lua`nil` : lua`severity`},
      trace_id = ${id(traceId, 32, scope)},
      span_id = ${id(spanId, 16, scope)},
      resource = resource,
      attributes = attributes,
    }`;
}

/** The level, where a `level` stage knows it: what others left there is none. */
function severity(field: string, scope: Scope): Lua {
  return lua`
    local severity = ${fieldOf(field)}
    if type(severity) ~= "string" or ${scope.of('level', 'of')}[severity] ~= severity then severity = nil end`;
}

function named(attributes: NonNullable<SinkOf<'otlp'>['attributes']>, scope: Scope): Lua {
  const statements = attributes.map(([name, value]) => {
    const held = read(value, scope);
    const target = at(lua`attributes`, name);
    return lua`
      do
        local held = ${held.code}
        if ${isPresent({ ...held, code: lua`held` }, scope)} then ${target} = held end
      end`;
  });
  return Lua.lines(lua`local attributes = {}`, ...statements);
}

function id(ref: RefSpec | undefined, digits: number, scope: Scope): Lua {
  if (ref === undefined) return lua`nil`;
  return lua`${scope.of('record', 'id')}(${textOf(read(ref, scope), scope)}, ${digits})`;
}

/** The field that the last `level` stage names. */
function lastLevelField(stages: readonly StageSpec[]): string | undefined {
  const fields = stages.flatMap((stage): (string | undefined)[] =>
    stage.kind === 'level' ? [stage.field] : stage.kind === 'when' ? [lastLevelField(stage.stages)] : [],
  );
  return fields.filter((field) => field !== undefined).at(-1);
}
