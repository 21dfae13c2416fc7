import { readComplaints } from '../../../../lib/engines/vector/judge/complaints';
import type { FoundConfig } from '../../../../lib/engines/judge';

const text = `sources: { in: { type: stdin } }
transforms:
  r:
    type: remap
    inputs: [in, nope]
    source: |
      .a = 1
      .x = parse_json(.message)
sinks:
  out: { type: console, inputs: [r], encoding: { codec: json }, bogus: 1 }
`;

const config: FoundConfig = { files: { 'vector.yaml': text }, args: [], environment: {} };

function read(...said: readonly string[]) {
  const { findings, notes } = readComplaints(
    said.map((one) => ({ said: one, code: 78 })),
    config,
  );
  const places = findings.map(({ index }) => (index === undefined ? undefined : text.slice(index).split(/[\n,]/)[0]));
  return { findings, notes, places };
}

// As Vector 0.57 prints it.
const vrl = `Transform errors
----------------
x Transform "r": 
error[E103]: unhandled fallible assignment
  ┌─ :2:6
  │
2 │ .x = parse_json(.message)
  │ ---- ^^^^^^^^^^^^^^^^^^^^
  │ │    │
  │ │    this expression is fallible because at least one argument's type cannot be verified to be valid
  │ │    update the expression to be infallible by adding a \`!\`: \`parse_json!(.message)\`
  │ or change this to an infallible assignment:
  │ .x, err = parse_json(.message)
  │
  = see documentation about error handling at https://errors.vrl.dev/#handling
  = learn more about error code 103 at https://errors.vrl.dev/103

`;

describe('what vector validate says', () => {
  it('is an error of VRL with its code, where it stands', () => {
    const { findings, places } = read(vrl);
    expect(findings).toMatchObject([
      {
        rule: 'vector/vrl',
        at: 'transforms.r.source, line 2, column 6',
        got: 'E103 unhandled fallible assignment: parse_json(.message)',
        remedy: expect.stringMatching(
          /by adding a `!`: `parse_json!\(\.message\)`, or change this to an infallible assignment: \.x, err = parse_json\(\.message\)(?:;|$)/,
        ),
        summary: 'E103 unhandled fallible assignment',
      },
    ]);
    expect(places).toEqual(['parse_json(.message)']);
  });

  it('is said once, though two runs say it', () => {
    expect(read(vrl, `Component errors\n----------------\n${vrl.slice(vrl.indexOf('x '))}`).findings).toHaveLength(1);
  });

  it('names the field, the input or the component', () => {
    const head = 'Failed to load ["vector.yaml"]\n-------------------------\n';
    const { findings, places } = read(
      `${head}x unknown field \`bogus\`, expected \`condition\`\n\n\n\nin \`sinks.out\`\n\n`,
      `${head}x Input "nope" for transform "r" doesn't match any components.\n`,
      `${head}x unknown variant \`nope\`, expected one of \`demo_logs\`, \`exec\`\nin \`sources.in\`\n`,
    );
    expect(findings.map(({ got }) => got.slice(0, 32))).toEqual([
      'unknown field `bogus`, expected ',
      'Input "nope" for transform "r" d',
      'unknown variant `nope`, expected',
    ]);
    expect(places).toEqual(['bogus: 1 }', 'nope]', 'in: { type: stdin } }']);
    expect(findings.map(({ summary }) => summary)).toEqual(['unknown field', 'Input', 'unknown variant']);
  });

  it('is no finding where this machine lacks something, and nothing of it is repeated', () => {
    const { findings, notes } = read(
      'Component errors\n----------------\nx Sink "out": Could not open "/secret.pem": No such file or directory (os error 2)\n',
    );
    expect(findings).toEqual([]);
    const reason = 'was not judged, since it needs files or services that are not here';
    expect(notes).toEqual([{ said: `Sink "out" ${reason}`, summary: `a component ${reason}` }]);
  });

  it('holds the warnings of Vector, once, also where it says that all is well', () => {
    const warned =
      'Loaded with warnings ["vector.yaml"]\n---\n~ Transform "r" has no consumers\n~ Something is deprecated\n';
    const run = { said: warned, code: 0 };
    const { findings } = readComplaints([run, run], config);
    expect(findings.map(({ rule, severity, at }) => [rule, severity, at])).toEqual([
      ['vector/unused', 'warning', 'transforms.r'],
      ['vector/validate', 'warning', 'the file'],
    ]);
  });

  it('is a finding also in words that nobody knows', () => {
    expect(read('thread panicked').findings).toMatchObject([{ rule: 'vector/validate', got: 'thread panicked' }]);
  });
});
