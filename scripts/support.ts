import { Duration } from 'cdk8s';
import { engines } from '../lib/engines/engines';
import { LogPipeline } from '../lib/pipeline/log-pipeline';
import { field, fields } from '../lib/pipeline/ref';
import { Sink } from '../lib/pipeline/sink';
import { Source } from '../lib/pipeline/source';
import type { SourceSpec } from '../lib/pipeline/source-spec';
import { Stage } from '../lib/pipeline/stage';
import type { StageKind } from '../lib/pipeline/stage-spec';
import type { SinkKind } from '../lib/pipeline/sink-spec';
import type { EngineName } from '../lib/pipeline/engine-name';
import { recordedEngines } from '../test/contract/results';
import type { RecordedEngine } from '../test/contract/results';
import { agreement, casesOf } from './conformance';

const files = Source.files('/var/log/*.log');
const stdout = Sink.stdout();
const isSet = field('a').exists();

/** One of each kind: what an engine says of it is its row. */
const sources: Readonly<Record<SourceSpec['kind'], Source>> = {
  files,
  pods: Source.pods(),
  docker: Source.docker(),
  journal: Source.journal(),
};

const stages: Readonly<Record<Exclude<StageKind, 'native'>, Stage>> = {
  parseJson: Stage.parseJson(),
  parseLogfmt: Stage.parseLogfmt(),
  parsePattern: Stage.parsePattern('<a> <_>'),
  parseRegex: Stage.parseRegex(/(?<a>x)/),
  parsePath: Stage.parsePath('<a>.log'),
  when: Stage.when(isSet, Stage.remove('a')),
  rename: Stage.rename({ a: 'b' }),
  set: Stage.set({ b: field('a') }),
  remove: Stage.remove('a'),
  time: Stage.time(field('a')),
  level: Stage.level('a'),
  classify: Stage.classify('a', { b: /c/ }),
  joinLines: Stage.joinLines({ firstLine: /^\S/ }),
  keep: Stage.keep(isSet),
  drop: Stage.drop(isSet),
  sample: Stage.sample('10%', { unless: isSet, first: { of: field('a'), each: Duration.minutes(1) } }),
  throttle: Stage.throttle({ linesPerSecond: 10, per: field('a'), unless: isSet }),
  replace: Stage.replace(/a/, 'b'),
  line: Stage.line({ json: 'all' }),
  count: Stage.count('a_total'),
  measure: Stage.measure('a_seconds', field('a')),
};

const sinks: Readonly<Record<SinkKind, Sink>> = {
  loki: Sink.loki({ url: 'http://loki:3100' }, { labels: { ...fields('a') } }),
  otlp: Sink.otlp('http://otlp:4318/v1/logs', { resource: { 'service.name': 'a' } }),
  http: Sink.http('http://logs'),
  stdout,
};

/** A table of what each engine accepts, and in how many cases about it the real program was right, as Markdown. */
export function support(): string {
  const all = Object.values(engines).map((engine) => engine());
  const accepts = (name: string, source: Source, stage: Stage | undefined, ...anyOf: readonly Sink[]) => {
    const cases = casesOf(name);
    return all.map((engine) => {
      const fill = stage === undefined || stage.spec.kind.startsWith('parse') ? [] : [Stage.parseJson()];
      const list = stage === undefined ? [] : stage.spec.kind === 'joinLines' ? [stage] : [...fill, stage];
      const isAccepted = anyOf.some((sink) => {
        const pipeline = new LogPipeline('support', { sources: [source], stages: list, sinks: [sink] });
        return engine.check([pipeline]).every(({ severity }) => severity !== 'error');
      });
      if (!isAccepted) return 'no';
      return isRecorded(engine.name) && cases.length > 0 ? `yes, ${agreement(engine.name, cases)}` : 'yes';
    });
  };
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const line = (name: string, ...of: readonly [Source, Stage | undefined, ...Sink[]]) =>
    row([name, ...accepts(name, ...of)]);
  return [
    row(['', ...all.map(({ name, versions }) => `${name} ${versions[0]}`)]),
    row(['---', ...all.map(() => '---')]),
    ...Object.entries(sources).map(([kind, one]) => line(`Source.${kind}`, one, undefined, stdout, sinks.loki)),
    ...Object.entries(stages).map(([kind, one]) => line(`Stage.${kind}`, files, one, stdout, sinks.loki)),
    ...Object.entries(sinks).map(([kind, one]) => line(`Sink.${kind}`, files, Stage.parseJson(), one)),
  ].join('');
}

function isRecorded(name: EngineName): name is RecordedEngine {
  return recordedEngines.some((one) => one === name);
}
