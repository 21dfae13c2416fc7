/** The modules of the runtime, each a file of `runtime/`, and those that it uses; in an order in which they can be loaded. */
const needs = {
  value: [],
  text: [],
  quoted: [],
  json: ['value', 'quoted'],
  logfmt: ['quoted'],
  level: [],
  sha256: [],
  ways: [],
  pattern: ['ways'],
  time: [],
  clock: [],
  instant: [],
  rate: [],
  period: ['instant'],
  joiner: ['instant'],
  record: ['value', 'json', 'instant'],
  posix: [],
  drain: [],
  http: [],
  agent: [],
  keeper: ['value'],
  reading: ['text', 'sha256'],
  container: ['value', 'sha256', 'reading'],
  journal: ['reading'],
  otlp: ['value'],
} as const;

/** A module of the runtime: the name of its file, and of the local variable that holds it. */
export type LuaModuleName = keyof typeof needs;

/** The modules and all that they use, in the order of loading. */
export function loadOrder(modules: Iterable<LuaModuleName>): readonly LuaModuleName[] {
  const wanted = new Set<LuaModuleName>();
  const add = (name: LuaModuleName): void => {
    wanted.add(name);
    needs[name].forEach(add);
  };
  for (const name of modules) add(name);
  return (Object.keys(needs) as LuaModuleName[]).filter((name) => wanted.has(name));
}
