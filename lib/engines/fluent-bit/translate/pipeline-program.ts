import type { SinkSpec } from '../../../pipeline/sink-spec';
import type { StageOf, StageSpec } from '../../../pipeline/stage-spec';
import type { LuaModuleName } from '../lua/modules';
import { Lua, lua } from './code';
import { test } from './patterns';
import { Needs, Scope } from './scope';
import type { Metric, ReadLive } from './scope';
import { sinkEntry } from './sink-entries';
import { stepOf } from './stages';

/** A pipeline as Lua. */
export interface PipelineProgram {
  /** The modules of the runtime that stand before it. */
  readonly modules: readonly LuaModuleName[];
  /**
   * An expression that makes the pipeline's table:
   *
   * - `push(r, sec, nsec)` takes a record and gives the one that is complete by it, or nil. The clock is the agent's; without
   *   one, as `run` has it, each record's own time is the clock.
   * - `flush(sec, nsec, emit)` gives what `joinLines` has waited for long enough; all of it without a clock.
   * - `joins` says whether anything ever waits, `joiner` is where.
   * - `samples()` gives what `count` and `measure` saw since it was called before, or nil.
   * - `sinks[i](r)` gives the entry that a sink sends, or nil where its `when` does not hold.
   */
  readonly code: string;
  /** What samples are of, by their `metric`, which counts from 1. */
  readonly metrics: readonly Metric[];
}

/** What a program is made of. */
export interface PipelineProgramProps {
  readonly stages: readonly StageSpec[];
  readonly sinks: readonly SinkSpec[];
  /** Where live parts are, if not in the environment. @default - `env()` is read by `os.getenv`, others are refused */
  readonly readLive?: ReadLive | undefined;
}

/**
 * The stages and sinks of a pipeline as Lua.
 *
 * @throws TypeError for native code, and for texts that a chart or Flux fills in where `readLive` reads none
 */
export function pipelineProgram({ stages, sinks, readLive }: PipelineProgramProps): PipelineProgram {
  const needs = new Needs(readLive);
  // What stands apart is known once these are made.
  const running = flow(stages, needs);
  const entries = sinks.map((sink, index) => lua`sinks[${index + 1}] = ${sinkEntry(sink, stages, needs)}`);
  const code = lua`
    (function()
      local next, pairs, type = next, pairs, type
      local now_sec, now_nsec
      local samples = {}
      ${needs.functionsApart}
      ${running}
      ${takeSamples}
      local sinks = {}
      ${Lua.lines(...entries)}
      return {
        push = push,
        flush = flush,
        joins = ${joinerOf(stages) !== undefined},
        joiner = ${joinerOf(stages) === undefined ? lua`nil` : lua`lines`},
        samples = take_samples,
        sinks = sinks,
      }
    end)()`;
  return { modules: [...needs.modules], code: code.source, metrics: Object.freeze([...needs.metrics]) };
}

const takeSamples = lua`
  local function take_samples()
    if samples[1] == nil then return nil end
    local taken = samples
    samples = {}
    return taken
  end`;

function joinerOf(stages: readonly StageSpec[]): StageOf<'joinLines'> | undefined {
  return stages.find((stage) => stage.kind === 'joinLines');
}

function flow(stages: readonly StageSpec[], needs: Needs): Lua {
  const at = stages.findIndex(({ kind }) => kind === 'joinLines');
  const joining = stages[at] as StageOf<'joinLines'> | undefined;
  if (joining === undefined) {
    return lua`
      local run = ${stepOf(stages, needs, { place: 'stages' })}
      local function push(r, sec, nsec)
        now_sec, now_nsec = sec, nsec
        if run(r) == false then return nil end
        return r
      end
      local function flush() end`;
  }
  const before = stages.slice(0, at);
  return lua`
    ${before.length === 0 ? lua`` : lua`local before = ${stepOf(before, needs, { place: 'stages' })}`}
    local lines = ${lineJoiner(joining, needs)}
    local run = ${stepOf(stages.slice(at + 1), needs, { place: 'stages', firstIndex: at + 1 })}
    local function push(r, sec, nsec)
      now_sec, now_nsec = sec, nsec
      ${before.length === 0 ? lua`` : lua`if before(r) == false then return nil end`}
      local whole = lines.push(r, sec, nsec)
      if whole == nil or run(whole) == false then return nil end
      return whole
    end
    local function flush(sec, nsec, emit)
      now_sec, now_nsec = sec, nsec
      lines.flush(sec, nsec, function(whole)
        if run(whole) ~= false then emit(whole) end
      end)
    end`;
}

function lineJoiner({ firstLine, maxLines, maxWaitMs }: StageOf<'joinLines'>, needs: Needs): Lua {
  const scope = new Scope(needs);
  const isFirst = lua`function(line) return ${test(firstLine, lua`line`, scope)} end`;
  return scope.around(lua`${scope.of('joiner', 'new')}(${isFirst}, ${maxLines}, ${maxWaitMs})`);
}
