import { Duration } from 'cdk8s';
import { checkFilled, checkList, checkOptions, checkText, checkWhole } from '../../pipeline/argument';
import { anyOf, not } from '../../pipeline/condition';
import { levels } from '../../pipeline/level-table';
import { checkMilliseconds } from '../../pipeline/quantity';
import { field, fields, firstOf, line, origin } from '../../pipeline/ref';
import { Source } from '../../pipeline/source';
import { Stage } from '../../pipeline/stage';
import { env } from '../../text/live-text';
import { entryStages, pm2TimeFormat } from './entry-lines';
import { errorClasses, unmistakable } from './error-classes';
import { jsonStages } from './json-lines';
import { selectionStages } from './selection';
import { dropBelow, leastLevel, offSwitch } from './switches';
import { textStages } from './text-lines';
import type { Condition } from '../../pipeline/condition';
import type { ByName, NonEmpty } from '../../pipeline/non-empty';
import type { Ref, Value } from '../../pipeline/ref';
import type { OtlpSinkOptions } from '../../pipeline/sink-options';
import type { RetainedStream } from '../../backends/loki/retention';
import type { GpuWorkerSwitches } from './switches';

/** How a fleet of GPU workers differs. */
export interface GpuWorkerLogsProps extends GpuWorkerSwitches {
  /** Where lines come from. @default GpuWorkerLogs.files */
  readonly sources?: NonEmpty<Source>;
  /** `service.name`. @default 'gpu-worker' */
  readonly service?: string;
  /** A job that takes as long is never left out by the sample. @default Duration.seconds(30) */
  readonly slow?: Duration;
  /** What is kept of the rest: neither failures, nor slow, nor the first of its shape. @default '20%' */
  readonly sample?: `${number}%`;
  /** How often a message of one shape is kept at least. @default Duration.minutes(10) */
  readonly repeat?: Duration;
  /**
   * What one file or container may send in a second; failures pass, up to ten times as many lines.
   *
   * @default 500
   */
  readonly linesPerSecond?: number;
  /** Of dates in text that name none: IANA name or offset. @default 'UTC' */
  readonly zone?: string;
}

/** The attributes of OpenTelemetry that say which worker it was; the environment of the agent has them. */
export type GpuWorkerResource = OtlpSinkOptions['resource'] &
  Readonly<Record<'host.name' | 'machine_id' | 'worker_id' | 'deployment.environment.name' | 'cloud.region', Value>>;

/**
 * What is known of the logs of GPU workers: JSON of their own programs, PM2's files with a date before each line, and text as ComfyUI,
 * Python and Node print it.
 *
 *     const logs = new GpuWorkerLogs();
 *     new LogPipeline('gpu-worker', {
 *       sources: logs.sources,
 *       stages: [...logs.stages, ...logs.messageAsBody],
 *       sinks: [
 *         Sink.dash0(
 *           { region: 'eu-west-1', token: secret('DASH0_TOKEN') },
 *           { resource: logs.resource, traceId: field('trace_id'), spanId: field('span_id') },
 *         ),
 *       ],
 *     });
 */
export class GpuWorkerLogs {
  /** `/workspace/logs/*.log` and `/var/log/pm2/*.log`; with docker compose `[...GpuWorkerLogs.files, Source.docker()]`. */
  static readonly files: NonEmpty<Source> = Object.freeze([
    Source.files('/workspace/logs/*.log'),
    Source.files('/var/log/pm2/*.log'),
  ] as const);

  /** As they were given. */
  readonly sources: NonEmpty<Source>;
  /**
   * One entry for each stack trace or traceback; its time and `level`; `job_id`, `trace_id` and `span_id`, of JSON or of text;
   * `error_class` of failures; the metrics `worker_errors_total` by `error_class`, `worker_job_ms` and `worker_prompt_seconds`. Then
   * it bounds what a source may send, and samples: failures, slow jobs and the first message of each shape stay. The line stays as it
   * was written.
   */
  readonly stages: NonEmpty<Stage>;
  /** Behind the stages, for OpenTelemetry: the line becomes `message`, and other fields are left to be attributes. */
  readonly messageAsBody: NonEmpty<Stage>;
  /** Levels error and fatal, whoever said so: the program, or what it printed. */
  readonly isFailure: Condition;
  /** Jobs that took long: `processing_time_ms`, and ComfyUI's `Prompt executed in … seconds`. */
  readonly isSlow: Condition;
  /**
   * `service.name`, and of the agent's environment `host.name` (`HOST_NAME`), `machine_id` (`MACHINE_ID`), `worker_id` (`WORKER_ID`),
   * `deployment.environment.name` (`DEPLOYMENT_ENVIRONMENT`) and `cloud.region` (`REGION`). A log cannot change them.
   */
  readonly resource: GpuWorkerResource;
  /** For a Loki: few values each. */
  readonly labels: ByName<Value>;
  /** For a Loki: what a stream for each would be one too many of. */
  readonly structuredMetadata: ByName<Ref>;
  /**
   * How long logs are kept: 30 days. A `LokiStack` takes it as it is, `new LokiStack(…, { ...GpuWorkerLogs.retention, … })`; in Dash0
   * it is a setting of the dataset.
   */
  static readonly retention: {
    readonly retention: Duration;
    /** Failures: 90 days. */
    readonly retentionByStream: NonEmpty<RetainedStream>;
  } = Object.freeze({
    retention: Duration.days(30),
    retentionByStream: Object.freeze([
      Object.freeze({ labels: Object.freeze({ level: 'error' }), keep: Duration.days(90) }),
      Object.freeze({ labels: Object.freeze({ level: 'fatal' }), keep: Duration.days(90) }),
    ] as const),
  });

  /** @throws if a value is none that can be meant, naming it */
  constructor(props: GpuWorkerLogsProps = {}) {
    const {
      sources = GpuWorkerLogs.files,
      service = 'gpu-worker',
      slow = Duration.seconds(30),
      sample = '20%',
      repeat = Duration.minutes(10),
      linesPerSecond = 500,
      zone = 'UTC',
      disabled,
      logLevel,
    } = checkOptions(
      props,
      ['sources', 'service', 'slow', 'sample', 'repeat', 'linesPerSecond', 'zone', 'disabled', 'logLevel'],
      'props',
    );
    const slowMs = checkMilliseconds('slow', slow, 1);
    checkWhole('linesPerSecond', linesPerSecond, 1, 'write how many lines may pass in a second');

    checkList('sources', sources, "add one such as Source.files('/workspace/logs/*.log')");
    this.sources = Object.freeze([...sources] as const);
    const per = perSource(sources);
    this.isFailure = field('level').is('error', 'fatal');
    this.isSlow = anyOf(field('processing_time_ms').atLeast(slowMs), field('prompt_seconds').atLeast(slowMs / 1000));
    this.stages = Object.freeze([
      ...entryStages(),
      ...(disabled === undefined ? [] : offSwitch(checkText('disabled', disabled))),
      Stage.when(line.startsWith('{'), ...jsonStages()),
      Stage.when(not(line.startsWith('{')), ...textStages()),
      ...(logLevel === undefined ? [] : leastLevel(checkText('logLevel', logLevel))),
      ...timeAndLevel(zone),
      ...(logLevel === undefined ? [] : dropBelow()),
      ...this.failureStages(),
      ...selectionStages({
        isFailure: this.isFailure,
        isSlow: this.isSlow,
        share: sample,
        repeat,
        linesPerSecond,
        per,
      }),
    ]);
    this.messageAsBody = Object.freeze([Stage.line(field('message')), Stage.remove('message', 'timestamp')] as const);
    this.resource = Object.freeze({
      'service.name': checkFilled('service', service, 'name the service'),
      'host.name': env('HOST_NAME'),
      machine_id: env('MACHINE_ID'),
      worker_id: env('WORKER_ID'),
      'deployment.environment.name': env('DEPLOYMENT_ENVIRONMENT'),
      'cloud.region': env('REGION'),
    });
    this.labels = Object.freeze({
      service,
      machine_id: env('MACHINE_ID'),
      deployment_environment: env('DEPLOYMENT_ENVIRONMENT'),
      region: env('REGION'),
      ...fields('level', 'error_class'),
    });
    this.structuredMetadata = Object.freeze({
      path: origin.path,
      ...fields('worker_id', 'job_id', 'trace_id', 'processing_time_ms', 'prompt_seconds'),
    });
    Object.freeze(this);
  }

  private failureStages(): readonly Stage[] {
    return [
      Stage.when(
        not(field('level').is('warn', 'error', 'fatal')),
        Stage.when(line.matches(unmistakable()), Stage.set({ level: 'error' })),
      ),
      Stage.when(this.isFailure, Stage.set({ error_class: 'other' }), Stage.classify('error_class', errorClasses())),
      Stage.count('worker_errors_total', { when: this.isFailure, labels: fields('error_class') }),
      Stage.measure('worker_job_ms', field('processing_time_ms')),
      Stage.measure('worker_prompt_seconds', field('prompt_seconds')),
    ];
  }
}

/** A level that is none of the six is no level: it would be as many streams as a log likes. */
function timeAndLevel(zone: string): readonly Stage[] {
  const [first, ...others] = levels;
  return [
    Stage.time(field('pm2_time'), { format: pm2TimeFormat }),
    Stage.time(field('timestamp'), { format: ['iso8601', 'unix', 'unix-ms'], zone }),
    Stage.remove('pm2_time'),
    Stage.level('level'),
    Stage.when(not(field('level').is(first, ...others)), Stage.remove('level')),
  ];
}

/** Files are told apart by their paths, containers by their names. */
function perSource(sources: readonly Source[]): Ref | undefined {
  const files = sources.some(({ kind }) => kind === 'files');
  const containers = sources.some(({ kind }) => kind === 'docker' || kind === 'pods');
  if (files) return containers ? firstOf(origin.path, origin.container) : origin.path;
  return containers ? origin.container : undefined;
}
