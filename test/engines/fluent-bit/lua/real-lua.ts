import * as lua51 from 'lua-wasm-bindings/dist/lua.51';
import * as lua54 from 'lua-wasm-bindings/dist/lua.54';
import { LUA_OK } from 'lua-wasm-bindings/dist/lua';
import type { LauxLib, Lua, LuaState } from 'lua-wasm-bindings/dist/lua';
import { dumper, readDump } from './dump';
import { inputCode } from './input-code';
import type { LuaInput } from './input-code';

/** The Luas that programs run in here: one whose numbers are doubles, as LuaJIT's are, and one that has integers. */
export const luaVersions = ['5.1', '5.4'] as const;

const bindings = { '5.1': lua51, '5.4': lua54 };

/** A real Lua, in WebAssembly. Globals stay from one run to the next. */
export class RealLua {
  static start(version: (typeof luaVersions)[number] = '5.4'): RealLua {
    const { lua, lauxlib, lualib } = bindings[version];
    const state = lauxlib.luaL_newstate();
    lualib.luaL_openlibs(state);
    const started = new RealLua(state, lua, lauxlib);
    started.execute(dumper);
    return started;
  }

  private constructor(
    private readonly state: LuaState,
    private readonly lua: Lua,
    private readonly lauxlib: LauxLib,
  ) {}

  /**
   * What a chunk returns first, its arguments in `...`. Values of fields come back as the interpreter's, texts that are no
   * UTF-8 as bytes, tables without a mark as lists or objects (an empty one as an object); nil is undefined.
   *
   * @throws what the chunk throws
   */
  run(source: string, ...inputs: readonly LuaInput[]): unknown {
    const dump = this.execute(`return dump((function(...)\n${source}\nend)(${inputs.map(inputCode).join(', ')}))`);
    return readDump(dump);
  }

  close(): void {
    this.lua.lua_close(this.state);
  }

  private execute(chunk: string): string {
    const failed = this.lauxlib.luaL_dostring(this.state, chunk) !== LUA_OK;
    const text = this.lua.lua_tostring(this.state, -1);
    this.lua.lua_settop(this.state, 0);
    if (failed) throw new Error(text);
    return text;
  }
}
