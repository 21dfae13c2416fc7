import { demandsBefore, demandsOf, needsField, sinkDemand } from '../../lib/pipeline/demand';
import type { Demand } from '../../lib/pipeline/demand';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { field, fields, line, origin, text } from '../../lib/pipeline/ref';
import type { Value } from '../../lib/pipeline/ref';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';
import { Stage } from '../../lib/pipeline/stage';
import type { EngineName } from '../../lib/pipeline/engine-name';

function demands(
  stages: readonly Stage<EngineName>[],
  labels: Readonly<Record<string, Value>>,
  ...more: readonly Sink[]
): readonly Demand[] {
  const sink = Sink.loki({ url: 'http://loki' }, { labels });
  return demandsOf(new LogPipeline<EngineName>('test', { sources: [Source.pods()], stages, sinks: [sink, ...more] }));
}

const paths = ({ fields: all }: Demand | undefined = { fields: [] } as never): readonly string[] =>
  all.map((path) => path.join('/')).sort();
const labels = { app: 'a', ...fields('level') };

test('sinks need what their labels, metadata and conditions read', () => {
  const sink = Sink.loki(
    { url: 'http://loki' },
    {
      labels: { job: text`${origin.namespace}/${origin.podLabel('app')}` },
      structuredMetadata: { span: field('spans', 0, 'id') },
      when: origin.podAnnotation('team').exists(),
    },
  );
  expect(sinkDemand([sink.spec])).toEqual({
    allFields: false,
    fields: [['spans', 0, 'id']],
    origins: ['namespace'],
    podLabels: ['app'],
    podAnnotations: ['team'],
  });
});

test('each point has what is read from there on, the last being the sinks', () => {
  const found = demands([Stage.parseJson(), Stage.time(field('t')), Stage.drop(field('x').exists())], labels);
  expect(found.map(paths)).toEqual([['level', 't', 'x'], ['level', 't', 'x'], ['level', 'x'], ['level']]);
});

test('a rename asks for the old name, and for the new one where that is absent', () => {
  const found = demands([Stage.parseJson(), Stage.rename({ lvl: 'level' })], labels);
  expect(paths(found[1])).toEqual(['level', 'lvl']);
  expect(paths(demands([Stage.rename({ level: 'other' })], labels)[0])).toEqual([]);
});

test('a path moves with its field', () => {
  const found = demands([Stage.rename({ a: 'b' })], { app: 'a', x: field('b', 'c', 1) });
  expect(found[0]?.fields).toEqual(
    expect.arrayContaining([
      ['a', 'c', 1],
      ['b', 'c', 1],
    ]),
  );
});

test('what is set is not needed before, if it is always there', () => {
  expect(paths(demands([Stage.set({ level: 'info' })], labels)[0])).toEqual([]);
  expect(paths(demands([Stage.set({ level: field('l') })], labels)[0])).toEqual(['l', 'level']);
  expect(paths(demands([Stage.set({ other: field('l') })], labels)[0])).toEqual(['level']);
  expect(paths(demands([Stage.remove('level')], labels)[0])).toEqual([]);
});

test('a stage that writes nothing that is needed reads nothing', () => {
  const idle = [Stage.parseRegex(/(?<x>a)/, { from: field('raw') }), Stage.parsePath('<y>.log')];
  expect(demands(idle, labels)[0]).toMatchObject({ fields: [['level']], origins: [] });
  expect(demands([Stage.parsePath('<level>.log')], labels)[0]).toMatchObject({ origins: ['path'] });
});

test('a when needs its condition, and what both of its ways need', () => {
  const stages = [
    Stage.when(origin.podLabel('app').is('a'), Stage.set({ level: 'info' }), Stage.drop(field('x').is(1))),
  ];
  expect(demands(stages, labels)[0]).toMatchObject({ podLabels: ['app'] });
  expect(paths(demands(stages, labels)[0])).toEqual(['level', 'x']);
});

test('a line of all fields, native code and a sink of all fields need everything', () => {
  expect(demands([Stage.parseJson(), Stage.line({ json: 'all' })], labels).map(({ allFields }) => allFields)).toEqual([
    true,
    true,
    false,
  ]);
  expect(demands([Stage.native({ language: 'vector', source: '.a = 1' })], labels)[0]?.allFields).toBe(true);
  const [before] = demands([], labels, Sink.stdout());
  expect(before).toMatchObject({ allFields: true });
  expect(needsField(before as Demand, 'anything')).toBe(true);
});

test('stages inside a when can be asked for themselves', () => {
  const stages = [Stage.set({ level: field('l') }), Stage.level('level')].map(({ spec }) => spec);
  const after = sinkDemand([Sink.loki({ url: 'http://loki' }, { labels }).spec]);
  expect(demandsBefore(stages, after).map(paths)).toEqual([['l', 'level'], ['level'], ['level']]);
  expect(needsField(after, 'level')).toBe(true);
  expect(needsField(after, 'other')).toBe(false);
});

test('the line is no field', () => {
  expect(demands([Stage.classify('level', { a: /a/ }), Stage.drop(line.contains('x'))], labels)[0]).toMatchObject({
    fields: [['level']],
  });
});
