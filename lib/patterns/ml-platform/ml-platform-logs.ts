import { re2 } from '../../languages/regex/regex';
import { allOf, anyOf, not } from '../../pipeline/condition';
import { field, fields, firstOf, line, origin, text } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import { accessKeys, accessStages, isProbe } from '../lines/access-lines';
import { jsonStages } from '../lines/json-line';
import { exactTime, levelStages } from '../lines/levels';
import type { Condition } from '../../pipeline/condition';
import type { NonEmpty } from '../../pipeline/non-empty';

let made: NonEmpty<Stage> | undefined;
let error: Condition | undefined;
let probe: Condition | undefined;

/** The app that a pod belongs to, as Promtail's chart finds it; pods without a label are known by their container. */
const app = firstOf(origin.podLabel('app.kubernetes.io/name'), origin.podLabel('app'), origin.container);

const podLabels = Object.freeze({
  namespace: origin.namespace,
  pod: origin.pod,
  container: origin.container,
  app,
  job: text`${origin.namespace}/${app}`,
});

const levelWord = 'TRACE|DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL';

function makeStages(): NonEmpty<Stage> {
  const date = String.raw`\[?\d{2,4}[-/]\d{2}[-/]\d{2,4}[T ,]+\d{2}:\d{2}:\d{2}`;
  // What programs begin an entry with: a date, JSON, a level, a line of an access log, a warning of Python's. A traceback
  // and the lines of a long message begin with none of these.
  const firstLine = new RegExp(
    `^(?:${date}|\\{"|(?:${levelWord}):|[\\da-f.:]+ - (?:\\S+ \\[\\d{2}/|"[A-Z]+ /)|/\\S+\\.py:\\d+: \\w+Warning: )`,
  );
  // Python   2026-11-21 00:27:07,856 - experiments - INFO - …   INFO:experiments:…
  // MLflow   2026/11/21 06:06:28 INFO mlflow.store.db.utils: …
  // uvicorn  INFO:     …
  // gunicorn [2026-11-21 06:05:41 +0000] [4215] [INFO] …
  const header = new RegExp(
    `^(?:${date}[\\d.,]*(?:Z| ?[+-]\\d{2}:?\\d{2})?\\]?(?: [AP]M)?(?: - | \\[\\d+\\] | )(?:[\\w.]+ (?:- )?)?\\[?)?(?<level>${levelWord})\\b`,
  );
  return Object.freeze([
    Stage.joinLines({ firstLine }),
    ...jsonStages([
      ...([
        'timestamp',
        'level',
        'levelname',
        'severity',
        'model_type',
        'experiment_id',
        'run_id',
        'trace_id',
      ] as const),
      ...accessKeys,
    ]),
    Stage.set({ level: firstOf(field('level'), field('levelname'), field('severity')) }),
    Stage.parseRegex(header),
    // structlog 2026-11-21T06:20:00.123456Z [info     ] …
    Stage.parseRegex(re2`^(?<timestamp>\d{4}-\S+(?: [\d:.+-]+)?) \[(?<level>[a-z]+) *\] `),
    ...accessStages(),
    exactTime(),
    ...levelStages(),
    Stage.drop(isProbe()),
  ]);
}

/** Errors by their level, by the request's status, and lines without a level that look like one. */
function makeError(): Condition {
  return anyOf(
    field('level').is('error', 'fatal'),
    field('http_status').atLeast(500),
    allOf(
      not(field('level').exists()),
      line.matches(/(?:error|exception|warning)\b|\b(?:fatal|panic|critical|traceback|killed|fail(?:ed|ure)?)\b/i),
    ),
  );
}

/**
 * What is known of the logs of an ML platform: MLflow's servers, Feast's, and training jobs in Python, as text or as JSON.
 *
 *     new LogPipeline('ml-platform', {
 *       sources: [Source.pods({ namespaces: ['ml-platform', 'feast'] })],
 *       stages: MlPlatformLogs.stages,
 *       sinks: [
 *         Sink.loki(loki, { labels: MlPlatformLogs.labels, structuredMetadata: MlPlatformLogs.structuredMetadata }),
 *       ],
 *     });
 */
export const MlPlatformLogs = Object.freeze({
  /**
   * Joins messages of several lines; sets `level`, of JSON the time and the fields of the labels and metadata below, of requests
   * `http_method`, `http_path` and `http_status`. Drops `isProbe` and nothing else.
   */
  get stages(): NonEmpty<Stage> {
    // When it is asked for: reading patterns would slow down whoever imports the library for something else.
    return (made ??= makeStages());
  },

  /** Requests of probes and of Prometheus that went well. */
  get isProbe(): Condition {
    return (probe ??= isProbe());
  },

  /**
   * What a sample must never lose: `Stage.sample('10%', { unless: MlPlatformLogs.isError })`. Levels error and fatal, requests
   * answered with 500 or more, and lines without a level that read like an error.
   */
  get isError(): Condition {
    return (error ??= makeError());
  },

  /** `namespace`, `pod`, `container`, `app` and `job` (namespace and app), as Promtail's chart names them. */
  podLabels,

  /** The same, `level`, and `model_type` from JSON. */
  labels: Object.freeze({ ...podLabels, ...fields('level', 'model_type') }),

  /** `experiment_id`, `run_id` and `trace_id`, from JSON: a stream for each would be one too many. */
  structuredMetadata: fields('experiment_id', 'run_id', 'trace_id'),
});
