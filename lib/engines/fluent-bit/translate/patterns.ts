import type { Regex } from '../../../languages/regex/regex';
import { luaPattern } from '../lua/pattern';
import { Lua, comment, lua } from './code';
import { isOneOfTexts, mayMatch } from './needed-texts';
import type { Scope } from './scope';

/** Whether a pattern is found in a text, which is never nil: an operand of any operator. */
export function test(regex: Regex, text: Lua, scope: Scope): Lua {
  const texts = isVariable(text) ? isOneOfTexts(regex, text) : undefined;
  if (texts !== undefined) return lua`(${texts})`;
  const tested = lua`${scope.of('pattern', 'test')}(${pattern(regex, 'test', scope)}, ${text})`;
  const guard = guardOf(regex, text);
  return guard === undefined ? tested : lua`((${guard}) and ${tested})`;
}

/** The texts of a pattern's groups by name; nil or false where it is not found. */
export function groups(regex: Regex, text: Lua, scope: Scope): Lua {
  const found = lua`${scope.of('pattern', 'groups')}(${pattern(regex, 'groups', scope)}, ${text})`;
  const guard = guardOf(regex, text);
  return guard === undefined ? found : lua`(${guard}) and ${found}`;
}

/** Statements that replace what a pattern finds in a text, which is a variable. */
export function replaceAll(regex: Regex, text: Lua, by: string, scope: Scope): Lua {
  const replaced = lua`${scope.of('pattern', 'replace_all')}(${pattern(regex, 'replace', scope)}, ${text}, ${by})`;
  const guard = guardOf(regex, text);
  return guard === undefined ? lua`${text} = ${replaced}` : lua`if ${guard} then ${text} = ${replaced} end`;
}

function guardOf(regex: Regex, text: Lua): Lua | undefined {
  return isVariable(text) ? mayMatch(regex, text) : undefined;
}

/** What is as cheap as often as it is written. */
function isVariable({ source }: Lua): boolean {
  return /^[\w.]+$/.test(source);
}

/** A pattern as a local variable: it is made once. */
function pattern(regex: Regex, use: 'test' | 'groups' | 'replace', scope: Scope): Lua {
  const { code, needs } = luaPattern(regex, use);
  for (const module of needs) scope.needs.modules.add(module);
  return scope.define('regex', new Lua(code), comment(`/${regex.source}/`));
}
