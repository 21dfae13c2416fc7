import { re2 } from '../../languages/regex/regex';
import { field, fields } from '../../pipeline/ref';
import { Source } from '../../pipeline/source';
import { Stage } from '../../pipeline/stage';
import type { NonEmpty } from '../../pipeline/non-empty';

/** Where Airflow's image writes the logs of tasks: `[logging] base_log_folder`. */
export const airflowLogFolder = '/opt/airflow/logs';

let made: NonEmpty<Stage> | undefined;

function makeStages(): NonEmpty<Stage> {
  // Airflow 2: `[2026-11-21T00:22:41.116+0000] {hello_world.py:18} INFO - …`. The zone tells it from what tasks print that
  // looks much like it.
  const header = re2`^\[(?<timestamp>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[.,]\d+[+-]\d{4})\] \{[^}]*\} (?<level>[A-Z]+) - `;
  const firstLine = re2`^(?:\[\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[.,]\d+[+-]\d{4}\] \{[^}]*\} [A-Z]+ - |\{"(?:.*")?timestamp": ?"\d{4}-)`;
  return Object.freeze([
    Stage.joinLines({ firstLine }),
    // Airflow 3. A log may hold any other key, those of the path among them.
    Stage.parseJson({ only: ['timestamp', 'level'] }),
    // Airflow 2.
    Stage.parseRegex(header),
    Stage.parsePath('dag_id=<dag_id>/run_id=<run_id>/task_id=<task_id>/[map_index=<map_index>/]attempt=<attempt>.log'),
    Stage.time(field('timestamp')),
    Stage.level('level'),
  ]);
}

/**
 * What is known of the logs that Airflow's tasks write: text in Airflow 2, JSON in Airflow 3. Each line is part of exactly one
 * entry, as it was written, at its own time.
 *
 *     new LogPipeline('airflow-tasks', {
 *       sources: [AirflowTaskLogs.files],
 *       stages: AirflowTaskLogs.stages,
 *       sinks: [
 *         Sink.loki(loki, {
 *           labels: { app: 'airflow', ...AirflowTaskLogs.labels },
 *           structuredMetadata: AirflowTaskLogs.structuredMetadata,
 *         }),
 *       ],
 *     });
 */
export const AirflowTaskLogs = Object.freeze({
  /** The files, in a pod of Airflow's image. */
  files: Source.files(`${airflowLogFolder}/**/*.log`),

  /**
   * Joins tracebacks and other messages of several lines, sets `dag_id`, `run_id`, `task_id`, `map_index` (of mapped tasks) and
   * `attempt` from the path, where no log can change them, and `level` and the time from the line. Drops nothing.
   */
  get stages(): NonEmpty<Stage> {
    // When it is asked for: reading patterns would slow down whoever imports the library for something else.
    return (made ??= makeStages());
  },

  /** `dag_id`, `task_id` and `level`: few values each. */
  labels: fields('dag_id', 'task_id', 'level'),

  /** `run_id`, `map_index` and `attempt`: a stream for each would be one too many. */
  structuredMetadata: fields('run_id', 'map_index', 'attempt'),
});
