import type { StageKind, StageOf, StageSpec } from '../../../pipeline/stage-spec';
import { Lua, comment, lua } from './code';
import { condition } from './conditions';
import { classify, level, line, remove, rename, replace, set } from './fields';
import { drop, keep, sample, throttle } from './flow';
import { count, measure } from './metric-samples';
import { parseByRegex, parseJson, parseLogfmt } from './parse';
import { Scope } from './scope';
import type { Needs } from './scope';
import { time } from './time';

/** A stage that is a function of one record. */
type Single = Exclude<StageKind, 'joinLines'>;

/**
 * The statements of a stage over the record `r`, which they change in place. They return false for a record that goes;
 * to return true, or nothing, lets it stay.
 */
type Statements<K extends StageKind> = (stage: StageOf<K>, scope: Scope, place: string) => Lua;

/** A row for each stage; `joinLines` stands before all of them. */
const statements: { readonly [K in Single]: Statements<K> } = {
  parseJson,
  parseLogfmt,
  parsePattern: parseByRegex,
  parseRegex: parseByRegex,
  parsePath: parseByRegex,
  when,
  rename,
  set,
  remove,
  time,
  level,
  classify,
  keep,
  drop,
  sample,
  throttle,
  replace,
  line,
  count,
  measure,
  native: ({ language }, _scope, place) => {
    throw new TypeError(`'native' must be no code of ${language}, got it at ${place}; Fluent Bit runs none`);
  },
};

/** Functions that follow each other in one, at most: each is a local of those around it. */
const mostSteps = 40;

/** Stages within stages that are nested in Lua as well, which takes 200 levels of anything: about six for each. */
const mostNested = 6;

/** Where stages stand. */
interface Standing {
  /** As the user finds them. */
  readonly place: string;
  /** The index of the first. @default 0 */
  readonly firstIndex?: number;
  /** How many stages they are within. @default 0 */
  readonly depth?: number;
}

/** The stages as a function of the record `r`: whether it stays. */
export function stepOf(
  stages: readonly StageSpec[],
  needs: Needs,
  { place, firstIndex = 0, depth = 0 }: Standing,
): Lua {
  const steps = stages.map((stage, index): Named => {
    const at = `${place}[${firstIndex + index}]`;
    const name = new Lua(`${snake(stage.kind)}_${firstIndex + index}`);
    const code = stage.kind === 'joinLines' ? lua`nil` : step(stage, new Scope(needs, depth), at);
    return { name, code: Lua.lines(comment(title(stage, at)), lua`local ${name} = ${code}`) };
  });
  return sequence(steps);
}

interface Named {
  readonly name: Lua;
  readonly code: Lua;
}

function sequence(all: readonly Named[]): Lua {
  if (all.length > mostSteps) {
    const size = Math.max(mostSteps, Math.ceil(all.length / mostSteps));
    const groups: Named[] = [];
    for (let start = 0; start < all.length; start += size) {
      const name = new Lua(`part_${groups.length + 1}`);
      groups.push({ name, code: lua`local ${name} = ${sequence(all.slice(start, start + size))}` });
    }
    return sequence(groups);
  }
  const [only, ...more] = all;
  if (only !== undefined && more.length === 0) {
    return lua`
      (function()
        ${only.code}
        return ${only.name}
      end)()`;
  }
  const calls = all.slice(0, -1).map(({ name }) => lua`if ${name}(r) == false then return false end`);
  const last = all.at(-1);
  return lua`
    (function()
      ${Lua.lines(...all.map(({ code }) => code))}
      return function(r)
        ${Lua.lines(...calls)}
        ${last === undefined ? lua`return true` : lua`return ${last.name}(r)`}
      end
    end)()`;
}

function step(stage: Exclude<StageSpec, { kind: 'joinLines' }>, scope: Scope, place: string): Lua {
  // Each row of the table takes its own kind, which TypeScript cannot follow through a lookup.
  const body = (statements[stage.kind] as Statements<StageKind>)(stage, scope, place);
  return scope.around(lua`
    function(r)
      ${body}
    end`);
}

function when({ condition: test, stages }: StageOf<'when'>, scope: Scope, place: string): Lua {
  const { needs, depth } = scope;
  const isNested = depth < mostNested;
  const within = stepOf(stages, needs, { place: `${place}.stages`, depth: isNested ? depth + 1 : 0 });
  const inner = scope.define('inner', isNested ? within : needs.standingApart(within));
  return lua`if ${condition(test, scope)} then return ${inner}(r) end`;
}

/** The stage as the user finds it: its place, its kind and the pattern that was written. */
function title(stage: StageSpec, place: string): string {
  const written =
    'pattern' in stage
      ? stage.pattern
      : 'regex' in stage
        ? `/${stage.regex.source}/`
        : 'field' in stage
          ? stage.field
          : 'metric' in stage
            ? stage.metric
            : '';
  return `${place} ${stage.kind}${written === '' ? '' : `: ${written}`}`;
}

function snake(kind: string): string {
  return kind.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
