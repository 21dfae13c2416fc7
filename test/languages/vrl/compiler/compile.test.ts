import { compileVrl, vrlFunctions } from '../../../../lib/languages/vrl/compiler/compiler';
import type { VrlCompileOptions } from '../../../../lib/languages/vrl/compiler/compiler';

const said = (source: string, options?: VrlCompileOptions): readonly string[] =>
  compileVrl(source, options).diagnostics.map(({ severity, code, message, place }) =>
    [severity, code, message, place && `${place.line}:${place.column}`].join(' '),
  );

describe('what the compiler says', () => {
  test('a program without faults says nothing', () => {
    expect(said('. |= object!(parse_json!(.message))\n.cluster = "a"')).toEqual([]);
  });

  test('all errors, with code, line and column', () => {
    expect(said('.a = parse_json(.x)\n\n  foo()')).toEqual([
      'error 103 unhandled fallible assignment 1:6',
      'error 105 call to undefined function 3:3',
    ]);
  });

  test('columns count characters, whatever their bytes', () => {
    const source = '.a = "日本🎉"; .b = nope()';
    const [{ place } = {}] = compileVrl(source).diagnostics;
    expect(place).toEqual({ start: 18, end: 22, line: 1, column: 18 });
    expect(source.slice(place?.start, place?.end)).toBe('nope');
  });

  test('warnings leave a program to run', () => {
    const program = compileVrl('.a = upcase!("a")');
    expect(program.diagnostics.map(({ severity, code }) => [severity, code])).toEqual([['warning', 620]]);
    expect(program.ok).toBe(true);
  });

  test('labels and the whole text as Vector prints it', () => {
    const [diagnostic] = compileVrl('.a = to_int(.b)').diagnostics;
    expect(diagnostic?.labels.find(({ primary }) => !primary)?.message).toBe(
      'or change this to an infallible assignment:',
    );
    expect(diagnostic?.text).toMatch(/^error\[E103\]: unhandled fallible assignment\n {2}┌─ :1:6\n/);
  });

  test('the same words each time', () => {
    const words = (): string => JSON.stringify(compileVrl('map_values({}) -> |k| { i }').diagnostics);
    expect(words()).toBe(words());
  });

  test('half a surrogate pair is no reason to stop', () => {
    expect(said('.a = "\ud800"')).toEqual([]);
  });
});

describe('a condition', () => {
  test('is a boolean', () => {
    expect(said('.a == 1', { condition: true })).toEqual([]);
    expect(said('.a', { condition: true })).toEqual(['error 0 VRL conditions must return a boolean. ']);
  });

  test('changes nothing', () => {
    expect(said('.a = true', { condition: true })).toEqual(['error 315 mutation of read-only value 1:1']);
  });
});

describe("Vector's own functions", () => {
  test.each([
    '.a = get_secret("k")',
    'set_secret("k", "v")',
    'remove_secret("k")',
    'set_semantic_meaning(.a, "message")',
    '.a = get_enrichment_table_record!("t", { "id": .id })',
    '.a = find_enrichment_table_records!("t", { "id": .id }, select: ["b"], case_sensitive: false)',
    '.a = get_vector_metric("utilization", tags: { "component_id": "x" })',
    '.a = find_vector_metrics("utilization")',
    '.a = aggregate_vector_metrics("avg", "utilization")',
    '.a = parse_dnstap!(.b, lowercase_hostnames: true)',
  ])('%s', (source) => {
    expect(said(source)).toEqual([]);
  });

  test('are judged by their types', () => {
    expect(said('.a = get_enrichment_table_record("t", { "id": 1 })')).toEqual([
      'error 103 unhandled fallible assignment 1:6',
    ]);
    expect(said('set_semantic_meaning(a, "message")')).toEqual(['error 701 call to undefined variable 1:22']);
    expect(said('.a = aggregate_vector_metrics("median", "x")')).toEqual([
      'error 610 function compilation error: error[E401] invalid enum variant" 1:6',
    ]);
  });

  test('look into the tables that there are', () => {
    const source = '.a = get_enrichment_table_record!("users", { "id": .id })';
    expect(said(source, { tables: ['users'] })).toEqual([]);
    expect(compileVrl(source, { tables: ['hosts'] }).diagnostics[0]?.text).toContain('expected one of: "hosts"');
  });

  test('metadata that Vector keeps for itself is not to be changed', () => {
    expect(said('%vector.a = 1')).toEqual(['error 315 mutation of read-only value 1:1']);
  });
});

describe('a version of Vector', () => {
  test.each<[string, string, string]>([
    ['0.43.1', '.a = pop([1])', '105 call to undefined function'],
    ['0.39.0', '.a = camelcase("a b")', '105 call to undefined function'],
    ['0.43.1', '.a, err = parse_timestamp(.t, "%+", timezone: "UTC")', '106 wrong number of function arguments'],
    ['0.56.0', '.a, err = parse_cef(.m, strict: false)', '108 unknown function argument keyword'],
    ['0.56.0', '.a, err = parse_regex(.m, .p)', '610 function compilation error: error[E400] unexpected expression'],
    ['0.56.0', '.a = (find!(.m, "a") + 1) ?? 0', '651 unnecessary error coalescing operation'],
    ['0.43.1', '.a = upcase!("a")', "620 can't abort infallible function"],
    ['0.43.1', '.a = "\\u{41}"', '202 syntax error'],
    ['0.43.1', 'if .a == 1 { .b = 2 }\nelse { .b = 3 }', '203 syntax error'],
  ])('%s refuses %s, which 0.57.0 takes', (vector, source, expected) => {
    const [refusal, ...rest] = compileVrl(source, { vector }).diagnostics;
    expect(rest).toEqual([]);
    expect(`${refusal?.severity} ${refusal?.code} ${refusal?.message}`).toContain(`error ${expected}`);
    expect(compileVrl(source).ok).toBe(true);
  });

  test('has the functions that it has', () => {
    expect(vrlFunctions()).toContain('parse_yaml');
    expect(vrlFunctions()).not.toContain('range');
    expect(vrlFunctions('0.43.1')).not.toContain('parse_yaml');
  });

  test.each(['0.58.0', '0.38.0', '1.0.0', 'latest'])('%s is not known', (vector) => {
    expect(() => compileVrl('.', { vector })).toThrow("'vector' must be a version from 0.39.0 to 0.57.x");
  });
});

describe('a panic of the compiler', () => {
  const nested = `.a = ${'('.repeat(5_000)}1${')'.repeat(5_000)}`;

  test('is an error, and the next program compiles', () => {
    const [panic] = compileVrl(nested).diagnostics;
    expect(panic?.severity).toBe('error');
    expect(panic?.message).toMatch(/^panic: /);
    expect(said('.a = 1')).toEqual([]);
  });

  test('takes no other program with it', () => {
    const before = compileVrl('.b = (.a + 1) ?? 0');
    expect(compileVrl(nested).ok).toBe(false);
    expect(before.run({ a: 1 })).toMatchObject({ kind: 'done', event: { a: 1, b: 2 } });
  });
});
