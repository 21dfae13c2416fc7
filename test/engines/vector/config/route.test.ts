import { Sink, Source, Transform, vrl } from '../../../../lib/engines/vector';
import { configOf, found, printed } from './printed';
import { byVector, linesIn, objects, output } from './vector-program';

const logs = Source.file('logs', { include: ['/l'] });
const route = { errors: vrl`.level == "error"`, slow: vrl`.ms == 9` };
const split = Transform.route('split', { inputs: [logs], route });

describe('route', () => {
  test('has an output for each name, and one for the rest', () => {
    expect(Object.keys(split.outputs)).toEqual(['errors', 'slow']);
    expect(split.outputs.errors.name).toBe('split.errors');
    expect(split.unmatched.name).toBe('split._unmatched');
    // @ts-expect-error -- a name that was not given
    expect(split.outputs.eror).toBeUndefined();
  });

  test('has none for the rest where that is dropped', () => {
    const dropping = Transform.route('split', { inputs: [logs], route, rerouteUnmatched: false });
    // @ts-expect-error -- nothing comes from it
    expect(dropping.unmatched).toBeUndefined();
    expect(dropping.component.ports).toEqual(['errors', 'slow']);
    expect(printed(dropping.outputs.slow)).toBe(
      [
        '  split:',
        '    type: route',
        '    inputs:',
        '      - logs',
        '    reroute_unmatched: false',
        '    route:',
        '      errors: |',
        '        .level == "error"',
        '      slow: |',
        '        .ms == 9',
      ].join('\n'),
    );
  });

  test('is nothing to read itself, and neither is an output that it has not', () => {
    const read = (...inputs: unknown[]) => Sink.blackhole('out', { inputs: inputs as never });
    const rule = 'must be sources and transforms, got';
    expect(() => read(split)).toThrow(
      `'out.inputs[0]' ${rule} the router split; give split.outputs.errors or split.unmatched`,
    );
    const dropping = Transform.route('half', { inputs: [logs], route, rerouteUnmatched: false });
    expect(() => read(logs, dropping)).toThrow(`'out.inputs[1]' ${rule} the router half; give half.outputs.errors`);
    const { outputs } = split as { outputs: Record<string, unknown> };
    expect(() => read(split.unmatched, outputs['eror'])).toThrow(
      `'out.inputs[1]' ${rule} undefined; is an output's name misspelt? give one that there is`,
    );
    expect(() => read(Sink.blackhole('end', { inputs: [logs] }))).toThrow(`'out.inputs[0]' ${rule} the sink end; `);
    expect(() => read('logs')).toThrow(`'out.inputs[0]' ${rule} "logs"; give the object, not its name`);
  });

  test('is read by the names of its outputs', () => {
    const end = Sink.blackhole('end', { inputs: [split.outputs.errors, split.unmatched] });
    expect(printed(end)).toBe(
      ['  end:', '    type: blackhole', '    inputs:', '      - split.errors', '      - split._unmatched'].join('\n'),
    );
    expect(found(end)).toEqual([]);
  });

  test('compiles its conditions, one of the name of a program’s option as well', () => {
    const wrong = Transform.route('split', { inputs: [logs], route: { source: vrl`"text"`, b: vrl`nonsense(.a)` } });
    expect(found(wrong.outputs.b)).toEqual([
      expect.stringMatching(/VRL conditions must return a boolean.* \(at transforms\.split\.route\.source/),
      expect.stringMatching(/E105 call to undefined function: nonsense.* \(at transforms\.split\.route\.b/),
    ]);
  });

  test('tells of an output that nobody reads', () => {
    const end = Sink.blackhole('end', { inputs: [split.outputs.errors] });
    expect(
      configOf(end)
        .check()
        .map(({ rule, got }) => `${rule}: ${got}`),
    ).toEqual([
      'vector/unread-output: nothing that reads split.slow',
      'vector/unread-output: nothing that reads split._unmatched',
    ]);
  });

  test.each([
    ['_unmatched', 'not be a name that Vector keeps for itself'],
    ['_default', 'not be a name that Vector keeps for itself'],
    ['a.b', 'be 1 to 128 letters, digits, _ and -'],
    ['a*', 'be 1 to 128 letters, digits, _ and -'],
  ])('refuses the name %s', (name, rule) => {
    expect(() => Transform.route('r', { inputs: [logs], route: { [name]: vrl`true` } })).toThrow(
      `'r.route' must ${rule}`,
    );
    expect(() => Transform.exclusiveRoute('r', { inputs: [logs], routes: [{ name, condition: vrl`true` }] })).toThrow(
      `'r.routes[0].name' must ${rule}`,
    );
  });
});

describe('exclusive_route', () => {
  const first = { name: 'first', condition: vrl`.a == 1` } as const;

  test('has its outputs’ names in its type', () => {
    const { outputs, unmatched } = Transform.exclusiveRoute('x', { inputs: [logs], routes: [first] });
    expect([outputs.first.name, unmatched.name]).toEqual(['x.first', 'x._unmatched']);
    // @ts-expect-error -- a name that was not given
    expect(outputs.second).toBeUndefined();
  });

  test('refuses a name that stands twice', () => {
    expect(() => Transform.exclusiveRoute('x', { inputs: [logs], routes: [first, first] })).toThrow(
      `'x.routes[1].name' must be that of one route, got "first"; rename one of them`,
    );
  });

  test('is refused where Vector has none', () => {
    const { outputs } = Transform.exclusiveRoute('x', { inputs: [logs], routes: [first] });
    expect(found(outputs.first, '0.43.1')).toEqual([]);
    expect(found(outputs.first, '0.39.0')).toEqual([
      "vector/component-version: 'exclusive_route' must go to Vector 0.43 or later, got version 0.39.0; declare a later version and run it, or use Transform.route with conditions that exclude each other (at transforms.x)",
    ]);
  });

  test('compiles its conditions', () => {
    const routes = [{ name: 'a', condition: vrl`nonsense()` }] as const;
    const { outputs } = Transform.exclusiveRoute('x', { inputs: [logs], routes });
    expect(found(outputs.a)).toEqual([expect.stringContaining('(at transforms.x.routes[0].condition')]);
  });
});

byVector(
  'routes send to all outputs that match, exclusive ones to the first',
  ['route', 'exclusive_route'],
  async (folder) => {
    const lines = ['{"n":1,"e":true,"s":true}', '{"n":2,"e":true}', '{"n":3,"s":true}', '{"n":4}'];
    const source = Source.file('logs', { include: [linesIn(folder, lines)] });
    const parsed = Transform.remap('parsed', { inputs: [source], source: vrl`. = object!(parse_json!(.message))` });
    const all = Transform.route('all', { inputs: [parsed], route: { e: vrl`.e == true`, s: vrl`.s == true` } });
    const one = Transform.exclusiveRoute('one', {
      inputs: [parsed],
      routes: [
        { name: 'e', condition: vrl`.e == true` },
        { name: 's', condition: vrl`.s == true` },
      ],
    });
    const outputs = Object.entries({
      all_e: all.outputs.e,
      all_s: all.outputs.s,
      all_rest: all.unmatched,
      one_e: one.outputs.e,
      one_s: one.outputs.s,
      one_rest: one.unmatched,
    });
    const named = outputs.map(([name, of]) => Transform.remap(name, { inputs: [of], source: vrl`.to = ${name}` }));
    const [head, ...tail] = named;
    if (head === undefined) throw new Error('no outputs');
    const sinks = [Sink.console('out', { inputs: [head, ...tail], encoding: { codec: 'json' } })] as const;
    const stdout = await output(folder, { sinks }, (text) => text.split('\n').length > 9);
    const got = Object.fromEntries(
      outputs.map(([name]) => [
        name,
        objects(stdout)
          .filter(({ to }) => to === name)
          .map(({ n }) => n)
          .sort(),
      ]),
    );
    expect(got).toEqual({
      all_e: [1, 2],
      all_s: [1, 3],
      all_rest: [4],
      one_e: [1, 2],
      one_s: [3],
      one_rest: [4],
    });
  },
);
