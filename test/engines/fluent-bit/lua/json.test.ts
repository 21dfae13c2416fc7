import { luaVersions, RealLua } from './real-lua';
import { jsonCase, jsonTrials } from './trials/json-trials';

const nested = (depth: number): string => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
const texts = {
  'objects and lists nested 127 deep': nested(127),
  'objects and lists nested 128 deep': nested(128),
  'no text': '',
  'an object without an end': '{',
  'text behind it': '{}x',
  'a list': '[]',
  'a comma at the end': '{"a":1,}',
  'a comma alone': '{,}',
  'no colon': '{"a" 1}',
  'a zero before digits': '{"a":01}',
  'no digit before the point': '{"a":.5}',
  'no digit behind it': '{"a":5.}',
  'a sign alone': '{"a":-}',
  'half a word': '{"a":tru}',
  'a control character': '{"a":"\u0000"}',
  DEL: '{"a":"\u007f"}',
  'a key that JavaScript knows': '{"__proto__":{"n":1},"n":[]}',
  'a byte order mark': '\ufeff{}',
};

describe.each(luaVersions)('JSON in Lua %s', (version) => {
  const [{ program } = { program: '' }] = jsonTrials;
  test.each(Object.entries(texts))('%s', (_, text) => {
    const lua = RealLua.start(version);
    lua.run(program);
    const { chunk, expected } = jsonCase(text);
    expect(lua.run(chunk)).toEqual(expected);
    lua.close();
  });
});
