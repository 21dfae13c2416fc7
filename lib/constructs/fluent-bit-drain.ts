import { Duration, Size } from 'cdk8s';
import { assemble } from '../engines/fluent-bit/lua/assemble';
import { luaNumber, luaString, luaTable } from '../engines/fluent-bit/lua/print';
import { dummy } from '../engines/fluent-bit/config/dummy';
import { lua } from '../engines/fluent-bit/config/lua';
import { shown } from '../findings/shown';
import { folderOf } from './host-folders';
import type { Input } from '../engines/fluent-bit/config/plugin';
import type { FluentBitConfig } from '../engines/fluent-bit/fluent-bit-config';
import type { LogPipeline } from '../pipeline/log-pipeline';
import type { SourceOf } from '../pipeline/source-spec';

/** What a Fluent Bit has to have delivered before it may end. */
export interface FluentBitDrainOptions {
  readonly pipelines: readonly LogPipeline<'fluent-bit'>[];
  /** Where Fluent Bit keeps what is its own. */
  readonly dataDir: string;
  /** How long at most to wait for the last lines, in whole seconds. */
  readonly maxDrain: Duration;
  /** Whether `dataDir` outlives the process: what is not delivered by then is sent by the next one. */
  readonly keeps: boolean;
}

/** A file whose being there says that a Fluent Bit runs and will drain. */
const readyFile = 'ready';
/** No pipeline's own tag is without a dot. */
const tag = 'drain';
/** How often it looks whether it is time. */
const looksPerSecond = 10;
/** For how long refused entries are kept at most: until the end they are only counted. */
const refused = {
  storageKeepRejected: true,
  storageRejectedPath: 'rejected',
  storageRejectedLimit: Size.mebibytes(16),
};

/**
 * A configuration whose Fluent Bit, told to end, first delivers every whole line that was written: it holds the TERM until its
 * files are read and its chunks acknowledged.
 *
 * The program for that runs in Fluent Bit's own Lua, so that it needs no shell; what it does need is LuaJIT on Linux on 64 bits,
 * which the images for amd64 and arm64 have. A Fluent Bit that cannot run it does not start.
 */
export function draining(config: FluentBitConfig, options: FluentBitDrainOptions): FluentBitConfig {
  const script = { file: 'drain.lua', code: printDrain(config, options) };
  return config.with({
    inputs: [...config.inputs, dummy({ tag, dummy: {}, rate: looksPerSecond })] as unknown as [Input],
    filters: [...config.filters, lua({ match: tag, script, call: 'look' })],
    service: { ...config.service, ...refused, ...(options.keeps ? {} : retriesWithin(options.maxDrain)) },
  });
}

/** What waits for its next try when the end comes must get several before it is over. */
function retriesWithin(maxDrain: Duration): { readonly schedulerCap: Duration } {
  return { schedulerCap: Duration.seconds(Math.min(60, Math.max(1, Math.floor(maxDrain.toSeconds() / 4)))) };
}

/** A program for a Fluent Bit of its own, which ends with 0 once a draining one runs, and with 1 after 5 s without one. */
export function printReady(dataDir: string): string {
  return assemble(
    ['posix'],
    `for _ = 1, 100 do
  local file = io.open(${luaString(`${dataDir}/${readyFile}`)})
  if file then os.exit(0) end
  posix.sleep(50)
end
os.exit(1)
`,
  );
}

function printDrain(config: FluentBitConfig, { pipelines, dataDir, maxDrain, keeps }: FluentBitDrainOptions): string {
  const { storagePath } = config.service;
  if (typeof storagePath !== 'string') {
    throw new Error(`'storagePath' must be a folder, got ${shown(storagePath)}; the drain looks for chunks there`);
  }
  const job = luaTable({
    sources: luaTable(pipelines.flatMap(filesOf).map(printSource)),
    storage: luaString(storagePath),
    rejected: luaString(refused.storageRejectedPath),
    settle: luaNumber(settleSeconds(pipelines)),
    limit: luaNumber(maxDrain.toSeconds()),
    keeps: String(keeps),
  });
  return assemble(
    ['posix', 'clock', 'drain'],
    `local function now()
  local sec, nsec = clock.now()
  return sec + nsec / 1e9
end

-- To the log, and to where Kubernetes keeps a container's last words.
local function say(text)
  local line = 'fluent-bit-drain: ' .. text .. '\\n'
  io.stderr:write(line)
  local last_words = io.open('/dev/termination-log', 'w')
  if last_words then
    last_words:write(line)
    last_words:close()
  end
end

local ready = ${luaString(`${dataDir}/${readyFile}`)}
os.remove(ready)
local is_ready, is_over = false, false
local draining = drain.new(${job}, posix, now, say)
posix.hold_term()

function look()
  if is_over then return -1, 0, 0 end
  if not is_ready then
    local file = assert(io.open(ready, 'w'))
    file:close()
    is_ready = true
  end
  local ok, code = pcall(draining.look)
  if not ok then
    say('the drain failed: ' .. tostring(code))
    code = 1
  end
  if type(code) == 'string' then
    is_over = true
    posix.pass_term()
  elseif code then
    posix.exit(code)
  end
  return -1, 0, 0
end
`,
  );
}

function filesOf({ sources }: LogPipeline<'fluent-bit'>): readonly SourceOf<'files'>[] {
  return sources.flatMap(({ spec }) => (spec.kind === 'files' ? [spec] : []));
}

function printSource({ glob, exclude }: SourceOf<'files'>): string {
  return luaTable({
    folder: luaString(folderOf(glob)),
    globs: strings(globPatterns(glob, beyondAscii)),
    // Of what is left out none too many: what is read must be waited for.
    except: strings(exclude.flatMap((one) => globPatterns(one, ''))),
  });
}

/** For how long a line may lie in Lua before it is in a chunk: the longest pause that `joinLines` waits for, and two ticks. */
function settleSeconds(pipelines: readonly LogPipeline<'fluent-bit'>[]): number {
  const waits = pipelines.flatMap(({ stages }) =>
    stages.flatMap(({ spec }) => (spec.kind === 'joinLines' ? [spec.maxWaitMs] : [])),
  );
  return waits.length === 0 ? 0 : (Math.max(...waits) + 500) / 1000;
}

/**
 * What may follow one byte of a character: Lua's patterns know bytes. Of several characters beyond ASCII it may take too many, so
 * that the drain waits for a file that is not read; never too few.
 */
export const beyondAscii = '[^\x01-\x7f]*';

/**
 * A glob of a source as patterns of Lua for whole paths, one of which matches what it does. Lua's have no alternatives, so that
 * each `**` that may stand for no folder at all makes two of one.
 *
 * @param rest - what follows a byte where a character is meant
 */
export function globPatterns(glob: string, rest: string): readonly string[] {
  const [before = '', ...after] = glob.split('**/');
  return after
    .reduce<readonly string[]>(
      (heads, part) => heads.flatMap((head) => ['', '.*/'].map((folders) => head + folders + segments(part, rest))),
      [segments(before, rest)],
    )
    .map((pattern) => `^${pattern}$`);
}

function segments(glob: string, rest: string): string {
  return glob.replace(
    /\*\*$|\*|\?|\[(!?)(\]?[^\]]*)\]|[^*?[]|\[/g,
    (token, not: string | undefined, members: string) => {
      if (token === '**') return '.*';
      if (token === '*') return '[^/]*';
      if (token === '?') return `[^/]${rest}`;
      if (not !== undefined) return `[${not === '' ? '' : '^/'}${members.replace(/[%^\]]/g, '%$&')}]${rest}`;
      return token.replace(/[^A-Za-z0-9/_\u0080-\uffff]/, '%$&');
    },
  );
}

function strings(texts: readonly string[]): string {
  return luaTable(texts.map(luaString));
}
