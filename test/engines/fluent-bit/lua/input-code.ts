import { luaNumber, luaString, luaTable } from '../../../../lib/engines/fluent-bit/lua/print';

/** What a program is given: texts as UTF-8, lists and objects as tables; undefined is nil. */
export type LuaInput =
  string | Uint8Array | number | boolean | undefined | readonly LuaInput[] | { readonly [key: string]: LuaInput };

/** The code of an input. */
export function inputCode(input: LuaInput): string {
  if (input === undefined) return 'nil';
  if (typeof input === 'string' || input instanceof Uint8Array) return luaString(input);
  if (typeof input === 'number') return luaNumber(input);
  if (typeof input === 'boolean') return String(input);
  if (Array.isArray(input)) return luaTable((input as readonly LuaInput[]).map(inputCode));
  return luaTable(
    Object.fromEntries(Object.entries(input as object).map(([key, held]) => [key, inputCode(held as LuaInput)])),
  );
}
