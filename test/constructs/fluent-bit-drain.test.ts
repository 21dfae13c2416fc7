import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { LogPipeline, Sink, Source, Stage } from 'cdk8s-logging';
import { beyondAscii, draining, globPatterns, printReady } from '../../lib/constructs/fluent-bit-drain';
import { engines } from '../../lib/engines/engines';
import { globRegex } from '../../lib/engines/glob';
import { assemble } from '../../lib/engines/fluent-bit/lua/assemble';
import { RealLua } from '../engines/fluent-bit/lua/real-lua';

const sinks = [Sink.loki({ url: 'http://loki:3100' }, { labels: { app: 'x' } })] as const;
const plain = new LogPipeline('plain', {
  sources: [Source.files('/logs/**/*.log', { exclude: ['/logs/old/*'] })],
  sinks,
});

function drained(pipelines = [plain], maxDrain = Duration.seconds(7)) {
  const dataDir = '/data';
  const translated = engines['fluent-bit']().translate(pipelines, { dataDir });
  return { translated, config: draining(translated, { pipelines, dataDir, maxDrain, keeps: false }) };
}

describe('draining', () => {
  test('adds a clock and a program to the configuration, and keeps what is refused', () => {
    const { translated, config } = drained();
    expect(config.inputs.slice(0, -1)).toEqual(translated.inputs);
    expect(config.inputs.at(-1)).toMatchObject({ type: 'dummy', options: { tag: 'drain' } });
    expect(config.filters.at(-1)).toMatchObject({ type: 'lua', options: { match: 'drain', call: 'look' } });
    expect(config.service).toMatchObject({ storageKeepRejected: true, storagePath: '/data/chunks' });
    expect(config.check().filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(config.files['drain.lua']).toContain('storage = "/data/chunks"');
    expect(config.files['drain.lua']).toContain('limit = 7');
  });

  test('waits for as long as a line may lie in Lua', () => {
    expect(drained().config.files['drain.lua']).toContain('settle = 0,');
    const joined = plain.with({ stages: [Stage.joinLines({ firstLine: /^\S/, maxWait: Duration.seconds(3) })] });
    expect(drained([joined]).config.files['drain.lua']).toContain('settle = 3.5');
  });

  test('looks at the files that the pipelines read, and no others', () => {
    expect(drained().config.files['drain.lua']).toContain(
      'sources = { { folder = "/logs", globs = { "^/logs/[^/]*%.log$", "^/logs/.*/[^/]*%.log$" }, except = { "^/logs/old/[^/]*$" } } }',
    );
  });

  test('prints printable ASCII', () => {
    const texts = [drained().config.files['drain.lua'], printReady('/data')];
    for (const text of texts) expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  });

  test('is ready when its program says so', () => {
    expect(printReady('/data')).toContain('io.open("/data/ready")');
  });
});

describe('globPatterns', () => {
  const lua = RealLua.start('5.1');
  afterAll(() => lua.close());
  const piece = fc.constantFrom('a', 'b', '-', '.', '%', '[ab]', '[!a]', '[]a]', '?', '*', '+', 'ü', '^', '$', '(');
  const segment = fc.oneof(
    fc.constant('**'),
    fc.array(piece, { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
  );
  const glob = fc.array(segment, { minLength: 1, maxLength: 4 }).map((all) => `/${all.join('/')}`);
  const name = fc.array(fc.constantFrom('a', 'b', '-', '.', '%', ']', '+', '^', '$', '('), {
    minLength: 1,
    maxLength: 4,
  });
  const path = fc
    .array(name, { minLength: 1, maxLength: 5 })
    .map((all) => all.map((one) => `/${one.join('')}`).join(''));

  test('match the paths that the glob does', () => {
    const find = `local patterns, path = ...
for _, pattern in ipairs(patterns) do if path:find(pattern) then return true end end
return false`;
    fc.assert(
      fc.property(glob, path, (one, other) => {
        const patterns = globPatterns(one, beyondAscii);
        fc.pre(patterns.length > 0);
        expect([one, other, lua.run(find, [...patterns], other)]).toEqual([one, other, globRegex(one).test(other)]);
      }),
      { numRuns: 400 },
    );
  });

  test('miss none whose name is beyond ASCII', () => {
    const find = 'local pattern, path = ... return path:find(pattern) ~= nil';
    const found = (one: string, other: string): boolean =>
      globPatterns(one, beyondAscii).some((pattern) => lua.run(find, pattern, other));
    expect(
      ['/l/?.log', '/l/[!x].log', '/l/[äü].log', '/l/*.log', '/l/ü.log'].map((one) => found(one, '/l/ü.log')),
    ).toEqual([...[true, true, true, true, true]]);
    expect(found('/l/?.log', '/l/ab.log')).toBe(false);
  });
});

/** A machine of the test's own, for the program: files by path, what is open at which position, and a clock. */
const machine = `
local files, open, term = {}, {}, false
local clock, said = 0, {}
local function contents(path)
  local fd = path:match('^/proc/self/fd/(%d+)$')
  if fd then return open[tonumber(fd)].content or files[open[tonumber(fd)].path] end
  local info = path:match('^/proc/self/fdinfo/(%d+)$')
  if info then return 'pos:\\t' .. open[tonumber(info)].position .. '\\nflags:\\t0100000\\n' end
  return files[path]
end
local io = { open = function(path)
  local text = contents(path)
  if not text then return nil end
  local at = 0
  return {
    seek = function(_, whence, offset) at = (whence == 'end' and #text or 0) + (offset or 0) return at end,
    read = function(_, count)
      if count == '*a' then return text end
      local read = text:sub(at + 1, at + count)
      at = at + #read
      return read
    end,
    close = function() end,
  }
end }
local posix = {
  real = function(path) return path end,
  target = function(link) local fd = open[tonumber(link:match('%d+$'))] return fd.path .. (fd.content and ' (deleted)' or '') end,
  term_came = function() return term end,
  entries = function(folder)
    local names, found = {}, {}
    if folder == '/proc/self/fd' then
      for fd in pairs(open) do found[#found + 1] = { name = tostring(fd), kind = 'other' } end
      return found
    end
    for path in pairs(files) do
      if path:sub(1, #folder + 1) == folder .. '/' then
        local rest = path:sub(#folder + 2)
        names[rest:match('^[^/]+')] = rest:find('/') and 'folder' or 'file'
      end
    end
    for name, kind in pairs(names) do found[#found + 1] = { name = name, kind = kind } end
    return next(found) and found or nil
  end,
}
`;

/** Runs steps of Lua between looks; gives how each look ends, and what was said. */
function run(...steps: readonly string[]): Ran {
  return runJob('', ...steps);
}

interface Ran {
  readonly codes: readonly unknown[];
  readonly said: readonly string[];
}

/** The same of a job with more to it. */
function runJob(
  more: string,
  ...steps: readonly string[]
): { readonly codes: readonly unknown[]; readonly said: readonly string[] } {
  const lua = RealLua.start('5.1');
  try {
    const body = `local job = {
  sources = { { folder = '/logs', globs = { '^/logs/.*%.log$' }, except = { 'old' } } },
  storage = '/data/chunks', rejected = 'rejected', settle = 1, limit = 20,${more}
}
local draining = drain.new(job, posix, function() return clock end, function(text) said[#said + 1] = text end)
local codes = {}
${steps.map((step) => `${step}\ncodes[#codes + 1] = draining.look() or false\n`).join('')}
return { codes = codes, said = next(said) and said or { '' } }`;
    return lua.run(`${machine}${assemble(['drain'], body)}`) as ReturnType<typeof run>;
  } finally {
    lua.close();
  }
}

describe('the drain', () => {
  test('does nothing before it is told to end', () => {
    expect(run("files['/logs/a.log'] = 'a\\n'", 'clock = 100').codes).toEqual([false, false]);
  });

  test('ends at once where nothing was written', () => {
    expect(run('term = true', 'clock = 1')).toEqual({
      codes: [false, 0],
      said: ['read 0 of 0 bytes of 0 files, waited 1.0 s'],
    });
  });

  test('waits until a file is found and read, what was read is in chunks, and these are acknowledged', () => {
    const { codes, said } = run(
      "term = true files['/logs/x/a.log'] = 'one\\ntwo\\nhal'",
      "clock = 1 open[7] = { path = '/logs/x/a.log', position = 4 }",
      'clock = 2 open[7].position = 11',
      "clock = 3.5 files['/data/chunks/tail.0/1.flb'] = 'chunk'",
      "clock = 4 files['/data/chunks/tail.0/1.flb'] = nil",
    );
    expect(codes).toEqual([false, false, false, false, 0]);
    expect(said).toEqual([
      'so far: read 8 of 8 bytes of 1 files, waited 2.0 s; not sent, since its line is not finished: 3 bytes in /logs/x/a.log',
      'read 8 of 8 bytes of 1 files, waited 4.0 s; not sent, since its line is not finished: 3 bytes in /logs/x/a.log',
    ]);
  });

  test('gives up, and says what is left', () => {
    const { codes, said } = run(
      "term = true files['/logs/a.log'] = 'one\\ntwo\\n' files['/logs/old.log'] = 'x\\n'",
      "clock = 20 files['/data/chunks/tail.0/1.flb'] = 'chunk' open[3] = { path = '/logs/a.log', position = 4 }",
    );
    expect(codes).toEqual([false, 1]);
    expect(said).toEqual([
      'read 4 of 8 bytes of 1 files, waited 20.0 s; NOT read: 4 bytes of 1 files, such as /logs/a.log; NOT delivered: 5 bytes in 1 chunks',
    ]);
  });

  test('leaves to Fluent Bit what the next start can send', () => {
    const steps = ["term = true files['/logs/a.log'] = 'one\\n'", 'clock = 20'];
    expect(runJob(' keeps = true', ...steps).codes).toEqual([false, 'as it does by itself']);
    expect(runJob(' keeps = true', 'term = true', 'clock = 1').codes).toEqual([false, 0]);
  });

  test('fails where a receiver refused something', () => {
    const { codes, said } = run("term = true files['/data/chunks/rejected/1.flb'] = 'chunk'", 'clock = 2');
    expect(codes).toEqual([false, 1]);
    expect(said).toEqual(['read 0 of 0 bytes of 0 files, waited 2.0 s; REFUSED: 1 chunks']);
  });

  test('reads a file to its end that is deleted or renamed, and anew one that was shortened', () => {
    const { codes } = run(
      "term = true open[5] = { path = '/logs/gone.log', content = 'one\\ntwo\\n', position = 4 }",
      "clock = 2 open[5].position = 8 files['/logs/b.log'] = 'x\\n' open[6] = { path = '/logs/b.log', position = 100 }",
      'clock = 4 open[6].position = 2',
      'clock = 5',
    );
    expect(codes).toEqual([false, false, false, 0]);
  });

  test('counts on the slower of two that read a file', () => {
    const { codes } = run(
      "term = true files['/logs/b.log'] = 'x\\n' open[6] = { path = '/logs/b.log', position = 2 } open[7] = { path = '/logs/b.log', position = 0 }",
      'clock = 3',
      'clock = 4 open[7].position = 2',
      'clock = 5',
    );
    expect(codes).toEqual([false, false, false, 0]);
  });
});
