import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import {
  vector,
  VectorConfig,
  vrl,
  Sink as VectorSink,
  Source as VectorSource,
  Transform,
} from '../../../lib/engines/vector';
import type { VectorVersion, Vrl } from '../../../lib/engines/vector';
import { printFinding } from '../../../lib/findings/finding';
import { line } from '../../../lib/pipeline/ref';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';

const root = join(__dirname, '..', '..', '..');

const pipeline = (code: Vrl): LogPipeline<'vector'> =>
  new LogPipeline('p', {
    sources: [Source.files('/a/*.log')],
    stages: [Stage.when(line.exists(), Stage.native(code))],
    sinks: [Sink.stdout()],
  });

const found = (code: Vrl, version?: VectorVersion): readonly string[] =>
  vector.check([pipeline(code)], version === undefined ? {} : { version }).map(printFinding);

describe("a pipeline's VRL", () => {
  const fails = vrl`
    .a = 1
    .b = parse_json(.message)`;

  test('is compiled: an error has code, words, line and column', () => {
    const expected = expect.stringMatching(
      /^vector\/vrl: 'vrl' must compile for Vector 0\.57\.0, got E103 unhandled fallible assignment: parse_json\(\.message\); .* \(at p: stages\[0\]\.stages\[0\], line 2, column 6\)$/,
    );
    expect(found(fails)).toEqual([expected]);
  });

  test('fails the translation', () => {
    expect(() => vector.translate([pipeline(fails)])).toThrow(/E103 unhandled fallible assignment/);
  });

  test('is compiled for the version declared', () => {
    expect(found(vrl`.a = pop([1])`)).toEqual([]);
    expect(found(vrl`.a = pop([1])`, '0.43.1')).toEqual([
      expect.stringContaining('must compile for Vector 0.43.1, got E105 call to undefined function: pop'),
    ]);
  });

  test('finds no enrichment table, since a pipeline has none', () => {
    expect(found(vrl`.a = get_enrichment_table_record!("services", { "id": 1 })`)).toEqual([
      expect.stringContaining('invalid enum variant for argument "table"'),
    ]);
  });

  test('may have warnings, which are told', () => {
    const warned = pipeline(vrl`.a = upcase!("a")`);
    expect(vector.check([warned])).toMatchObject([{ rule: 'vector/vrl', severity: 'warning' }]);
    expect(vector.translate([warned]).print()).toContain('upcase!');
  });
});

describe("a configuration's VRL", () => {
  const logs = VectorSource.file('logs', { include: ['/a'] });

  const config = (source: Vrl, condition: Vrl, version?: VectorVersion): VectorConfig => {
    const changed = Transform.remap('changed', { inputs: [logs], source });
    const kept = Transform.filter('kept', { inputs: [changed], condition });
    const sink = VectorSink.console('out', { inputs: [kept], encoding: { codec: 'json' } });
    return new VectorConfig({ sinks: [sink], ...(version === undefined ? {} : { version }) });
  };

  test('programs and conditions are compiled, each as what it is', () => {
    const findings = config(vrl`.a = true; .b = foo()`, vrl`.a`).check();
    expect(findings.map(({ at, got, severity }) => `${severity} ${at}: ${got}`)).toEqual([
      'error transforms.changed.source, line 1, column 17: E105 call to undefined function: foo',
      'error transforms.kept.condition: VRL conditions must return a boolean.',
    ]);
    expect(config(vrl`.a = true`, vrl`.a == true`).check()).toEqual([]);
  });

  test('conditions of routes are compiled, each at its place', () => {
    const wrong = vrl`.a`;
    const named = Transform.route('named', { inputs: [logs], route: { good: vrl`.a == 1`, 'not-so': wrong } });
    const first = Transform.exclusiveRoute('first', {
      inputs: [named.outputs.good],
      routes: [
        { name: 'a', condition: vrl`true` },
        { name: 'b', condition: wrong },
      ],
    });
    const inputs = [
      named.outputs['not-so'],
      named.unmatched,
      first.outputs.a,
      first.outputs.b,
      first.unmatched,
    ] as const;
    const findings = new VectorConfig({ sinks: [VectorSink.blackhole('none', { inputs })] }).check();
    expect(findings.map(({ at, got }) => `${at}: ${got}`)).toEqual([
      'transforms.named.route.not-so: VRL conditions must return a boolean.',
      'transforms.first.routes[1].condition: VRL conditions must return a boolean.',
    ]);
  });

  test('is compiled as it is printed for the version', () => {
    expect(config(vrl`.a = ${'é'}`, vrl`.a == ${'日本'}`, '0.43.1').check()).toEqual([]);
    expect(config(vrl`.a = ${'é'}`, vrl`.a == ${'日本'}`, '0.57.0').check()).toEqual([]);
  });
});

test('where a user wrote no VRL, the compiler is not loaded', () => {
  const program = `
    const { LogPipeline, Source, Stage, Sink } = require('./lib/index');
    const { vector } = require('./lib/engines/vector/engine');
    const check = (stages) => {
      const pipeline = new LogPipeline('p', { sources: [Source.files('/a')], stages, sinks: [Sink.stdout()] });
      pipeline.check();
      vector.check([pipeline]);
      vector.translate([pipeline]).print();
      return Object.keys(require.cache).some((file) => file.includes('vrl/compiler'.replace('/', require('path').sep)));
    };
    process.stdout.write([
      check([Stage.parseJson()]),
      check([Stage.native({ language: 'vector', source: '.a = 1' })]),
    ].join());
  `;
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program], { cwd: root, encoding: 'utf8' });
  expect(stdout).toBe('false,true');
});

test("the program that authorizes an http_server's clients is a condition", () => {
  const from = (source: Vrl): readonly string[] => {
    const http = VectorSource.httpServer('http', { address: '127.0.0.1:80', auth: { strategy: 'custom', source } });
    return new VectorConfig({ sinks: [VectorSink.blackhole('none', { inputs: [http] })] })
      .check()
      .map(({ rule }) => rule);
  };
  expect(from(vrl`.headers.authorization == "a"`)).toEqual([]);
  expect(from(vrl`.headers.authorization`)).toEqual(['vector/vrl']);
});
