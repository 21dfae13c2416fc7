import { parsePathPattern } from '../../../lib/languages/pattern/path-pattern';
import { PatternError } from '../../../lib/languages/regex/pattern-error';

const TASK = 'dag_id=<dag_id>/run_id=<run_id>/task_id=<task_id>/[map_index=<map_index>/]attempt=<attempt>.log';

test.each([
  [
    TASK,
    '/opt/airflow/logs/dag_id=d/run_id=manual__2026-01-01T00:00:00+00:00/task_id=t.u/attempt=1.log',
    { dag_id: 'd', run_id: 'manual__2026-01-01T00:00:00+00:00', task_id: 't.u', attempt: '1' },
  ],
  [
    TASK,
    'dag_id=d/run_id=r/task_id=t/map_index=3/attempt=2.log',
    { dag_id: 'd', run_id: 'r', task_id: 't', map_index: '3', attempt: '2' },
  ],
  ['<file>', '/var/log/a.log', { file: 'a.log' }],
  ['<name>.<type>', '/var/log/a.b.log', { name: 'a.b', type: 'log' }],
  [
    '<pod>_<namespace>_<container>-<id>.log',
    '/var/log/containers/p-1_n_my-app-0af3.log',
    { pod: 'p-1', namespace: 'n', container: 'my-app', id: '0af3' },
  ],
  ['/logs/<_>/<b>', '/logs/a/b', { b: 'b' }],
  ['[<a>/]b-<c>', 'x/a/b-1', { a: 'a', c: '1' }],
  ['\\[<a>\\]\\<\\>\\\\', 'd/[x]<>\\', { a: 'x' }],
])('%j finds in %j %j', (pattern, path, captures) => {
  expect(parsePathPattern(pattern).match(path)).toEqual(captures);
});

test.each([
  ['b=<b>', 'ab=1'],
  ['b=<b>', 'b=1/x'],
  ['b=<b>', 'b='],
  ['/logs/<a>', '/x/logs/a'],
  ['<a>.log', 'a.logs'],
])('%j finds nothing in %j', (pattern, path) => {
  expect(parsePathPattern(pattern).match(path)).toBeUndefined();
});

test.each([
  ['', 'got no named capture at position 0'],
  ['a/<_>', 'got no named capture at position 0'],
  ['<a><b>', "got consecutive captures at '<b>' at position 3"],
  ['<a>[<b>/]c', "got consecutive captures at '<b>' at position 4"],
  ['[x<a>]<b>', "got consecutive captures at '<b>' at position 6"],
  ['<a>[/x]<b>', "got consecutive captures at '<b>' at position 7"],
  ['<a>/<a>', "got the duplicate capture name '<a>' at position 4"],
  ['<a-b>', "got the bad capture name '<a-b>' at position 0"],
  ['<a', "got the bad capture name '<a' at position 0"],
  ['[[<a>]]', "got a '[' within '[[' at position 0"],
  ['<a>[]', "got an empty optional part '[]' at position 3"],
  ['[<a>', "got a bracket that is not closed '[<a>' at position 0"],
  ['<a>]', "got a bracket that is not open ']' at position 3"],
  ['<a>>', "got a bracket that is not open '>' at position 3"],
  ['\\d<a>', "got an unknown escape '\\d' at position 0"],
])('%j is refused', (pattern, message) => {
  expect(() => parsePathPattern(pattern)).toThrow(PatternError);
  expect(() => parsePathPattern(pattern)).toThrow(`'pattern' must be a path pattern, ${message}`);
});

test('its printed form', () => {
  expect(parsePathPattern('run=<run>/[map=<map>/]<_>.log').toGo()).toBe(
    '(?:^|/)run=(?P<run>[^/]+)/(?:map=(?P<map>[^/]+)/)?[^/]+\\.log$',
  );
  expect(parsePathPattern('/a/<b>').toGo()).toBe('^/a/(?P<b>[^/]+)$');
});
