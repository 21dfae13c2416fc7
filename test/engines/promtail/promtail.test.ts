import { LokiStage, promtail, PromtailConfig } from '../../../lib/engines/promtail';
import type { PromtailConfigProps } from '../../../lib/engines/promtail';
import { FindingsError } from '../../../lib/findings/finding';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { LogPipelineProps } from '../../../lib/pipeline/log-pipeline';
import { field, line, text } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { env, helm } from '../../../lib/text/live-text';
import { settle, through } from '../../../lib/text/reader';
import { promtailExpandEnv } from '../../../lib/engines/promtail/interpolation';
import { secret } from '../../../lib/text/secret-ref';

const files = Source.files('/var/log/*.log');
const loki = Sink.loki({ url: 'http://loki' }, { labels: { job: 'x' } });
const pipeline = (name: string, props: Partial<LogPipelineProps> = {}): LogPipeline =>
  new LogPipeline(name, { sources: [files], sinks: [loki], ...props });
const rules = (...pipelines: readonly LogPipeline[]): readonly string[] =>
  promtail.check(pipelines).map(({ rule }) => rule);

test('a pipeline without stages needs no program', () => {
  const printed = settle(promtail.translate([pipeline('plain')]).print(), 'promtail.yaml');
  expect(printed).toContain('static_labels:\n          job: x');
  expect(printed).not.toContain('source: pipeline');
});

test('what Promtail cannot do is refused by name', () => {
  const other = Sink.loki({ url: 'http://other' }, { labels: { job: 'x' } });
  expect(rules(pipeline('a', { sinks: [loki, other] }))).toContain('promtail/one-sink');
  expect(rules(pipeline('a'), pipeline('b', { sinks: [other] }))).toEqual(['promtail/one-loki']);
  expect(rules(pipeline('a'), pipeline('a'))).toEqual(['promtail/pipeline-name']);
  expect(rules(pipeline('a', { sinks: [Sink.stdout()] }))).toEqual(['promtail/sink']);
  expect(rules(pipeline('a', { sources: [Source.journal()] }))).toEqual(['promtail/source']);
  expect(rules(pipeline('a', { stages: [Stage.count('n_total'), Stage.count('n_total')] }))).toEqual([
    'promtail/metric-name',
  ]);
  expect(rules(pipeline('a', { stages: [Stage.drop(field('n').is(2 ** 53))] }))).toEqual(['promtail/large-number']);
  expect(rules(pipeline('a', { stages: [Stage.set({ r: helm('.Release.Name') })] }))).toEqual(['promtail/live-text']);
  expect(() => promtail.translate([pipeline('a'), pipeline('a')])).toThrow(FindingsError);
});

test('a file of two sources is read by the first', () => {
  const both = pipeline('a', { sources: [Source.files('/var/log/app/*.log'), Source.files('/var/log/**/*.log')] });
  const [scrape] = promtail.translate([both]).scrapeConfigs;
  expect(scrape.staticConfigs).toEqual([
    { path: '/var/log/app/*.log' },
    { path: '/var/log/**/*.log', pathExclude: '/var/log/app/*.log' },
  ]);
});

test('variables are expanded only where there are some, and then nothing else is', () => {
  const to = { url: env('LOKI'), auth: { bearer: secret('TOKEN') } };
  const secured = promtail.translate([pipeline('a', { sinks: [Sink.loki(to, { labels: { job: 'x', text: line } })] })]);
  expect(secured.arguments).toEqual(['-config.expand-env=true']);
  expect(secured.variables).toEqual({ env: ['LOKI'], secrets: ['TOKEN'] });
  const values = { LOKI: 'http://loki:3100', TOKEN: 'abc' };
  const read = promtailExpandEnv.read(settle(secured.print(), 'promtail.yaml'), values);
  expect(read).toContain('http://loki:3100/loki/api/v1/push');
  expect(read).toContain('{{- $out := dict }}');
  expect(promtail.translate([pipeline('a')]).arguments).toEqual([]);
  expect(through('$a', promtailExpandEnv)).toBe('$$a');
});

test('what variables hold is text to a template', () => {
  const stages = [Stage.set({ cluster: text`${env('CLUSTER')}{{` })];
  const made = promtail.translate([
    pipeline('a', {
      stages,
      sinks: [Sink.loki({ url: 'http://loki' }, { labels: { job: 'x', c: field('cluster') } })],
    }),
  ]);
  const read = promtailExpandEnv.read(settle(made.print(), 'promtail.yaml'), { CLUSTER: '{{ .Entry }}$x"' });
  expect(read).toContain('{{ `{{ .Entry }}$x"` }}');
});

test('an option that Promtail has not is refused', () => {
  const props: PromtailConfigProps = {
    positions: { filename: '/p.yaml' },
    clients: [{ url: 'http://loki/loki/api/v1/push' }],
    scrapeConfigs: [{ jobName: 'a', staticConfigs: [{ path: '/a.log' }] }],
  };
  expect(settle(new PromtailConfig(props).print(), 'promtail.yaml')).toContain('__path__: /a.log');
  expect(() => new PromtailConfig({ ...props, clients: [{ uri: 'x' } as never] })).toThrow("'props.clients[0]'");
  const twice = new PromtailConfig({ ...props, scrapeConfigs: [props.scrapeConfigs[0], props.scrapeConfigs[0]] });
  expect(twice.check().map(({ rule }) => rule)).toEqual(['promtail/unique-names']);
  const values = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`l${index}`, 'x']));
  const pipelineStages = [LokiStage.staticLabels({ values }), LokiStage.labels({ values: { l0: 'nowhere' } })];
  const native = new PromtailConfig({ ...props, scrapeConfigs: [{ jobName: 'a', pipelineStages }] });
  expect(native.check()).toMatchObject([
    { rule: 'loki/label-source', severity: 'warning', at: 'a.stages[1]' },
    { rule: 'loki/label-limit', severity: 'error', at: 'a' },
  ]);
  expect(() => native.print()).toThrow(FindingsError);
});
