import { streamBound } from '../../../lib/pipeline/check/streams';
import type { StreamBound } from '../../../lib/pipeline/check/streams';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { allOf } from '../../../lib/pipeline/condition';
import { field, fields, firstOf, line, origin } from '../../../lib/pipeline/ref';
import type { Value } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import type { SinkOf } from '../../../lib/pipeline/sink-spec';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { env } from '../../../lib/text/live-text';

function bound(
  labels: Readonly<Record<string, Value>>,
  stages: readonly Stage[] = [],
  source = Source.pods(),
): StreamBound {
  const sink = Sink.loki({ url: 'http://loki' }, { labels });
  return streamBound(
    new LogPipeline('test', { sources: [source], stages, sinks: [sink] }),
    sink.spec as SinkOf<'loki'>,
  );
}

const json = Stage.parseJson();

test('constants are one value, also those that are filled in later', () => {
  expect(bound({ app: 'a', region: env('REGION') })).toEqual({
    values: [
      ['app', 1],
      ['region', 1],
    ],
    known: 1,
    bound: 1,
  });
});

test('a level is bounded where its field was, since the stage leaves what it does not know', () => {
  const level = { level: field('level') };
  expect(bound(level, [json, Stage.level('level')])).toEqual({
    values: [['level', undefined]],
    known: 1,
    bound: undefined,
  });
  const kept = Stage.keep(field('level').is('WARN', 'warning', 'Notice', 'odd'));
  // warn, info and odd
  expect(bound(level, [json, kept, Stage.level('level')]).bound).toBe(3);
  expect(bound(level, [Stage.classify('level', { ERROR: /E/, error: /e/ }), Stage.level('level')]).bound).toBe(2);
  expect(bound(level, [json, Stage.level('level'), Stage.keep(field('level').is('info', 'error'))]).bound).toBe(2);
});

test('classes are those named, or absent', () => {
  expect(bound({ kind: field('kind') }, [Stage.classify('kind', { a: /a/, b: /b/ })]).bound).toBe(3);
});

test('what a keep leaves is all there is', () => {
  const stages = [json, Stage.keep(allOf(line.exists(), field('kind').is('a', 'b')))];
  expect(bound({ kind: field('kind') }, stages).bound).toBe(2);
});

test('what a source selects is all there is', () => {
  const source = Source.pods({
    namespaces: ['a', 'b'],
    containers: ['c'],
    labels: { app: ['x', 'y', 'z'], tier: 'web', any: true },
  });
  const labels = {
    namespace: origin.namespace,
    container: origin.container,
    stream: origin.stream,
    app: origin.podLabel('app'),
    tier: origin.podLabel('tier'),
  };
  expect(bound(labels, [], source)).toMatchObject({ bound: 12 });
  expect(bound({ any: origin.podLabel('any'), pod: origin.pod }, [], source)).toEqual({
    values: [
      ['any', undefined],
      ['pod', undefined],
    ],
    known: 1,
    bound: undefined,
  });
});

test('values add up over set, firstOf and when', () => {
  expect(bound({ x: field('x') }, [Stage.set({ x: 'a' })]).bound).toBe(1);
  expect(
    bound({ x: field('x') }, [Stage.when(line.exists(), Stage.set({ x: 'a' }), Stage.set({ x: 'b' }))]).bound,
  ).toBe(2);
  expect(bound({ x: firstOf(field('k'), 'none') }, [Stage.classify('k', { a: /a/ })]).bound).toBe(3);
  expect(bound({ x: field('x') }, [json]).bound).toBeUndefined();
  expect(bound({ x: field('x') }, [json, Stage.remove('x')]).bound).toBe(1);
});

test('an absurd number is a warning with the numbers', () => {
  const classes = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`c${index}`, /x/]));
  const stages = [Stage.classify('a', classes), Stage.classify('b', classes)];
  const sink = Sink.loki({ url: 'http://loki' }, { labels: { app: 'a', ...fields('a', 'b') } });
  expect(new LogPipeline('test', { sources: [Source.pods()], stages, sinks: [sink] }).check()).toEqual([
    {
      rule: 'loki/stream-count',
      severity: 'warning',
      at: 'test: sinks[0].labels',
      message: "'labels' must make at most 5000 streams",
      got: 'up to 10000 (a 100 × b 100)',
      remedy: "move one of them to structuredMetadata, or raise Loki's max_global_streams_per_user",
    },
  ]);
});
