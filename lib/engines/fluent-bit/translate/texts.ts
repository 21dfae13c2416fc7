import type { ValueSpec } from '../../../pipeline/ref-spec';
import { Lua, lua } from './code';
import { isAlwaysText, read, textOf } from './refs';
import { at } from './scope';
import type { Scope } from './scope';

/** What a text becomes before it is sent: known ones at synth, others by an expression. */
export interface Finish {
  readonly literal: (text: string) => string;
  readonly code: (text: Lua) => Lua;
}

const asItIs: Finish = { literal: (text) => text, code: (text) => text };

/**
 * Statements that make a local table of texts by name; what is absent or empty is left out. A table that is the same for each
 * record is made once: nobody may change it.
 */
export function texts(
  table: string,
  pairs: readonly (readonly [name: string, value: ValueSpec])[],
  scope: Scope,
  finish: Finish = asItIs,
): Lua {
  const statements = tableOf(table, pairs, scope, finish);
  if (!pairs.every(([, value]) => value.of === 'constant')) return statements;
  const made = scope.define(
    `same_${table}`,
    lua`
      (function()
        ${statements}
        return ${new Lua(table)}
      end)()`,
  );
  return lua`local ${new Lua(table)} = ${made}`;
}

function tableOf(
  table: string,
  pairs: readonly (readonly [name: string, value: ValueSpec])[],
  scope: Scope,
  finish: Finish,
): Lua {
  const variable = new Lua(table);
  const isLiteral = ([, value]: (typeof pairs)[number]): boolean =>
    value.of === 'constant' && typeof value.text === 'string';
  const literals = pairs.filter(isLiteral).flatMap(([name, value]) => {
    const text = value.of === 'constant' && typeof value.text === 'string' ? value.text : '';
    return text === '' ? [] : [lua`[${name}] = ${finish.literal(text)}`];
  });
  const others = pairs
    .filter((pair) => !isLiteral(pair))
    .map(([name, value]) => {
      const reading = read(value, scope);
      const isThere = isAlwaysText(reading) ? lua`held ~= ""` : lua`held ~= nil and held ~= ""`;
      return lua`
        do
          local held = ${textOf(reading, scope)}
          if ${isThere} then ${at(variable, name)} = ${finish.code(lua`held`)} end
        end`;
    });
  return Lua.lines(
    literals.length === 0 ? lua`local ${variable} = {}` : lua`local ${variable} = { ${Lua.join(literals, ', ')} }`,
    ...others,
  );
}
