import { Duration } from 'cdk8s';
import { fluentBit, fluentBitOnNode } from '../../../lib/engines/fluent-bit/engine';
import { plainGlobs } from '../../../lib/engines/fluent-bit/translate/files';
import { httpTarget } from '../../../lib/engines/fluent-bit/translate/http-target';
import { globRegex } from '../../../lib/engines/glob';
import { FindingsError } from '../../../lib/findings/finding';
import { re2 } from '../../../lib/languages/regex/regex';
import { allOf, not } from '../../../lib/pipeline/condition';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { LogPipelineProps } from '../../../lib/pipeline/log-pipeline';
import { field, line, text as liveText } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { vrl } from '../../../lib/languages/vrl';
import { env, helm } from '../../../lib/text/live-text';
import { settle } from '../../../lib/text/reader';
import { secret } from '../../../lib/text/secret-ref';

const files = Source.files('/var/log/app/*.log');
const loki = Sink.loki({ url: 'http://loki:3100' }, { labels: { app: 'x' } });

function pipeline(props: Partial<LogPipelineProps<EngineName>>, name = 'app'): LogPipeline<'fluent-bit'> {
  return new LogPipeline<EngineName>(name, { sources: [files], sinks: [loki], ...props }) as LogPipeline<'fluent-bit'>;
}

function printed(...pipelines: readonly LogPipeline<'fluent-bit'>[]): string {
  return settle(fluentBit.translate(pipelines).print(), 'fluent-bit.yaml');
}

const errors = (...pipelines: readonly LogPipeline<'fluent-bit'>[]): readonly (readonly [string, string])[] =>
  fluentBit.check(pipelines).flatMap(({ rule, at, severity }) => (severity === 'error' ? [[rule, at] as const] : []));

describe('what is printed for Fluent Bit', () => {
  test('is inputs, a program and outputs', () => {
    const all = pipeline({
      sources: [
        Source.files('/srv/**/a.log', { exclude: ['/srv/**/old/*'] }),
        Source.pods({ namespaces: ['shop'], labels: { app: ['a', 'b'] }, except: { containers: ['proxy'] } }),
        Source.docker(),
        Source.journal({ units: ['docker.service'] }),
      ],
      stages: [
        Stage.joinLines({ firstLine: /^\S/, maxWait: Duration.seconds(1) }),
        Stage.parseJson(),
        Stage.count('jobs_total', { labels: { state: field('state') } }),
        Stage.measure('job_seconds', field('took')),
      ],
      sinks: [
        Sink.loki(
          { url: 'https://loki.example/tenants', tenant: 'a', auth: { bearer: secret('TOKEN') } },
          { labels: { app: 'x', state: field('state') }, structuredMetadata: { offset: field('id') } },
        ),
        Sink.otlp('https://otlp.example/v1/logs', {
          resource: { 'service.name': field('service') },
          headers: { 'X-Set': 'a b' },
          auth: { user: 'u', password: secret('PASSWORD') },
        }),
        Sink.stdout({ when: field('state').is('failed') }),
      ],
    });
    expect(printed(all)).toMatchSnapshot();
  });

  test('is a program beside it, which begins with what it needs', () => {
    const { files: beside } = fluentBit.translate([pipeline({ sources: [Source.files('/a/*.log')] })]);
    expect(Object.keys(beside)).toEqual(['app.lua']);
    const code = settle(beside['app.lua'] ?? '', 'app.lua');
    expect(code).not.toMatch(/\$\{|local (?:json|keeper|container) = /);
    expect(code.slice(code.indexOf('local app = '))).toMatchSnapshot();
  });

  test('reads a file once, by the first source that names it', () => {
    const one = pipeline({ sources: [Source.files('/a/*.log', { exclude: ['/a/x.log'] }), Source.files('/a/b.log')] });
    const other = pipeline({ sources: [Source.files('/a/**')] }, 'other');
    const { files: beside } = fluentBit.translate([one, other]);
    const takes = (name: string): number => settle(beside[name] ?? '', name).split('function(path)').length - 1;
    expect([takes('app.lua'), takes('other.lua')]).toEqual([2 + 1, 1 + 1]);
  });

  test('names the variables that it reads, wherever it does', () => {
    const { variables } = fluentBit.translate([
      pipeline({
        stages: [Stage.set({ region: env('REGION') })],
        sinks: [
          Sink.loki(
            {
              url: liveText`http://${env('LOKI_HOST')}:3100`,
              auth: { user: env('WHO'), password: secret('PASSWORD') },
            },
            { labels: { cluster: env('CLUSTER') } },
          ),
        ],
      }),
    ]);
    expect(variables).toEqual({ env: ['CLUSTER', 'LOKI_HOST', 'REGION', 'WHO'], secrets: ['PASSWORD'] });
  });

  test('holds what a chart fills in as a variable of its own', () => {
    const config = fluentBit.translate([
      pipeline({ sinks: [Sink.loki({ url: 'http://loki' }, { labels: { release: helm('.Release.Name') } })] }),
    ]);
    expect(config.tree?.()['env']).toEqual({ LIVE_1: helm('.Release.Name') });
    expect(settle(config.files['app.lua'] ?? '', 'app.lua')).toContain('FLB_ENV.LIVE_1');
  });

  test('serves metrics where there are some, or where it is looked at', () => {
    const served = (config: { print(): unknown }): readonly boolean[] =>
      [/prometheus_exporter/, /http_server: true/].map((one) => one.test(settle(config.print() as string, 'f')));
    const counting = pipeline({ stages: [Stage.count('lines_total')] });
    expect(served(fluentBit.translate([pipeline({})]))).toEqual([false, false]);
    expect(served(fluentBit.translate([counting]))).toEqual([true, false]);
    expect(served(fluentBitOnNode.translate([pipeline({})]))).toEqual([true, true]);
  });
});

describe('what Fluent Bit cannot do', () => {
  test('is refused by name', () => {
    expect(errors(pipeline({ sinks: [Sink.http('http://x')] }))).toEqual([['fluent-bit/sink', 'app: sinks[0]']]);
    expect(errors(pipeline({ stages: [vrl`.a = 1`].map((code) => Stage.native(code)) }))).toEqual([
      ['fluent-bit/native', 'app: stages[0]'],
    ]);
    expect(errors(pipeline({}), pipeline({}))).toEqual([['fluent-bit/pipeline-name', 'app']]);
  });

  test('is a url whose parts are not known', () => {
    const to = (url: Parameters<typeof httpTarget>[0]): LogPipeline<'fluent-bit'> =>
      pipeline({ sinks: [Sink.loki({ url }, { labels: { app: 'x' } })] });
    expect(errors(to(env('LOKI_URL')))).toEqual([['fluent-bit/url', 'app: sinks[0].to.url']]);
    expect(errors(to(liveText`http://${env('HOST')}/loki`))).toEqual([['fluent-bit/url', 'app: sinks[0].to.url']]);
    expect(errors(to(liveText`http://${env('HOST')}:3100/${env('PATH_OF')}`))).toEqual([]);
    expect(errors(to(liveText`http://${helm('.Release.Name')}-loki`))).toEqual([]);
    expect(errors(to('http://[::1]:3100'))).toEqual([]);
    for (const url of ['http:///x', 'http://:80', 'http://loki:', 'http://loki?org=a', 'http://loki#a', 'http://::1']) {
      expect(errors(to(url))).toEqual([['fluent-bit/url', 'app: sinks[0].to.url']]);
    }
  });

  test('is a metric of one word, or of a name that is there twice', () => {
    const counting = (metric: string, name?: string): LogPipeline<'fluent-bit'> =>
      pipeline({ stages: [Stage.count(metric)] }, name);
    expect(errors(counting('lines'))).toEqual([['fluent-bit/metric-name', 'app: stages[0]']]);
    expect(errors(counting('a_b'), counting('a_b', 'other'))).toEqual([['fluent-bit/metric-name', 'other: stages[0]']]);
  });

  test('is to read something twice', () => {
    expect(errors(pipeline({ sources: [Source.docker(), Source.docker()] }))).toEqual([
      ['fluent-bit/source', 'app: sources[1]'],
    ]);
    const overlap = pipeline({ sources: [Source.files('/var/log/**/*.log'), Source.pods()] });
    expect(errors(overlap)).toEqual([['fluent-bit/overlap', 'app: sources[0]']]);
    for (const links of ['/var/log/containers/*.log', '/var/lib/docker/containers/*/*-json.log'] as const) {
      expect(errors(pipeline({ sources: [Source.pods(), Source.files(links)] }))).toEqual([
        ['fluent-bit/overlap', 'app: sources[1]'],
      ]);
    }
    expect(errors(pipeline({ sources: [Source.pods(), Source.files('/var/log/*.log')] }))).toEqual([]);
  });

  test('is a pattern that would be too large a program, wherever it stands', () => {
    const large = [re2`(?i)\p{L}{3,20}error`, re2`\pL{1000}`] as const;
    for (const pattern of large) {
      const when = not(line.matches(pattern));
      const all = pipeline({
        stages: [
          Stage.joinLines({ firstLine: pattern }),
          Stage.when(when, Stage.drop(allOf(line.is('x'), when)), Stage.replace(pattern, '')),
          Stage.classify('class', { large: pattern, small: /x/ }),
        ],
        sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'x' }, when })],
      });
      expect(errors(all)).toEqual([
        ['fluent-bit/pattern-size', 'app: stages[0]'],
        ['fluent-bit/pattern-size', 'app: stages[1].stages[0]'],
        ['fluent-bit/pattern-size', 'app: stages[1].stages[1]'],
        ['fluent-bit/pattern-size', 'app: stages[1]'],
        ['fluent-bit/pattern-size', 'app: stages[2]'],
        ['fluent-bit/pattern-size', 'app: sinks[0].when'],
      ]);
      expect(() => fluentBit.translate([all])).toThrow(FindingsError);
    }
    expect(errors(pipeline({ stages: [Stage.parseRegex(re2`^(?P<a>\pL{1000})`)] }))).toEqual([
      ['fluent-bit/pattern-size', 'app: stages[0]'],
    ]);
    expect(errors(pipeline({ stages: [Stage.keep(line.matches(re2`(?i)[a-z]{3,20}error`))] }))).toEqual([]);
  });

  test('is a text within a stage that a chart fills in', () => {
    expect(errors(pipeline({ stages: [Stage.set({ a: helm('.Release.Name') })] }))).toEqual([
      ['fluent-bit/live-text', 'app: stages[0]'],
    ]);
  });
});

describe('a glob for the system', () => {
  test('has names that begin with a dot, and no **', () => {
    expect(plainGlobs('/a/*.log')).toEqual(['/a/*.log', '/a/.*.log', '/a/.log']);
    expect(plainGlobs('/a/*/b')).toEqual(['/a/*/b', '/a/.[!.]*/b', '/a/..?*/b']);
    expect(plainGlobs('/a/b\\c')).toEqual(['/a/b\\\\c']);
    expect(plainGlobs('/a/**/b').slice(0, 3)).toEqual(['/a/b', '/a/*/b', '/a/*/*/b']);
    expect(plainGlobs('/a/**').slice(0, 2)).toEqual(['/a/*', '/a/*/*']);
  });

  test('finds more than was meant where characters are not bytes, or a comma would divide', () => {
    for (const glob of ['/a/x?y', '/a/x,y', '/a/x[ä]y', '/a/x[!b]y'] as const) {
      expect(plainGlobs(glob)).toEqual(['/a/x*y']);
      const { files: beside } = fluentBit.translate([pipeline({ sources: [Source.files(glob)] })]);
      expect(settle(beside['app.lua'] ?? '', 'app.lua')).toContain('function(path)');
      expect(globRegex(glob).test('/a/xzzy')).toBe(false);
    }
  });
});

test('a url is host, port and path', () => {
  expect(httpTarget('http://loki')).toEqual({ host: 'loki', port: 80, path: '', tls: false });
  expect(httpTarget('https://loki:1234/a/b/')).toEqual({ host: 'loki', port: 1234, path: '/a/b', tls: true });
  expect(httpTarget('http://[::1]:80/x')).toEqual({ host: '::1', port: 80, path: '/x', tls: false });
});
