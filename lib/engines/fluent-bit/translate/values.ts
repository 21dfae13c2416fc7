import { partsOf } from '../../../text/live-text';
import type { Live, Text } from '../../../text/live-text';
import { Lua, lua } from './code';
import type { Scope } from './scope';

/** A text that is settled when the agent starts, as an expression that costs nothing at a record. */
export function settled(text: Text, scope: Scope): Lua {
  const parts = partsOf(text);
  if (parts.every((part) => typeof part === 'string')) return lua`${parts.join('')}`;
  const code = parts.map((part) => (typeof part === 'string' ? lua`${part}` : readLive(part, scope)));
  return scope.define('settled', Lua.join(code, ' .. '));
}

/** A part of a text by itself. @throws TypeError for one that nothing reads */
export function settledPart(part: string | Live, scope: Scope): Lua {
  return typeof part === 'string' ? lua`${part}` : scope.define('settled', readLive(part, scope));
}

/** Fluent Bit fills in nothing within Lua: a variable is read when the program is loaded. */
function readLive(part: Live, scope: Scope): Lua {
  return lua`${scope.of('text', 'well_formed')}(${scope.needs.live(part)})`;
}
