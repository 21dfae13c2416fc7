import { assemble } from '../../../../lib/engines/fluent-bit/lua/assemble';
import { pipelineProgram } from '../../../../lib/engines/fluent-bit/translate/pipeline-program';
import type { PipelineProgramProps } from '../../../../lib/engines/fluent-bit/translate/pipeline-program';
import { vrl } from '../../../../lib/languages/vrl';
import { allOf, anyOf, not } from '../../../../lib/pipeline/condition';
import type { Condition } from '../../../../lib/pipeline/condition';
import type { EngineName } from '../../../../lib/pipeline/engine-name';
import { field, firstOf, line, text } from '../../../../lib/pipeline/ref';
import type { Value } from '../../../../lib/pipeline/ref';
import { conditionTest } from '../../../../lib/pipeline/interpreter/condition-test';
import { workingRecord } from '../../../../lib/pipeline/interpreter/working-record';
import { Sink } from '../../../../lib/pipeline/sink';
import { Stage } from '../../../../lib/pipeline/stage';
import { env, helm } from '../../../../lib/text/live-text';
import { RealLua, luaVersions } from '../lua/real-lua';

const target = { url: 'http://loki' };
const loki = Sink.loki(target, { labels: { app: 'x' } });

function propsOf(stages: readonly Stage<EngineName>[], ...sinks: readonly Sink[]): PipelineProgramProps {
  return { stages: stages.map(({ spec }) => spec), sinks: [loki, ...sinks].map(({ spec }) => spec) };
}

function program(props: PipelineProgramProps): string {
  const { modules, code } = pipelineProgram(props);
  return assemble(modules, `app = ${code}`);
}

describe('a pipeline as Lua', () => {
  test('has a function for each stage, below what the user wrote', () => {
    const { code } = pipelineProgram(
      propsOf(
        [
          Stage.joinLines({ firstLine: /^\{/ }),
          Stage.parseJson(),
          Stage.level('level'),
          Stage.when(
            anyOf(field('level').is('debug', 'trace'), line.contains('/health'), field('http', 'status').below(400)),
            Stage.sample('10%', { unless: field('user').exists() }),
          ),
          Stage.set({ cluster: env('CLUSTER'), who: firstOf(field('user'), field('a', 0), 'nobody') }),
          Stage.throttle({ linesPerSecond: 100, per: field('who') }),
          Stage.measure('seconds', field('duration'), { labels: { who: field('who') } }),
          Stage.line({ json: ['who', 'x y'] }),
        ],
        Sink.loki(target, { labels: { app: 'x', level: field('level') }, when: field('level').is('error') }),
        Sink.otlp('http://otlp/v1/logs', {
          resource: { 'service.name': 'x' },
          attributes: { who: field('who') },
          traceId: field('trace_id'),
        }),
      ),
    );
    expect(code.replace(/regex = .*/g, 'regex = …')).toMatchSnapshot();
  });

  test('names the modules that it needs, and no others', () => {
    const { modules } = pipelineProgram(propsOf([Stage.parseJson(), Stage.level('level')]));
    expect([...modules].sort()).toEqual(['json', 'level']);
  });

  test('tells what samples are of, those of stages within others too', () => {
    const { metrics } = pipelineProgram(
      propsOf([
        Stage.count('all_total'),
        Stage.when(line.contains('x'), Stage.measure('size', field('size'), { labels: { app: 'x', of: field('a') } })),
      ]),
    );
    expect(metrics).toEqual([
      { kind: 'count', metric: 'all_total', labels: [] },
      { kind: 'measure', metric: 'size', labels: ['app', 'of'] },
    ]);
  });

  test('holds no code of others', () => {
    expect(() => pipelineProgram(propsOf([Stage.native(vrl`.a = 1`)]))).toThrow(
      "'native' must be no code of vector, got it at stages[0]",
    );
  });
});

describe.each(luaVersions)('a pipeline in Lua %s', (version) => {
  const lua = RealLua.start(version);
  afterAll(() => lua.close());
  const record = '{ line = "x", sec = 0, nsec = 0, fields = {}, origin = {} }';

  test('takes more stages than a function holds locals', () => {
    const count = 2000;
    lua.run(program(propsOf(Array.from({ length: count }, (_, index) => Stage.set({ [`f${index}`]: `${index}` })))));
    const last = `f${count - 1}`;
    expect(lua.run(`return { app.push(${record}).fields.f0, app.push(${record}).fields.${last} }`)).toEqual([
      '0',
      `${count - 1}`,
    ]);
  });

  test('drops in any part of many stages', () => {
    const stages = Array.from({ length: 100 }, (_, index) => Stage.set({ at: `${index}` }));
    for (const at of [0, 39, 40, 41, 99, 100]) {
      const dropping = Stage.drop(line.is('x'));
      lua.run(program(propsOf([...stages.slice(0, at), dropping, ...stages.slice(at)])));
      expect(lua.run(`return app.push(${record})`)).toBeUndefined();
    }
  });

  test('takes more patterns and references in one stage than a function holds of what is around it', () => {
    const classes = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`c${index}`, RegExp(`^${index}$`)]));
    const nested = Array.from({ length: 100 }, (_, index) => field('a', `k${index}`).is('1', '2', '3'));
    const parts = Array.from({ length: 100 }, (_, index) => text`${line}-${String(index)}`);
    const [first = line, ...rest] = parts;
    lua.run(
      program(
        propsOf([
          Stage.classify('class', classes),
          Stage.drop(anyOf(...(nested as [never, never]))),
          Stage.set({ all: firstOf(field('z'), first, ...rest) }),
        ]),
      ),
    );
    const of = record.replace('"x"', '"99"');
    expect(lua.run(`local r = app.push(${of}) return { r.fields.class, r.fields.all }`)).toEqual(['c99', '99-0']);
  });

  test('takes stages within stages, deeper than Lua nests functions', () => {
    const levels = 300;
    const nested = (level: number): Stage<EngineName> =>
      Stage.when(
        not(line.is(`${level}`)),
        Stage.set({ [`f${level}`]: `${level}` }),
        ...(level === levels ? [Stage.drop(line.is('dropped'))] : [nested(level + 1)]),
      );
    lua.run(program(propsOf([nested(1), Stage.set({ last: 'z' })])));
    const of = (text: string): unknown =>
      lua.run(`
        local r = app.push(${record.replace('"x"', `"${text}"`)})
        return r and { r.fields.f1, r.fields.f149 or '', r.fields.f150 or '', r.fields.f${levels} or '', r.fields.last }`);
    expect(of('x')).toEqual(['1', '149', '150', '300', 'z']);
    expect(of('150')).toEqual(['1', '149', '', '', 'z']);
    expect(of('dropped')).toBeUndefined();
  });

  test('takes conditions within conditions, deeper than Lua nests expressions', () => {
    const nested = (level: number): Condition => {
      if (level === 0) return line.startsWith('yes');
      return level % 2 === 0
        ? not(anyOf(line.is(`${level}`), nested(level - 1)))
        : allOf(not(line.matches(RegExp(`^${level}$`))), nested(level - 1));
    };
    const deep = nested(500);
    lua.run(program(propsOf([Stage.keep(deep)], Sink.stdout({ when: not(deep) }))));
    const of = (text: string): unknown =>
      lua.run(`
        local r = ${record.replace('"x"', `"${text}"`)}
        return { app.push(r) ~= nil, app.sinks[2](r) ~= nil }`);
    const isKept = conditionTest(deep.spec);
    for (const text of ['yes', 'no', '1', '2', '249', '250', '499', '500']) {
      const holds = isKept(workingRecord({ line: text }, () => 0n));
      expect(of(text)).toEqual([holds, !holds]);
    }
  });

  test('takes texts within texts, deeper than Lua nests expressions', () => {
    const nested = (level: number): Value => (level === 0 ? line : text`${nested(level - 1)}.${line}`);
    const absent = (level: number): Value => (level === 0 ? field('a') : text`${absent(level - 1)}.`);
    lua.run(program(propsOf([Stage.set({ all: nested(500), none: absent(500) })])));
    expect(lua.run(`local r = app.push(${record}) return { r.fields.all, r.fields.none or '' }`)).toEqual([
      `x${'.x'.repeat(500)}`,
      '',
    ]);
  });

  test('joins more parts to a text than Lua does at a time', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `k${index}`);
    const flat = text(Object.assign(['', ...names.map(() => ',')], { raw: [] }), ...names.map((name) => field(name)));
    lua.run(program(propsOf([Stage.set({ all: flat })])));
    const of = (fields: string): unknown =>
      lua.run(`local r = ${record} r.fields = ${fields} return app.push(r).fields.all or 'absent'`);
    const fields = names.map((name) => `${name} = '${name}'`).join(', ');
    expect(of(`{ ${fields} }`)).toBe(`${names.join(',')},`);
    expect(of(`{ ${fields.replace("k999 = 'k999',", '')} }`)).toBe('absent');
  });

  test('reads variables when it is loaded', () => {
    const cluster = text`${env('CLUSTER')}/${field('a')}`;
    const labels = { app: 'x', cluster: env('CLUSTER'), none: env('NONE') };
    const { code, modules } = pipelineProgram(
      propsOf([Stage.set({ a: 'b' }), Stage.set({ at: cluster })], Sink.loki(target, { labels })),
    );
    lua.run(`os.getenv = function(name) return name == 'CLUSTER' and 'c\\1\\255' or nil end`);
    lua.run(assemble(modules, `app = ${code}`));
    lua.run(`os.getenv = nil`);
    expect(lua.run(`local r = app.push(${record}) return { r.fields.at, app.sinks[2](r).labels }`)).toEqual([
      'c\u0001\ufffd/b',
      { app: 'x', cluster: 'c??' },
    ]);
  });

  test('reads a live part where it is told to, and refuses it where nothing reads it', () => {
    const props = propsOf([Stage.set({ release: helm('.Release.Name') })]);
    expect(() => pipelineProgram(props)).toThrow("'text' must have no part that a chart or Flux fills in");
    lua.run(`elsewhere = 'r1'`);
    lua.run(program({ ...props, readLive: ({ reader }) => (reader === 'helm' ? 'elsewhere' : undefined) }));
    expect(lua.run(`return app.push(${record}).fields.release`)).toBe('r1');
  });

  test('goes by the clock that it is given, else by the time of records', () => {
    lua.run(program(propsOf([Stage.throttle({ linesPerSecond: 1 })])));
    const passes = (at: number, sec?: number): unknown =>
      lua.run(`return app.push(${record.replace('sec = 0', `sec = ${at}`)}, ${sec ?? 'nil'}, 0) ~= nil`);
    expect([passes(1), passes(1), passes(2), passes(7, 3), passes(8, 3), passes(9, 4)]).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  test('gives samples once, of records that are dropped too', () => {
    const labels = { line: line, empty: field('none') };
    lua.run(program(propsOf([Stage.count('all_total', { labels }), Stage.drop(line.is('x'))])));
    lua.run(`app.push(${record})`);
    expect(lua.run('return app.samples()')).toEqual([{ metric: 1, labels: { line: 'x' }, value: 1 }]);
    expect(lua.run('return app.samples()')).toBeUndefined();
  });
});
