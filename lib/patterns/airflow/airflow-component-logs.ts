import { re2 } from '../../languages/regex/regex';
import { fields, origin } from '../../pipeline/ref';
import { Source } from '../../pipeline/source';
import { Stage } from '../../pipeline/stage';
import { accessKeys, accessStages, isProbe } from '../lines/access-lines';
import { jsonStages } from '../lines/json-line';
import { exactTime, levelStages } from '../lines/levels';
import { executionDate, taskIds } from './task-ids';
import type { Condition } from '../../pipeline/condition';
import type { NonEmpty } from '../../pipeline/non-empty';

let made: NonEmpty<Stage> | undefined;
let probe: Condition | undefined;

/** The pods of Airflow's chart that run Airflow: not its database, nor the brokers and exporters beside it. */
const podLabels = Object.freeze({
  tier: 'airflow',
  component: Object.freeze(['scheduler', 'webserver', 'api-server', 'triggerer', 'dag-processor', 'worker'] as const),
});

function makeStages(): NonEmpty<Stage> {
  // Airflow 2    [2026-11-21T00:22:12.271+0000] {executor_loader.py:258} INFO - …
  // gunicorn     [2026-11-21 00:22:12 +0000] [18230] [INFO] …
  // Celery       [2026-11-21 06:08:14,405: WARNING/MainProcess] …
  // Airflow 3    2026-11-21T00:26:06.884995Z [info     ] …
  const header = re2`^\[?(?<timestamp>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}[\d.,]*(?:Z| ?[+-]\d{2}:?\d{2})?)(?:\]? (?:\{[^}]*\} |\[\d+\] )?\[?|: )(?<level>[A-Za-z]+)(?: - |/| *\])`;
  // Any of these, JSON of Airflow 3 or git-sync, a line of an access log, a warning of Python's.
  const firstLine = re2`^(?:\[?\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}|\{"(?:.*")?(?:timestamp|ts)": ?"\d{4}-|[\da-f.:]+ - \S+ \[\d{2}/|/\S+\.py:\d+:? \w+Warning: )`;
  return Object.freeze([
    Stage.joinLines({ firstLine }),
    ...jsonStages([
      ...(['timestamp', 'level', 'dag_id', 'task_id', 'run_id', 'map_index', 'try_number', 'logical_date'] as const),
      ...accessKeys,
    ]),
    Stage.parseRegex(header),
    ...accessStages(),
    ...taskIds(),
    ...executionDate(),
    exactTime(),
    ...levelStages(),
  ]);
}

/**
 * What is known of the logs that Airflow's components write to their output: scheduler, webserver or api-server, triggerer, DAG
 * processor, workers, and the task pods of the KubernetesExecutor that have no sidecar. An existing Airflow stays as it is.
 *
 *     new LogPipeline('airflow', {
 *       sources: [AirflowComponentLogs.pods],
 *       stages: AirflowComponentLogs.stages,
 *       sinks: [
 *         Sink.loki(loki, {
 *           labels: { app: 'airflow', ...AirflowComponentLogs.labels },
 *           structuredMetadata: AirflowComponentLogs.structuredMetadata,
 *         }),
 *       ],
 *     });
 */
export const AirflowComponentLogs = Object.freeze({
  /** What Airflow's chart writes on these pods; for one namespace alone `Source.pods({ namespaces, labels: podLabels })`. */
  podLabels,

  /** Airflow's pods in every namespace; those that have a sidecar are left out, so that nothing arrives twice. */
  pods: Source.pods({ labels: podLabels }),

  /**
   * Joins messages of several lines; sets `level`, and the time where the line has it to the millisecond; `dag_id`, `task_id`,
   * `run_id`, `map_index`, `try_number` and `execution_date` where the line is about one of them. A task's pod has its ids in
   * annotations, which win over what the task prints. `http_method`, `http_path` and `http_status` of requests. Drops nothing.
   *
   * A line does not say where a DAG's id ends and a task's begins: it is taken to be the first dot.
   */
  get stages(): NonEmpty<Stage> {
    // When it is asked for: reading patterns would slow down whoever imports the library for something else.
    return (made ??= makeStages());
  },

  /** Requests of probes and of Prometheus that went well: `Stage.drop(AirflowComponentLogs.isProbe)` behind the stages. */
  get isProbe(): Condition {
    return (probe ??= isProbe());
  },

  /** `namespace`, `component`, `container`, `level`, `dag_id` and `task_id`: few values each. */
  labels: Object.freeze({
    namespace: origin.namespace,
    component: origin.podLabel('component'),
    container: origin.container,
    ...fields('level', 'dag_id', 'task_id'),
  }),

  /** `pod`, `run_id`, `map_index`, `try_number` and `execution_date`: a stream for each would be one too many. */
  structuredMetadata: Object.freeze({
    pod: origin.pod,
    ...fields('run_id', 'map_index', 'try_number', 'execution_date'),
  }),
});
