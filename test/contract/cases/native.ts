import { vrl } from '../../../lib/languages/vrl';
import { field, line } from '../../../lib/pipeline/ref';
import { Stage } from '../../../lib/pipeline/stage';
import { about } from '../contract-case';

/** Code of Vector's: other engines leave these out. */
export const nativeCases = about('native', {
  'a program of VRL finds line, path and fields': {
    lines: ['{"a":1.0}'],
    stages: [
      Stage.parseJson(),
      Stage.native(vrl`.fields.seen = string!(.message) + " " + string!(.file) + " " + to_string!(.fields.a)`),
    ],
    show: ['seen'],
    expected: [{ line: '{"a":1.0}', metadata: { seen: '{"a":1.0} /logs/case.log 1' } }],
  },
  'what it leaves is the record': {
    lines: ['x'],
    stages: [
      Stage.native(vrl`
        .message = "new"
        .timestamp = t'2020-01-01T00:00:00.123456789Z'
        .fields = { "a": 1.0, "b": true, "c": { "k": [1] } }`),
      Stage.set({ d: field('c', 'k', 0) }),
    ],
    show: ['a', 'b', 'c', 'd'],
    expected: [{ line: 'new', time: '2020-01-01T00:00:00.123456789Z', metadata: { a: '1', b: 'true', d: '1' } }],
  },
  'abort drops the record': {
    lines: ['a', 'b'],
    stages: [Stage.native(vrl`if .message == "a" { abort }`)],
    expected: ['b'],
  },
  'an error that it does not handle leaves the record as it was': {
    lines: ['{"a":"1"}', 'odd'],
    stages: [
      Stage.native(vrl`
        .message = "changed"
        .fields.a = "before"
        .fields = object!(parse_json!(.message))`),
    ],
    show: ['a'],
    expected: ['{"a":"1"}', 'odd'],
  },
  'it runs within a when': {
    lines: ['a', 'b'],
    stages: [Stage.when(line.is('a'), Stage.native(vrl`.message = "c"`), Stage.set({ k: line }))],
    show: ['k'],
    expected: [{ line: 'c', metadata: { k: 'c' } }, 'b'],
  },
  'what else it leaves is for those that follow': {
    lines: ['a'],
    stages: [
      Stage.native(vrl`.other = "b"; %other = "c"`),
      Stage.parseJson(),
      Stage.native(vrl`.fields.k = string!(.other) + string!(%other)`),
    ],
    show: ['k'],
    expected: [{ line: 'a', metadata: { k: 'bc' } }],
  },
  'fields that are no object are none': {
    lines: ['a'],
    stages: [Stage.native(vrl`.fields = "x"`), Stage.set({ k: 'v' }), Stage.drop(field('a').exists())],
    show: ['a', 'k'],
    expected: [{ line: 'a', metadata: { k: 'v' } }],
  },
  'a timestamp in a field is its text': {
    lines: ['a'],
    stages: [Stage.native(vrl`.fields.t = t'2020-01-01T00:00:00.5Z'`)],
    show: ['t'],
    expected: [{ line: 'a', metadata: { t: '2020-01-01T00:00:00.500Z' } }],
  },
  'bytes that are no text have U+FFFD, which labels do not': {
    lines: ['a'],
    stages: [Stage.native(vrl`.fields.t = decode_base64!("/2E=")`)],
    show: ['t'],
    expected: [{ line: 'a', metadata: { t: '?a' } }],
  },
});
