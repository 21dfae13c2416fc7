import { luaName } from '../lua/print';
import type { LuaModuleName } from '../lua/modules';
import type { Live } from '../../../text/live-text';
import { Lua, lua } from './code';

/** Beyond these a function would hold more of what is around it than Lua lets it: 60. */
const mostLocals = 40;

/** What a pipeline's program needs and counts, whichever stage it is at. */
export class Needs {
  readonly modules = new Set<LuaModuleName>();
  readonly metrics: Metric[] = [];
  private readonly apart: Lua[] = [];

  constructor(private readonly readLive: ReadLive = () => undefined) {}

  /**
   * The expression that reads a live part once the program is loaded.
   *
   * @throws TypeError for a part that nothing reads
   */
  live(part: Live): Lua {
    const code = this.readLive(part);
    if (code !== undefined) return new Lua(code);
    if (part.reader === 'env') return lua`os.getenv(${part.name}) or ""`;
    const rule = 'have no part that a chart or Flux fills in';
    throw new TypeError(`'text' must ${rule}, got ${part.reader} ${part.name}; give it as a variable and write env()`);
  }

  /** A function that would be nested too deeply where it is called: the expression that it is called by. */
  standingApart(code: Lua): Lua {
    const place = lua`apart[${this.apart.length + 1}]`;
    this.apart.push(lua`${place} = ${code}`);
    return place;
  }

  /** Statements that make the functions of {@link standingApart}, each before those that call it. */
  get functionsApart(): Lua {
    return this.apart.length === 0 ? lua`` : Lua.lines(lua`local apart = {}`, ...this.apart);
  }

  /** The index in Lua of a metric. */
  metric(metric: Metric): number {
    return this.metrics.push(metric);
  }
}

/** The expression that reads a live part, where its reader leaves it elsewhere than in the environment. */
export type ReadLive = (part: Live) => string | undefined;

/** What a `count` or `measure` stage gathers. */
export interface Metric {
  readonly kind: 'count' | 'measure';
  /** Its name. */
  readonly metric: string;
  /** The names of its labels; a sample may lack some. */
  readonly labels: readonly string[];
}

/** What the code of one function stands on: values that are made once, before the first record. */
export class Scope {
  private readonly locals: Lua[] = [];
  private readonly names = new Set<string>();
  private rest = 0;

  /** @param depth - how many functions of stages its own is within */
  constructor(
    readonly needs: Needs,
    readonly depth = 0,
  ) {}

  /** A function or value of a module of the runtime. */
  of(module: LuaModuleName, member: string): Lua {
    this.needs.modules.add(module);
    return new Lua(`${module}.${member}`);
  }

  /** What stands for all that is absent in JSON. */
  get null(): Lua {
    return this.of('value', 'null');
  }

  /**
   * A local variable that holds a value from the start.
   *
   * @param above - a comment on it
   */
  define(name: string, value: Lua, above = lua``): Lua {
    if (this.names.size >= mostLocals) {
      if (this.rest === 0) this.locals.push(lua`local more = {}`);
      this.rest += 1;
      const place = lua`more[${this.rest}]`;
      this.locals.push(above, lua`${place} = ${value}`);
      return place;
    }
    const variable = this.name(name);
    this.locals.push(above, lua`local ${variable} = ${value}`);
    return variable;
  }

  /** A function of a record, as a local variable. */
  defineReader(name: string, body: Lua): Lua {
    return this.define(
      name,
      lua`
        function(r)
          ${body}
        end`,
    );
  }

  /** The value as a function that holds what was defined. */
  around(value: Lua): Lua {
    if (this.locals.length === 0) return value;
    return lua`
      (function()
        ${Lua.lines(...this.locals)}
        return ${value}
      end)()`;
  }

  private name(wanted: string): Lua {
    const stem = luaName(wanted);
    let name = stem;
    for (let count = 2; this.names.has(name); count += 1) name = `${stem}_${count}`;
    this.names.add(name);
    return new Lua(name);
  }
}

/** The value of a key in a table. */
export function at(table: Lua, key: string): Lua {
  return /^[A-Za-z_]/.test(key) && luaName(key) === key ? new Lua(`${table.source}.${key}`) : lua`${table}[${key}]`;
}

/** The field of a record. */
export function fieldOf(name: string): Lua {
  return at(new Lua('r.fields'), name);
}
