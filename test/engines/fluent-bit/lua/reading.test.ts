import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { RealLua, luaVersions } from './real-lua';

/** Shows a record: its line, and what else is asked for. */
const shown = `
  said = {}
  io = { stderr = { write = function(_, ...) said[#said + 1] = table.concat({ ... }) end } }
  function show(r) if r == nil then return 'none' end return r.line .. '|' .. (r.tie or '') .. '|' .. r.sec .. '.' .. r.nsec end
`;

describe.each(luaVersions)('what inputs give, in Lua %s', (version) => {
  const lua = RealLua.start(version);
  lua.run(
    `${shown}\n${assemble(['reading', 'container', 'journal'], 'reads, runs, entries, texts = reading, container, journal, text')}`,
  );
  beforeEach(() => lua.run('said = {}'));
  afterAll(() => lua.close());

  const at = '{ sec = 7, nsec = 8 }';

  test('is a line of a file, with its place', () => {
    lua.run('read = reads.files(5, nil, false, true)');
    const line = (bytes: string): unknown =>
      lua.run(`return show(read(${at}, { path = "/a", offset = 3, line = ${bytes} }))`);
    expect(['"abcde"', '""', '"\\r"', '"a\\255b"'].map(line)).toEqual([
      'abcde|3|7.8',
      '|3|7.8',
      '|3|7.8',
      'a\ufffdb|3|7.8',
    ]);
    expect(lua.run('return #said')).toBe(0);
    expect(line('"abcdef"')).toBe('none');
    expect(lua.run('return said[1]')).toContain('a line of 6 bytes is left out');
  });

  test('is told apart by the path where there are several files, and asked for once', () => {
    lua.run(`
      asked = 0
      read = reads.files(9, function(path) asked = asked + 1 return path ~= "/no" end, true, true)
      of = function(path) return show(read(${at}, { path = path, offset = 3, line = "x" })) end`);
    const [one, other, no, again] = ['/a', '/b', '/no', '/a'].map((path) => lua.run('return of(...)', path));
    expect(one).toMatch(/^x\|3-[0-9a-f]{8}\|7\.8$/);
    expect(other).not.toBe(one);
    expect([no, again, lua.run('return asked')]).toEqual(['none', one, 3]);
  });

  test('has a path that is text, whatever bytes name the file', () => {
    lua.run('read = reads.files(9, nil, true, false)');
    expect(lua.run(`return read(${at}, { path = "/caf\\233.log", offset = 3, line = "x" })`)).toMatchObject({
      line: 'x',
      origin: { path: '/caf\ufffd.log' },
      tie: false,
    });
  });

  test('is cut where it is no text, too', () => {
    expect(lua.run(`return #texts.cut(string.rep('\\128', 3000))`)).toBe(0);
  });

  const pods = (selects: string): unknown =>
    lua.run(`
      read = runs.pods(8, function(origin) labels = origin.podLabels or {} return ${selects} end, function(t) return tonumber(t), 5 end, true, true)
      pod = function(line, kubernetes)
        local path = "/var/log/pods/ns_pod-0_uid/app/0.log"
        local r = read(${at}, { path = path, offset = 1, line = line, kubernetes = kubernetes })
        return r and r.line .. "|" .. r.origin.namespace .. "/" .. r.origin.pod .. "/" .. r.origin.container .. "|" .. (r.origin.stream or "none") .. "|" .. r.sec .. "." .. r.nsec or "none"
      end`);

  test('is a line of a pod, whose parts are one', () => {
    pods('true');
    const lines = ['1 stdout F a b', '2 stdout P ab', '3 stderr F x', '4 stdout F cd', '5 stdout F ', 'no such line'];
    expect(lines.map((line) => lua.run('return pod(..., {})', line))).toEqual([
      'a b|ns/pod-0/app|stdout|1.5',
      'none',
      'x|ns/pod-0/app|stderr|3.5',
      'abcd|ns/pod-0/app|stdout|4.5',
      '|ns/pod-0/app|stdout|5.5',
      'none',
    ]);
    expect(lua.run('return said[1]')).toContain('a line of 12 bytes is left out');
  });

  test('is no line that is longer than its parts may be together', () => {
    pods('true');
    const lines = ['1 stdout P abcdefgh', '2 stdout P i', '2 stdout P j', '3 stdout F k', '4 stdout F l'];
    expect(lines.map((line) => lua.run('return pod(..., {})', line)).slice(3)).toEqual([
      'none',
      'l|ns/pod-0/app|stdout|4.5',
    ]);
    expect(lua.run('return said[1]')).toContain('a line of 11 bytes is left out');
  });

  test('is not waited for where too much of what has begun does not end', () => {
    const held = `
      local parts = runs.parts(300000)
      local sixteen = string.rep('x', 16384)
      collectgarbage()
      local before = collectgarbage('count')
      for output = 1, 300 do
        for _ = 1, 16 do parts.add('o' .. output, sixteen .. output .. _) end
      end
      local line, bytes = parts.complete('o300', 'end')
      collectgarbage()
      return { collectgarbage('count') - before < 40000, bytes > 262144, #line == bytes }`;
    expect(lua.run(held)).toEqual([true, true, true]);
    expect(lua.run('return said[1]')).toContain('are given up, whose ends do not come');
  });

  test('is that of a pod that is selected, and a pod without known labels is reported once', () => {
    pods('labels.app == "x"');
    expect(lua.run('return pod("1 stdout F a", { labels = { app = "x" } })')).toBe('a|ns/pod-0/app|stdout|1.5');
    expect(lua.run('return pod("1 stdout F a", { labels = { app = "y" } })')).toBe('none');
    expect(lua.run('pod("1 stdout F a") return pod("1 stdout F a")')).toBe('none');
    expect(lua.run('return said')).toEqual([expect.stringContaining('the labels of ns/pod-0 are not known')]);
  });

  test('is what Docker sends', () => {
    lua.run(`
      read = runs.docker(9)
      sent = function(log, more)
        more.log, more.container_id, more.container_name, more.source = log, "id", "/worker-1", more.source or "stdout"
        local r = read(${at}, more)
        return r and r.line .. "|" .. r.origin.container .. "|" .. r.origin.stream .. "|" .. r.tie or "none"
      end`);
    const part = (last: boolean): string =>
      `{ partial_message = "true", partial_id = "p", partial_last = "${String(last)}" }`;
    expect(lua.run('return sent("a\\r", {})')).toBe('a|worker-1|stdout|1');
    expect(lua.run(`return sent("ab", ${part(false)})`)).toBe('none');
    expect(lua.run('return sent("x", { source = "stderr" })')).toBe('x|worker-1|stderr|2');
    expect(lua.run(`return sent("cd", ${part(true)})`)).toBe('abcd|worker-1|stdout|3');
    expect(lua.run('return sent(5, {})')).toBe('none');
  });

  test("is the journal's message", () => {
    lua.run('read = entries.entries(3)');
    const message = (code: string): unknown => lua.run(`return show(read(${at}, { MESSAGE = ${code} }))`);
    expect(['"abc"', '{ "a", "b" }', '"abcd"', 'nil'].map(message)).toEqual(['abc|1|7.8', 'a|2|7.8', 'none', 'none']);
  });
});
