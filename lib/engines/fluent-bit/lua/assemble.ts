import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrder } from './modules';
import type { LuaModuleName } from './modules';

/** A program of Lua: the modules that its body uses, each a local variable of its name and without its comments, and the body. */
export function assemble(modules: Iterable<LuaModuleName>, body: string): string {
  const loaded = loadOrder(modules).map((name) => `local ${name} = (function()\n${source(name)}end)()\n`);
  return [...loaded, body.endsWith('\n') ? body : `${body}\n`].join('\n');
}

// They stand in many files, and are a quarter of what is written.
const commentLine = /^ *--.*\n/gm;

const sources = new Map<LuaModuleName, string>();

function source(name: LuaModuleName): string {
  const known =
    sources.get(name) ?? readFileSync(join(__dirname, 'runtime', `${name}.lua`), 'utf8').replace(commentLine, '');
  sources.set(name, known);
  return known;
}
