import { path, value, Vrl, vrl } from '../../../languages/vrl';
import type { VrlHole } from '../../../languages/vrl';
import { printInstant } from '../../../languages/time/instant';
import type { Instant } from '../../../languages/time/instant';
import type { ExpectedSpec, Fact, Must } from '../../../pipeline/example-spec';
import { livePlaceholder } from '../../../pipeline/interpreter/live-placeholder';
import type { SinkOf, SinkSpec } from '../../../pipeline/sink-spec';
import { partsOf } from '../../../text/live-text';
import type { Text } from '../../../text/live-text';
import { dividedNames } from '../translate/loki-sink';
import type { SinkSurroundings } from '../translate/loki-sink';
import { splitNames } from '../translate/named-texts';
import { event } from '../translate/program';

/** The condition that an event fulfils of which a sink makes the entry that is expected; none where any event does. */
export function condition(
  expected: ExpectedSpec,
  sink: SinkSpec,
  surroundings: Omit<SinkSurroundings, 'tieBreak'>,
): Vrl | undefined {
  const statements = expected.facts.flatMap((fact) =>
    sink.kind === 'loki' ? lokiStatements(fact, sink, surroundings) : jsonStatements(fact),
  );
  if (statements.length === 0) return undefined;
  return Vrl.lines(
    ...(sink.kind === 'loki' ? [] : [vrl`json = object!(parse_json!(${event.message}))`]),
    ...statements,
  );
}

function lokiStatements(
  { path: [name, key], must }: Fact,
  sink: SinkOf<'loki'>,
  surroundings: Omit<SinkSurroundings, 'tieBreak'>,
): readonly Vrl[] {
  if (name === 'time') return must.be === 'time' ? [isAt(event.time, must.instant)] : [never('time')];
  if (key === undefined) return [text(event.message, must)];
  const divided = dividedNames(sink, surroundings)[name === 'labels' ? 'labels' : 'metadata'];
  const settled = Object.hasOwn(divided.settled, key) ? divided.settled[key] : undefined;
  // What is the same for every event stands in the sink, which no test reaches.
  if (settled !== undefined) return isSettled(settled, must) ? [] : [never(`${name}.${key}`)];
  const names = divided.perRecord.map(([one]) => one);
  if (!names.includes(key)) return must.be === 'absent' ? [] : [never(`${name}.${key}`)];
  const object = name === 'labels' ? 'labels' : 'structured_metadata';
  if (!splitNames(names).written.includes(key)) return [text(path(object, key), must)];
  return must.be === 'absent'
    ? [vrl`assert_eq!(${path(`${object}_names`, key)}, "*")`]
    : [text(path(`${object}_values`, key), must)];
}

function jsonStatements({ path: keys, must }: Fact): readonly Vrl[] {
  const at = within(vrl`json`, ...keys);
  if (must.be === 'time') return [vrl`assert_eq!(parse_timestamp!(${at}, "%+"), ${timestamp(must.instant)})`];
  return must.be === 'value' ? equals(at, must.value) : [text(at, must)];
}

function text(at: Vrl, must: Must): Vrl {
  if (must.be === 'absent') return vrl`assert!(!exists(${at}))`;
  if (must.be === 'match') return vrl`assert!(match(string(${at}) ?? "", ${must.regex}))`;
  return vrl`assert_eq!(${at}, ${must.be === 'value' ? (must.value as string) : ''})`;
}

/** A number is one whichever way JSON spells it: `2.0` is 2, also within lists and objects. */
function equals(at: Vrl, expected: unknown): readonly Vrl[] {
  if (typeof expected === 'bigint') return [vrl`assert!(${at} == ${new Vrl([String(expected)], [])})`];
  if (typeof expected === 'number') return [vrl`assert!(${at} == ${expected})`];
  if (expected === null) return [vrl`assert!(exists(${at}))`, vrl`assert_eq!(${at}, null)`];
  if (typeof expected !== 'object') return [vrl`assert_eq!(${at}, ${value(expected as VrlHole)})`];
  const [steps, isKind] = Array.isArray(expected)
    ? [expected.map((_, index) => index), vrl`length(array!(${at}))`]
    : [Object.keys(expected), vrl`length(object!(${at}))`];
  const inner = steps.flatMap((step) =>
    equals(within(at, step), (expected as Readonly<Record<string | number, unknown>>)[step]),
  );
  return [vrl`assert_eq!(${isKind}, ${steps.length})`, ...inner];
}

/** Second 60, which Vector keeps, is second 0 of the next minute. */
function isAt(at: Vrl, instant: Instant): Vrl {
  const expected = timestamp(instant);
  if (((instant % minute) + minute) % minute >= second) return vrl`assert_eq!(${at}, ${expected})`;
  const whole = vrl`from_unix_timestamp!(to_unix_timestamp!(${at}, unit: "nanoseconds"), unit: "nanoseconds")`;
  return vrl`assert_eq!(${whole}, ${expected})`;
}

function timestamp(instant: Instant): Vrl {
  return new Vrl([`t'${printInstant(instant)}'`], []);
}

const second = 1_000_000_000n;
const minute = 60n * second;

function never(what: string): Vrl {
  return vrl`assert!(false, message: ${`${what} is not as expected, in the sink itself`})`;
}

function isSettled(settled: Text, must: Must): boolean {
  const shown = partsOf(settled).map(livePlaceholder).join('');
  return must.be === 'match' ? must.regex.test(shown) : must.be === 'value' && must.value === shown;
}

function within(at: Vrl, ...steps: readonly (string | number)[]): Vrl {
  // `path` begins with a key of the event: after a variable, all that follows is the same.
  return Vrl.join(
    [at, ...steps.map((step) => (typeof step === 'number' ? new Vrl([`[${step}]`], []) : path(step)))],
    '',
  );
}
