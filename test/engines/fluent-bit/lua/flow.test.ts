import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { RealLua, luaVersions } from './real-lua';

const source = `
  limit, first, new_joiner, stream = rate.limit, period.first, joiner.new, joiner.stream
  function each(check, calls)
    local results = {}
    for i = 1, #calls do results[i] = check((unpack or table.unpack)(calls[i])) or false end
    return results
  end
`;

describe.each(luaVersions)('what remembers records in Lua %s', (version) => {
  const lua = RealLua.start(version);
  lua.run(assemble(['rate', 'period', 'joiner'], source));
  afterAll(() => lua.close());

  test('a rate lets so many of each value pass in a second, which never goes back', () => {
    const calls = [
      ['a', 5],
      ['a', 5],
      ['b', 5],
      ['a', 5],
      ['a', 4],
      ['a', 6],
    ] as const;
    expect(lua.run('return each(limit(2), ...)', calls)).toEqual([true, true, true, false, false, true]);
  });

  test('a period has one first of each value', () => {
    const calls = [
      ['a', 5, 0],
      ['a', 5, 999_999_999],
      ['b', 5, 0],
      ['a', 6, 499_999_999],
      ['a', 6, 500_000_000],
      ['a', 4, 0],
    ] as const;
    expect(lua.run('return each(first(1500), ...)', calls)).toEqual([true, false, true, false, true, false]);
  });

  test('a period forgets values that are over, so that its memory does not grow', () => {
    const held = `
      local is_first = first(1000)
      collectgarbage()
      local before = collectgarbage('count')
      for i = 1, 200000 do is_first('value ' .. i, math.floor(i / 1000), 0) end
      collectgarbage()
      return collectgarbage('count') - before`;
    expect(lua.run(held)).toBeLessThan(3000);
  });

  test('a period forgets the oldest of too many values, which are first ones again', () => {
    const held = `
      local is_first = first(86400000)
      collectgarbage()
      local before, firsts = collectgarbage('count'), 0
      for i = 1, 300000 do
        if is_first('value ' .. i, i, 0) then firsts = firsts + 1 end
      end
      collectgarbage()
      local grown = collectgarbage('count') - before
      return { firsts, is_first('value 300000', 300000, 0), is_first('value 1', 300000, 0), grown < 40000 }`;
    expect(lua.run(held)).toEqual([300_000, false, true, true]);
  });

  test('a period counts from the first one, however many values come meanwhile', () => {
    const firsts = `
      local is_first, times = first(10000), {}
      for i = 1, 30 do
        if is_first('a', i, 0) then times[#times + 1] = i end
        for k = 1, 400 do is_first(i .. '/' .. k, i, 0) end
      end
      return times`;
    expect(lua.run(firsts)).toEqual([1, 11, 21]);
  });

  test('a joiner ends what it waited for too long, at the next line or without one', () => {
    const joined = `
      local lines, out = new_joiner(function(line) return line == 'A' end, 3, 500), {}
      local function push(line, path, sec, nsec)
        local r = lines.push({ line = line, origin = { path = path } }, sec, nsec)
        out[#out + 1] = r and r.line or '-'
      end
      local function flush(sec, nsec)
        lines.flush(sec, nsec, function(r) out[#out + 1] = 'flushed ' .. r.line end)
      end
      push('A', '/1', 1, 0)
      push('b', '/1', 1, 499999999)
      push('c', '/2', 1, 600000000)
      push('d', '/1', 1, 999999998)
      push('e', '/1', 1, 999999998)
      push('f', '/1', 2, 499999998)
      flush(2, 600000000)
      flush(2, 999999998)
      flush(4, 0)
      return out`;
    expect(lua.run(joined)).toEqual(['-', '-', '-', '-', 'A\nb\nd', 'e', 'flushed c', 'flushed f']);
  });

  test('a joiner holds so many bytes of all streams, and says once that it divides entries', () => {
    const joined = `
      local said, out, stderr = {}, {}, io.stderr
      io = { stderr = { write = function(_, ...) said[#said + 1] = table.concat({ ... }) end } }
      local lines = new_joiner(function(line) return line == 'A' end, 1000, 500, 20)
      lines.begin('/1', { '123', '4567', lines = 2, first = { line = '123' }, sec = 1, nsec = 0 })
      local function push(line, path, sec)
        local r = lines.push({ line = line, origin = { path = path } }, sec or 1, 0)
        out[#out + 1] = r and r.line or '-'
      end
      push('12345', '/2')
      push('12345678', '/1')
      push('9', '/1')
      push('10', '/2')
      push('11', '/2')
      push('A', '/1')
      push('A', '/2')
      push('12345678901234567', '/1')
      push('b', '/1')
      push('c', '/1')
      io = { stderr = stderr }
      return { out, #said, said[1] }`;
    expect(lua.run(joined)).toEqual([
      ['-', '-', '123\n4567\n12345678', '-', '-', '9', '12345\n10\n11', '-', '-', 'A\n12345678901234567\nb'],
      2,
      '[cdk8s-logging] entries are divided: more than 20 bytes of lines wait for others\n',
    ]);
  });

  test('lines of a file belong together, and those of one output of a container, whatever its file', () => {
    const pod = { namespace: 'n', pod: 'p', container: 'c', stream: 'stderr', path: '/1.log' };
    expect(lua.run('return stream(...)', { path: '/1.log' })).toBe('/1.log');
    expect(lua.run('return stream(...)', pod)).toBe('n/p/c/stderr');
    expect(lua.run('return stream(...)', {})).toBe('///');
  });
});
