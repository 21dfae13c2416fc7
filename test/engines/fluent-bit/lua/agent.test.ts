import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { RealLua, luaVersions } from './real-lua';

/** What a pipeline is to the agent: it doubles lines, and holds back those that begin with a blank. */
const app = `
  said, files, clock = {}, {}, 0
  local function file(name)
    return {
      read = function() return files[name] end,
      write = function(_, text) files[name] = files[name] .. text end,
      setvbuf = function() end, flush = function() if full then return nil, 'no space' end return true end, close = function() end,
    }
  end
  os = { rename = function(from, to) files[to] = files[from] return true end, getenv = os.getenv }
  io = {
    stderr = { write = function(_, ...) said[#said + 1] = table.concat({ ... }) end },
    open = function(name, mode)
      if mode == "wb" then files[name] = "" end
      if files[name] == nil then return nil, "no such file", 2 end
      if files[name] == false then return nil, "permission denied", 13 end
      return file(name)
    end,
  }
  app = {
    push = function(r)
      if r.line == "fail" then error("no") end
      if r.line:sub(1, 1) == " " then return nil end
      return r
    end,
    flush = function(_, _, emit) for _, r in ipairs(late) do emit(r) end late = {} end,
    samples = function() local taken = samples samples = nil return taken end,
  }
  late = {}
  read = function(tag) if tag == "a.1" then return function(at, given) return { line = given.line, sec = given.sec or at.sec, nsec = at.nsec } end end end
  send = function(r) if r.line == "unwanted" then return nil end return { line = r.line .. r.line }, r.line == "meta" and { m = 1 } or nil end
`;

describe.each(luaVersions)('an agent in Lua %s', (version) => {
  const lua = RealLua.start(version);
  lua.run(
    `${app}\n${assemble(['agent', 'keeper', 'joiner'], 'agents, keepers, joiners = agent, keeper, joiner')}
    on_event = agents.new(app, read, send, function() return 5, 6 end)
    event = function(tag, given)
      local code, time, metadata, body = on_event(tag, { sec = 7, nsec = 8 }, {}, {}, given)
      return { code, time.sec, time.nsec, metadata, body }
    end`,
  );
  afterAll(() => lua.close());

  const event = (tag: string, given: string): readonly unknown[] =>
    lua.run(`return event("${tag}", ${given})`) as readonly unknown[];
  const code = (tag: string, given: string): unknown => event(tag, given)[0];

  test('makes of an event what outputs take', () => {
    expect(event('a.1', '{ line = "x" }')).toEqual([1, 7, 8, {}, { line: 'xx' }]);
    expect(event('a.1', '{ line = "meta" }')).toEqual([1, 7, 8, { m: 1 }, { line: 'metameta' }]);
  });

  test('drops what stages drop, what waits, and what no sink takes', () => {
    expect([code('a.1', '{ line = " x" }'), code('a.1', '{ line = "unwanted" }')]).toEqual([-1, -1]);
  });

  test('gives times that Fluent Bit cannot hold the time of reading', () => {
    const times = [-1, 0, 4294967293, 4294967294];
    expect(times.map((sec) => event('a.1', `{ line = "x", sec = ${sec} }`)[1])).toEqual([7, 0, 4294967293, 7]);
  });

  test('loses a record alone where a program fails, and says so', () => {
    expect(code('a.1', '{ line = "fail" }')).toBe(-1);
    expect(lua.run('return said')).toEqual([expect.stringMatching(/a record of a\.1 is lost: .*no/)]);
  });

  test('gives with a tick of the clock what has waited, each with its time, and samples', () => {
    expect(code('a.tick', '{}')).toBe(-1);
    lua.run(
      'late = { { line = "x", sec = 1, nsec = 2 }, { line = "unwanted" } } samples = { { metric = 3, value = 4, labels = {} } }',
    );
    expect(event('a.tick', '{}')).toMatchObject([
      1,
      7,
      8,
      {},
      [
        { sec: 1, nsec: 2, body: { line: 'xx' } },
        { sample: 'm3', value: 4, labels: {} },
      ],
    ]);
  });

  describe('with lines that wait', () => {
    const origin = '{ path = "/p", podLabels = { k = "v" } }';
    beforeEach(() =>
      lua.run(`
        files = {}
        wait = function()
          local lines = joiners.new(function(line) return line:sub(1, 1) ~= " " end, 10, 500)
          return lines, keepers.new("/data/a.open", lines, joiners.stream, 9, 0)
        end
        lines, keep = wait()
        line = function(text)
          lines.push({ line = text, sec = 3, nsec = 4, fields = {}, tie = "9", origin = ${origin} }, 1, 0)
          keep.changed({ path = "/p" })
          files["/data/a.open"] = files["/data/a.open.new"]
        end
        again = function()
          local found = {}
          local others = wait()
          others.flush(nil, nil, function(r) found[#found + 1] = r end)
          return found
        end`),
    );

    test('keeps them for the next one, whatever is in them', () => {
      lua.run('line(\'a "\\0\\r\\n\\255\') line(" b") line(" c")');
      expect(
        lua.run(
          `local r = again()[1] return { r.line == 'a "\\0\\r\\n\\255\\n b\\n c', r.tie, r.sec, r.origin.path, r.origin.podLabels.k }`,
        ),
      ).toEqual([true, '9', 3, '/p', 'v']);
    });

    test('keeps of each stream the last alone, and what was completed no more', () => {
      lua.run('line("a") line("b") line(" c")');
      expect(lua.run('local found = again() return { #found, found[1].line }')).toEqual([1, 'b\n c']);
      lua.run(
        'lines.flush(nil, nil, function() end) keep.completed() files["/data/a.open"] = files["/data/a.open.new"]',
      );
      expect(lua.run('return #again()')).toBe(0);
    });

    test('goes by what is whole of a log that was cut off', () => {
      lua.run('line("a") line(" b")');
      const lengths = Array.from({ length: 6 }, (_, cut) => cut);
      expect(
        lengths.map((cut) =>
          lua.run(
            'local whole = files["/data/a.open"] files["/data/a.open"] = whole:sub(1, #whole - ...) local found = again() files["/data/a.open"] = whole return found[1].line',
            cut,
          ),
        ),
      ).toEqual(['a\n b', ...lengths.slice(1).map(() => 'a')]);
    });

    test('says what it finds and cannot read, and what it cannot write', () => {
      const path = '/data/a.open';
      const found = (change: string): unknown =>
        lua.run(`
          files = {} full = false lines, keep = wait()
          line("a") line(" b") line(" c")
          local whole = files["${path}"]
          said = {}
          files["${path}"] = ${change}
          local found = again()
          return { found[1] and found[1].line or '', table.concat(said) }`);
      const lost = '[cdk8s-logging] lines that waited for others are lost: /data/a.open';
      expect(found('nil')).toEqual(['', '']);
      expect(found('whole')).toEqual(['a\n b\n c', '']);
      expect(found('whole:sub(1, -2)')).toEqual(['a\n b', `${lost} has 20 bytes at its end that cannot be read\n`]);
      expect(found('whole:gsub("^B", "X")')).toEqual([
        '',
        expect.stringMatching(/ has \d+ bytes at its end that cannot be read\n$/),
      ]);
      for (const broken of ['whole:gsub("return {", "error  {")', 'whole:gsub("origin", "oregin")']) {
        expect(found(broken)).toEqual([
          '',
          '[cdk8s-logging] 3 lines that waited for others are lost: /data/a.open holds them no more\n',
        ]);
      }
      expect(found('false')).toEqual(['', `${lost} cannot be read: permission denied\n`]);
    });

    test('says once that its log cannot be written, and goes on when it can', () => {
      lua.run('said = {} full = true line("a") line(" b") keep.completed()');
      expect(lua.run('return said')).toEqual([
        '[cdk8s-logging] lines that wait for others are lost at the end: /data/a.open cannot be written: no space',
        '\n',
      ]);
      lua.run('full = false keep.completed() line(" c")');
      expect(lua.run('local found = again() return found[1].line')).toBe('a\n b\n c');
    });

    test('begins its log anew when it has grown', () => {
      lua.run('for i = 1, 400 do line(i .. ("x"):rep(1000)) end');
      expect(lua.run('return #files["/data/a.open"] < 300000')).toBe(true);
      expect(lua.run('return again()[1].line:sub(1, 3)')).toBe('400');
    });
  });
});
