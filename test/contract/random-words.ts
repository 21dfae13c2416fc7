import { re2 } from '../../lib/languages/regex/regex';
import type { Pattern } from '../../lib/languages/regex/pattern';
import { fewNames } from './random-record';

/** What random stages are made of: names that records have, and what is looked for in them. */
export interface Words {
  /** Of fields. */
  readonly names: readonly string[];
  /** Of what is within a field. */
  readonly steps: readonly (string | number)[];
  /** What a field may be compared with. */
  readonly values: readonly (string | number)[];
  /** What a text may hold. */
  readonly parts: readonly string[];
  readonly patterns: readonly Pattern[];
  readonly captures: readonly Pattern[];
  /** In Loki's pattern language. */
  readonly layouts: readonly string[];
  readonly paths: readonly string[];
  readonly formats: readonly string[];
  /** What fields are set to. */
  readonly constants: readonly string[];
  readonly replacements: readonly string[];
}

const formats = [
  ...['iso8601', 'unix', 'unix-ms', 'unix-ns', '%Y-%m-%d %H:%M:%S', '%d/%b/%Y:%H:%M:%S %z', '%y%m%d %I:%M:%S.%f %p'],
  ...['%Y %j %H:%M', '%s.%f', '%s', '%e %b %Y %H:%M:%S%z', '%Y%m%d%H%M%S'],
];

/** Texts that mean something to a program on the way. */
const constants = ['const', 'q"uo{{ te }}\\', '$1 $$ ${X}', 'é\u2028\u0007', '5', 'ERROR', '', 'c$1', 'é'];
const replacements = ['', '$1', '[x]', '${a}$$', '\\n"'];

/** For records of few names and odd values. */
export const fewWords: Words = {
  names: [...fewNames, 'a.b', 'message'],
  steps: ['k', 0, 'q'],
  values: ['a', 'warn'],
  parts: ['e', 'error', '1'],
  patterns: [/e/, /^$/, /\d+/, /[^a]/i, /(?:err|warn)/i, /\s+$/, /a*/, /\bx\b/, /'"/],
  captures: [
    re2`(?P<a>\w+)=(?P<b>\S*)`,
    re2`^(?P<level>[A-Z]+)?(?P<n>\d*)`,
    re2`(?P<ts>[0-9T:.Z+-]{10,})`,
    re2`(?P<a>.)$`,
  ],
  layouts: ['[<ts>] <level> <a>', '<level>: <_>', '<a> <b> <_>'],
  paths: ['<a>/[x=<b>/]<n>.log', '/<a>/<b>/<_>'],
  formats,
  constants,
  replacements,
};

/** For records of real programs: what those of `test/data/logs` are called and hold. */
export const realWords: Words = {
  names: [
    ...['timestamp', 'time', 'level', 'event', 'message', 'msg', 'logger', 'lineno', 'dag_id', 'task_id', 'map_index'],
    ...['try_number', 'trace_id', 'duration_ms', 'http', 'span', 'spans', 'error_detail', 'service', 'a'],
  ],
  steps: ['status', 'name', 'request_id', 0, 'frames', 'exc_type'],
  values: ['INFO', 'task', 'etl_failing', 'checkout', -1, 200, 404],
  parts: ['a', 'Traceback', 'task.', '::group::', 'ms', '2026-11-21'],
  patterns: [
    ...[/ERROR|WARN(?:ING)?/, /^\s/, /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d/, /"[^"]*"/, /\bTraceback\b/, /[{}]/],
    ...[/\x1b\[[0-9;]*m/, /retr(?:y|ies)|timeout/i, /[^\x00-\x7f]+/],
  ],
  captures: [
    re2`^\[(?P<timestamp>[^\]]+)\] \{(?P<logger>[^:}]+):(?P<lineno>\d+)\} (?P<level>[A-Z]+) - (?P<message>.*)`,
    re2`(?P<time>\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?)`,
    re2`"level": ?"(?P<level>[a-zA-Z]+)"`,
    re2`(?P<msg>[A-Z]\w+Error)(?:: (?P<event>.+))?`,
  ],
  layouts: [
    '[<timestamp>] {<logger>:<lineno>} <level> - <message>',
    '<time> <level> <logger>: <message>',
    '<level>:<_>',
  ],
  paths: [
    'dag_id=<dag_id>/run_id=<_>/task_id=<task_id>/[map_index=<map_index>/]attempt=<try_number>.log',
    '<a>/<service>',
  ],
  formats: [...formats, '%Y/%m/%d %H:%M:%S'],
  constants,
  replacements,
};
