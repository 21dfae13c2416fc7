import { Duration } from 'cdk8s';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { field, fields, firstOf, line, origin, text } from '../../lib/pipeline/ref';
import type { Ref } from '../../lib/pipeline/ref';
import { Sink } from '../../lib/pipeline/sink';
import type { Auth } from '../../lib/pipeline/sink-spec';
import { Source } from '../../lib/pipeline/source';
import { Stage } from '../../lib/pipeline/stage';
import { env } from '../../lib/text/live-text';
import type { LiveText } from '../../lib/text/live-text';
import { secret } from '../../lib/text/secret-ref';

// Each `@ts-expect-error` is a test of its own: the type check fails where the compiler accepts the line below it. What the
// compiler refuses is refused at run time too, for those who write JavaScript.

const loki = { url: 'http://loki' };
const source = Source.files('/var/log/*.log');
const sink = Sink.loki(loki, { labels: { app: 'a' } });
const native = { language: 'vector', source: '.a = 1' } as const;

describe('what does not compile', () => {
  test('a pipeline without a source or a sink', () => {
    // @ts-expect-error sources must not be empty
    expect(() => new LogPipeline('a', { sources: [], sinks: [sink] })).toThrow(/'sources' must be a list that is not/);
    // @ts-expect-error sinks must not be empty
    expect(() => new LogPipeline('a', { sources: [source], sinks: [] })).toThrow(/'sinks' must be a list that is not/);
    // @ts-expect-error sinks must be given
    expect(() => new LogPipeline('a', { sources: [source] })).toThrow(/'sinks' must be/);
    // @ts-expect-error a source is no sink
    expect(() => new LogPipeline('a', { sources: [source], sinks: [source] })).toThrow(/'sinks\[0\]' must be/);
    const shape = { kind: sink.kind, spec: sink.spec, target: undefined };
    // @ts-expect-error an object of the same shape is no sink
    expect(() => new LogPipeline('a', { sources: [source], sinks: [shape] })).toThrow(/'sinks\[0\]' must be/);
  });

  test('an empty list where nothing could be meant', () => {
    // @ts-expect-error no value to compare with
    expect(() => line.is()).toThrow(/'values' must be a list that is not empty, got an empty list; give at least one/);
    // @ts-expect-error no stage
    expect(() => Stage.when(line.exists())).toThrow(/'stages' must be a list that is not empty/);
    // @ts-expect-error no field
    expect(() => Stage.remove()).toThrow(/'fields' must be a list that is not empty/);
    // @ts-expect-error no key
    expect(() => Stage.parseJson({ only: [] })).toThrow(/'only' must be a list that is not empty/);
    // @ts-expect-error no second value
    expect(() => firstOf(line)).toThrow(/'others' must be a list that is not empty/);
  });

  test('a label whose name Loki refuses, and no label', () => {
    // @ts-expect-error a dash
    expect(() => Sink.loki(loki, { labels: { 'dag-id': 'a' } })).toThrow(/'labels' must be letters, digits and _/);
    // @ts-expect-error a digit first
    expect(() => Sink.loki(loki, { labels: { '1st': 'a' } })).toThrow(/'labels' must be letters/);
    // @ts-expect-error no label
    expect(() => Sink.loki(loki, { labels: {} })).toThrow(/'labels' must have at least one label/);
    // @ts-expect-error a metric with a dash
    expect(() => Stage.count('worker-errors')).toThrow(/'metric' must be letters/);
  });

  test('a secret anywhere but where secrets belong', () => {
    const token = secret('TOKEN');
    // @ts-expect-error in a label
    expect(() => Sink.loki(loki, { labels: { app: token } })).toThrow(
      /'labels.app' must hold no secret, got secret TOKEN/,
    );
    // @ts-expect-error in a url
    expect(() => Sink.http(token)).toThrow(/'url' must hold no secret/);
    // @ts-expect-error in a text
    expect(() => text`https://${token}@loki`).toThrow(/'parts' must hold no secret/);
    // @ts-expect-error in a field
    expect(() => Stage.set({ token })).toThrow(/'values.token' must hold no secret/);
    const user = 'u';
    // @ts-expect-error a password in the open, which no message shows
    const auth: Auth = { user, password: 'hunter2' };
    const open = (): Sink => Sink.loki({ url: 'http://a', auth }, { labels: { a: 'b' } });
    expect(open).toThrow(/^(?!.*hunter2).*'auth' must be .* write \{ user, password: secret\('NAME'\) \}/);
    expect(Sink.http('https://a', { auth: { bearer: token }, headers: { 'X-Key': token } }).kind).toBe('http');
  });

  test('code of another engine', () => {
    const pipeline = new LogPipeline('a', { sources: [source], stages: [Stage.native(native)], sinks: [sink] });
    const forVector: LogPipeline<'vector'> = pipeline;
    // @ts-expect-error code for Vector
    const forAlloy: LogPipeline<'alloy'> = pipeline;
    // @ts-expect-error the same inside a when
    const inside: Stage = Stage.when(line.exists(), Stage.native(native), Stage.parseJson());
    const portable: LogPipeline<'alloy'> = new LogPipeline('a', {
      sources: [source],
      stages: [Stage.when(line.exists(), Stage.parseJson())],
      sinks: [sink],
    });
    expect([forVector, forAlloy].map(({ stages }) => stages[0]?.nativeTo)).toEqual([['vector'], ['vector']]);
    expect(inside.nativeTo).toEqual(['vector']);
    expect(portable.stages[0]?.nativeTo).toEqual([]);
  });

  test('a text that differs by record where it is settled at start', () => {
    // @ts-expect-error a url is not a record's
    expect(() => Sink.http(text`https://${origin.pod}`)).toThrow(/'url' must be a string, got an object/);
    const settled: LiveText = text`https://${env('HOST')}`;
    const byRecord: Ref = text`${env('HOST')}/${origin.pod}`;
    expect(settled.parts).toEqual(['https://', { reader: 'env', name: 'HOST' }]);
    expect(byRecord.spec).toEqual({
      of: 'text',
      parts: [{ reader: 'env', name: 'HOST' }, '/', { of: 'origin', name: 'pod' }],
    });
  });

  test('a quantity without its unit', () => {
    // @ts-expect-error milliseconds or seconds?
    expect(() => Stage.joinLines({ firstLine: /^a/, maxWait: 3 })).toThrow(/'maxWait' must be a Duration, got 3/);
    // @ts-expect-error a share is written with its sign
    expect(() => Stage.sample(0.2)).toThrow(/'share' must be from '0%' to '100%', got 0.2/);
    expect(Stage.joinLines({ firstLine: /^a/, maxWait: Duration.seconds(3) }).spec).toMatchObject({ maxWaitMs: 3000 });
  });

  test('a time format, a glob or a pattern that is none', () => {
    // @ts-expect-error no format
    expect(() => Stage.time(field('t'), { format: 'rfc822' })).toThrow(/'format' must be iso8601, unix/);
    // @ts-expect-error not absolute
    expect(() => Source.files('logs/*.log')).toThrow(/'glob' must be absolute, got "logs/);
    // @ts-expect-error no capture
    expect(() => Stage.parsePattern('level')).toThrow(/no named capture/);
  });
});

test('the engine of native code is inferred wherever the code stands', () => {
  const props = { sources: [source], sinks: [sink] } as const;
  const code = Stage.native({ language: 'vector', source: '.a = 1' });
  const plain: LogPipeline = new LogPipeline('a', { ...props, stages: [Stage.when(line.exists(), Stage.parseJson())] });
  const inside = new LogPipeline('a', { ...props, stages: [Stage.when(line.exists(), code, Stage.parseJson())] });
  const written = new LogPipeline('a', { ...props, stages: [Stage.native({ language: 'vector', source: '.a = 1' })] });
  const changed = plain.with({ stages: [Stage.native({ language: 'vector', source: '.a = 1' })] });
  const forVector: readonly LogPipeline<'vector'>[] = [plain, inside, written, changed];
  expect(forVector.map(({ stages }) => stages[0]?.nativeTo)).toEqual([[], ['vector'], ['vector'], ['vector']]);
});

test('a known name keeps its type', () => {
  const ids: { readonly dag_id: Ref; readonly task_id: Ref } = fields('dag_id', 'task_id');
  expect(Object.keys(ids)).toEqual(['dag_id', 'task_id']);
  const names: string[] = ['a'];
  // Names that the compiler does not know are checked when they are given.
  const labels = Object.fromEntries(names.map((name) => [name, 'x']));
  expect(Sink.loki(loki, { labels }).spec).toMatchObject({ labels: [['a', { of: 'constant', text: 'x' }]] });
});
