import * as fc from 'fast-check';
import { compileVrl, VrlUnsupportedError } from '../../../../lib/languages/vrl/compiler/compiler';
import type { VrlSurroundings } from '../../../../lib/languages/vrl/compiler/compiler';
import { fromWire, toWire, VrlBytes, VrlFloat, VrlTimestamp } from '../../../../lib/languages/vrl/compiler/vrl-value';
import type { VrlValue } from '../../../../lib/languages/vrl/compiler/vrl-value';

const run = (source: string, event: VrlValue = {}, surroundings?: VrlSurroundings) =>
  compileVrl(source).run(event, surroundings);

const eventAfter = (source: string, event: VrlValue = {}, surroundings?: VrlSurroundings): VrlValue => {
  const outcome = run(source, event, surroundings);
  return outcome.kind === 'done' ? outcome.event : outcome.message;
};

describe('a run', () => {
  test('gives the event, the metadata and the value of the last expression', () => {
    expect(run('%seen = true\n.b = .a\n"last"', { a: 1 })).toEqual({
      kind: 'done',
      event: { a: 1, b: 1 },
      metadata: { seen: true },
      value: 'last',
    });
  });

  test('leaves the event given as it is', () => {
    const event = Object.freeze({ a: 1 });
    expect(eventAfter('.a = 2', event)).toEqual({ a: 2 });
    expect(event).toEqual({ a: 1 });
  });

  test('tells an abort from an error, and says where the error is', () => {
    expect(run('abort "not this one"')).toEqual({ kind: 'aborted', message: 'not this one' });
    expect(run('# é\n.a = parse_json!(.m)', { m: '{' })).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('unable to parse json'),
      place: { line: 2, column: 6 },
    });
  });

  test('is refused to a program with errors', () => {
    expect(() => run('.a = ')).toThrow("'vrl' must compile to be run, got syntax error");
    const older = compileVrl('.a = "\\u{41}"', { vector: '0.43.1' });
    expect(() => older.run({})).toThrow("'vrl' must compile to be run, got syntax error");
  });

  test('reads time, zone, environment and host from what it is given', () => {
    const now = 1_700_000_000_123_456_789n;
    const event = eventAfter(
      '.now = now(); .t = parse_timestamp!("2024-01-01 00:00:00", "%F %T"); .e = get_env_var("A") ?? "none"; .h = get_hostname!()',
      {},
      { now, timezone: 'Asia/Tokyo', environment: { A: 'b' }, hostname: 'node-1' },
    );
    expect(event).toEqual({
      now: new VrlTimestamp(now),
      t: new VrlTimestamp(BigInt(Date.parse('2024-01-01T00:00:00+09:00')) * 1_000_000n),
      e: 'b',
      h: 'node-1',
    });
  });

  test('leaves nothing of it to the next', () => {
    const program = compileVrl('.e = get_env_var("A") ?? "none"');
    program.run({}, { environment: { A: 'b' } });
    expect(program.run({})).toMatchObject({ event: { e: 'none' } });
    expect(process.env['A']).toBeUndefined();
  });

  test('the clock is of now, and random is random', () => {
    const program = compileVrl('.u = uuid_v4(); .n = to_unix_timestamp(now(), unit: "milliseconds")');
    const [one, two] = [program.run({}), program.run({})] as unknown as { event: { u: string; n: number } }[];
    expect(one?.event.u).not.toBe(two?.event.u);
    expect(Math.abs((one?.event.n ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('an unknown zone is refused', () => {
    expect(() => run('.a = 1', {}, { timezone: 'Mars' })).toThrow("'timezone' must be of the IANA database, got Mars");
  });

  test('log is heard by nobody', () => {
    expect(eventAfter('log("x", level: "warn"); .a = 1')).toEqual({ a: 1 });
  });

  test('secrets live as long as the run', () => {
    expect(eventAfter('set_secret("k", "v"); .a = get_secret("k"); remove_secret("k"); .b = get_secret("k")')).toEqual({
      a: 'v',
      b: null,
    });
  });

  test('decode_zstd reads all frames', () => {
    const frame = 'KLUv/SAFKQAAaGVsbG8=';
    expect(eventAfter(`.a = decode_zstd!(decode_base64!("${frame}"))`)).toEqual({ a: 'hello' });
    expect(
      eventAfter(`f = decode_base64!("${frame}")\n.a = decode_zstd!(f + f); .b, err = decode_zstd("no frame")`),
    ).toMatchObject({ a: 'hellohello', b: '' });
  });
});

describe('what only Vector can run', () => {
  test.each([
    ['parse_grok', '.a = parse_grok(.m, "%{WORD:w}") ?? {}'],
    ['parse_groks', '.a = parse_groks(.m, ["%{WORD:w}"]) ?? {}'],
    ['dns_lookup', '.a = dns_lookup("a.b") ?? {}'],
    ['reverse_dns', '.a = reverse_dns("127.0.0.1") ?? ""'],
    ['http_request', '.a = http_request("http://a.b") ?? ""'],
    ['validate_json_schema', '.a = validate_json_schema(.m, "/schema.json") ?? false'],
    ['encode_zstd', '.a = encode_zstd("a")'],
    ['parse_proto', '.a = parse_proto(.m, "/a.desc", "M") ?? {}'],
    ['encode_proto', '.a = encode_proto(., "/a.desc", "M") ?? ""'],
    ['parse_etld', '.a = parse_etld(.m, psl: "/list.dat") ?? {}'],
    ['get_enrichment_table_record', '.a = get_enrichment_table_record("t", { "a": 1 }) ?? {}'],
    ['get_vector_metric', '.a = get_vector_metric("m")'],
  ])('%s is named, even where its error is caught', (name, source) => {
    const program = compileVrl(`if .go == true { ${source} }`);
    expect(program.diagnostics).toEqual([]);
    expect(program.unsupported).toEqual([name]);
    expect(program.run({ m: 'x' })).toMatchObject({ kind: 'done', event: { m: 'x' } });
    expect(() => program.run({ go: true, m: 'x' })).toThrow(VrlUnsupportedError);
    expect(() => program.run({ go: true, m: 'x' })).toThrow(`got ${name}; `);
  });
});

describe('values', () => {
  test('keep their types', () => {
    const event = eventAfter(
      '.types = map_values(object!(.v)) -> |v| { if is_integer(v) { "integer" } else if is_float(v) { "float" } else if is_timestamp(v) { "timestamp" } else { "other" } }',
      { v: { a: 1, b: 1.5, c: new VrlFloat(1), d: 2n ** 62n, e: new VrlTimestamp(-1n), f: -0, g: '1' } },
    );
    expect(event).toMatchObject({
      types: { a: 'integer', b: 'float', c: 'float', d: 'integer', e: 'timestamp', f: 'float', g: 'other' },
    });
  });

  test('numbers of JSON come as they were written', () => {
    expect(
      eventAfter('. = parse_json!(.m)', { m: '{"a":1,"b":1.0,"c":9007199254740993,"d":0.1,"e":1e21,"f":-0}' }),
    ).toEqual({
      a: 1,
      b: new VrlFloat(1),
      c: 9007199254740993n,
      d: 0.1,
      e: new VrlFloat(1e21),
      f: new VrlFloat(-0),
    });
  });

  test('bytes that are no text', () => {
    expect(eventAfter('.b = decode_base64!("/wA=")')).toEqual({ b: new VrlBytes('ff00') });
    expect(eventAfter('.b = encode_base64(string!(.a))', { a: new VrlBytes('ff00') })).toMatchObject({ b: '/wA=' });
  });

  test('nest as deep as VRL lets them', () => {
    let event: VrlValue = {};
    for (let depth = 0; depth < 500; depth++) event = { a: event };
    expect(eventAfter('.b = 1', event)).toEqual({ ...(event as object), b: 1 });
  });

  const leaf: fc.Arbitrary<VrlValue> = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((double) => (Number.isInteger(double) ? new VrlFloat(double) : double)),
    fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
    fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
    fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map((instant) => new VrlTimestamp(instant)),
  );
  const key = fc.oneof(fc.string(), fc.constantFrom('$', '$float', '$object', '$timestamp', '__proto__', 'a.b'));
  const { value } = fc.letrec<{ value: VrlValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries) as VrlValue),
    ),
  }));

  test('come back from the compiler as they went', () => {
    const program = compileVrl('.');
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (event) => {
        const outcome = program.run(event);
        expect(outcome).toMatchObject({ kind: 'done' });
        expect(outcome.kind === 'done' && outcome.event).toStrictEqual(
          fromWire(JSON.parse(JSON.stringify(toWire(event)))),
        );
        expect(outcome.kind === 'done' && outcome.event).toEqual(event);
      }),
      { numRuns: 150 },
    );
  });
});
