import { assemble } from '../lua/assemble';
import type { LuaModuleName } from '../lua/modules';
import { Lua, lua } from './code';
import type { PipelineProgram } from './pipeline-program';
import type { Reader } from './reader';
import type { SentBy } from './sent';

/**
 * What a pipeline's events are run through: how its readers make records, its program, and what its sinks send.
 *
 * @param kept - the file that keeps what waits; absent where nothing does
 */
export function eventProgram(
  program: PipelineProgram,
  readers: readonly Reader[],
  sinks: readonly SentBy[],
  { needs, kept }: { readonly needs: Iterable<LuaModuleName>; readonly kept: string | undefined },
): string {
  const body = lua`
    local app = ${new Lua(program.code)}

    local readers = {
      ${Lua.lines(...readers.map(({ tag, read }) => lua`[${tag}] = ${read},`))}
    }
    ${readerOf(readers)}
    ${send(sinks)}
    ${kept === undefined ? lua`local keep` : lua`local keep = keeper.new(${kept}, app.joiner, joiner.stream, clock.now())`}
    on_event = agent.new(app, reader_of, send, clock.now, keep)`;
  const keeper: readonly LuaModuleName[] = kept === undefined ? [] : ['keeper'];
  return assemble([...program.modules, ...needs, ...keeper, 'agent', 'clock'], `${body.source}\n`);
}

/** By an event's tag, of which files may have one each. */
function readerOf(readers: readonly Reader[]): Lua {
  const parted = readers.filter(({ hasParts = false }) => hasParts);
  if (parted.length === 0) return lua`local function reader_of(tag) return readers[tag] end`;
  const tests = parted.map(
    ({ tag }) => lua`if string.sub(tag, 1, ${tag.length + 1}) == ${`${tag}.`} then return readers[${tag}] end`,
  );
  return lua`
    local function reader_of(tag)
      local reader = readers[tag]
      if reader then return reader end
      ${Lua.lines(...tests)}
      return nil
    end`;
}

/** The key of an event that holds what one of several sinks sends, and its metadata. */
export function partOf(sink: number): { readonly body: string; readonly metadata: string } {
  return { body: `s${sink + 1}`, metadata: `m${sink + 1}` };
}

function send(sinks: readonly SentBy[]): Lua {
  const functions = sinks.map(
    ({ prepare }, index) => lua`
      local function send_${new Lua(String(index + 1))}(r)
        local entry = app.sinks[${index + 1}](r)
        if entry == nil then return nil end
        ${prepare}
      end`,
  );
  if (sinks.length === 1) return Lua.lines(...functions, lua`local send = send_1`);
  const calls = sinks.map((_, index) => {
    const { body, metadata } = partOf(index);
    return new Lua(`parts.${body}, parts.${metadata} = send_${index + 1}(r)`);
  });
  return Lua.lines(
    ...functions,
    lua`
      -- Each output takes its own of these.
      local function send(r)
        local parts = {}
        ${Lua.lines(...calls)}
        if next(parts) == nil then return nil end
        return parts
      end`,
  );
}
