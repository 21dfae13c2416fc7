import { allOf, not } from '../../lib/pipeline/condition';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { records } from '../../lib/pipeline/records';
import { field, fields, firstOf, line, origin, text } from '../../lib/pipeline/ref';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';
import { Stage } from '../../lib/pipeline/stage';
import { re2 } from '../../lib/languages/regex/regex';
import { env, helm, LiveText } from '../../lib/text/live-text';
import { secret } from '../../lib/text/secret-ref';
import { clear, refusals } from '../bad-values';

const [source, sink] = [Source.files('/a'), Sink.stdout()];
const pipeline = new LogPipeline('a', { sources: [source], sinks: [sink] });
const [url, labels, resource] = ['http://a', { app: 'a' }, { 'service.name': 'a' }] as const;

test.each<[string, (value: never) => unknown]>([
  ['env', (value) => env(value)],
  ['helm', (value) => helm(value)],
  ['secret', (value) => secret(value)],
  ['re2', (value) => re2(value)],
  ['LiveText', (value) => new LiveText(value)],
  ['a part of a LiveText', (value) => new LiveText([value])],
  ['text', (value) => text(value)],
  ['a part of a text', (value) => text`a${value}`],
  ['field', (value) => field(value)],
  ['a step of a field', (value) => field('a', value)],
  ['fields', (value) => fields(value)],
  ['firstOf', (value) => firstOf(value, 'a')],
  ['podLabel', (value) => origin.podLabel(value)],
  ['is', (value) => line.is(value)],
  ['contains', (value) => line.contains(value)],
  ['matches', (value) => line.matches(value)],
  ['below', (value) => line.below(value)],
  ['not', (value) => not(value)],
  ['allOf', (value) => allOf(value)],
  ['the name of a pipeline', (value) => new LogPipeline(value, { sources: [source], sinks: [sink] })],
  ['a pipeline', (value) => new LogPipeline('a', value)],
  ['stages', (value) => new LogPipeline('a', { sources: [source], stages: value, sinks: [sink] })],
  ['with', (value) => pipeline.with(value)],
  ['run', (value) => pipeline.run(value)],
  ['a record', (value) => pipeline.run([value])],
  ['the time of a record', (value) => pipeline.run([{ line: 'a', time: value }])],
  ['the fields of a record', (value) => pipeline.run([{ line: 'a', fields: value }])],
  ['records', (value) => [...records(value)]],
  ['lines of records', (value) => [...records([value])]],
  ['the origin of records', (value) => [...records([], value)]],
  ['options of records', (value) => [...records([], {}, value)]],
  ['lastLine', (value) => [...records([], {}, { lastLine: value })]],
  ['files', (value) => Source.files(value)],
  ['options of files', (value) => Source.files('/a', value)],
  ['exclude', (value) => Source.files('/a', { exclude: value })],
  ['pods', (value) => Source.pods(value)],
  ['labels of pods', (value) => Source.pods({ labels: value })],
  ['except', (value) => Source.pods({ except: value })],
  ['docker', (value) => Source.docker(value)],
  ['journal', (value) => Source.journal(value)],
  ['a Loki', (value) => Sink.loki(value, { labels })],
  ['options of loki', (value) => Sink.loki({ url }, value)],
  ['a tenant', (value) => Sink.loki({ url, tenant: value }, { labels })],
  ['an auth', (value) => Sink.loki({ url, auth: value }, { labels })],
  ['labels', (value) => Sink.loki({ url }, { labels: value })],
  ['allowHighCardinality', (value) => Sink.loki({ url }, { labels, allowHighCardinality: value })],
  ['options of otlp', (value) => Sink.otlp(url, value)],
  ['attributes', (value) => Sink.otlp(url, { resource, attributes: value })],
  ['options of http', (value) => Sink.http(url, value)],
  ['a header', (value) => Sink.http(url, { headers: { a: value } })],
  ['stdout', (value) => Sink.stdout(value)],
  ['when', (value) => Stage.when(value, Stage.parseJson())],
  ['parseJson', (value) => Stage.parseJson(value)],
  ['parseLogfmt', (value) => Stage.parseLogfmt(value)],
  ['parsePattern', (value) => Stage.parsePattern(value)],
  ['options of parsePattern', (value) => Stage.parsePattern('<a> <_>', value)],
  ['parseRegex', (value) => Stage.parseRegex(value)],
  ['parsePath', (value) => Stage.parsePath(value)],
  ['rename', (value) => Stage.rename(value)],
  ['set', (value) => Stage.set(value)],
  ['remove', (value) => Stage.remove(value)],
  ['time', (value) => Stage.time(value)],
  ['options of time', (value) => Stage.time(line, value)],
  ['format', (value) => Stage.time(line, { format: value })],
  ['zone', (value) => Stage.time(line, { zone: value })],
  ['classes', (value) => Stage.classify('a', value)],
  ['a class', (value) => Stage.classify('a', { b: value })],
  ['joinLines', (value) => Stage.joinLines(value)],
  ['firstLine', (value) => Stage.joinLines({ firstLine: value })],
  ['share', (value) => Stage.sample(value)],
  ['options of sample', (value) => Stage.sample('1%', value)],
  ['first', (value) => Stage.sample('1%', { first: value })],
  ['throttle', (value) => Stage.throttle(value)],
  ['replace', (value) => Stage.replace(value, '')],
  ['by', (value) => Stage.replace(/a/, value)],
  ['line', (value) => Stage.line(value)],
  ['count', (value) => Stage.count(value)],
  ['options of count', (value) => Stage.count('a', value)],
  ['measure', (value) => Stage.measure('a', value)],
  ['native', (value) => Stage.native(value)],
])('%s names the property, the rule, what it got and the remedy', (_, call) => {
  const messages = refusals(call);
  expect(messages.length).toBeGreaterThan(5);
  expect(messages.filter((message) => !clear.test(message))).toEqual([]);
});

test('a misspelt option is refused, not ignored', () => {
  const only = { olny: ['a'] } as object;
  expect(() => Stage.parseJson(only)).toThrow(`, got "olny"; did you mean only?`);
  expect(() => Source.pods({ except: { namespace: 'a' } as object })).toThrow(
    `'except' must have no other names than its own, got "namespace"; did you mean namespaces?`,
  );
});

test.each([
  [() => Sink.http('http://a b'), `'url' must be without spaces and control characters, got "http://a b"`],
  [() => Sink.http(text`http://${env('A')}\n`), `'url' must be without spaces and control characters`],
  [() => Sink.http(url, { headers: { a: 'b\r\nc: d' } }), `'headers.a' must be without control characters`],
  [() => Sink.loki({ url, tenant: '' }, { labels }), `'tenant' must not be empty, got ""; leave it out`],
])('fails when HTTP could not carry it: %s', (make, message) => {
  expect(make).toThrow(message);
});
