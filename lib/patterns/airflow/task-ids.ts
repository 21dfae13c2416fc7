import { re2 } from '../../languages/regex/regex';
import { anyOf, not } from '../../pipeline/condition';
import { field, firstOf, line, origin, text } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { NonEmpty } from '../../pipeline/non-empty';
import type { Pattern } from '../../languages/regex/pattern';

/** `dag_id`, `task_id`, `run_id`, `map_index` and `try_number` of what a component's line is about, if of one thing alone. */
export function taskIds(): NonEmpty<Stage> {
  return [
    // The scheduler lists task instances: a line about two of them belongs to neither.
    onlyOne(
      re2`<TaskInstance: .*(?:\n.*)*<TaskInstance: `,
      re2`<TaskInstance: (?<dag_id>[^.\s]+)\.(?<task_id>\S+) (?<run_id>[^\s>]+)(?: map_index=(?<map_index>\d+))?`,
    ),
    onlyOne(
      re2`TaskInstanceKey\(.*(?:\n.*)*TaskInstanceKey\(`,
      re2`TaskInstanceKey\(dag_id='(?<dag_id>[^']+)', task_id='(?<task_id>[^']+)', run_id='(?<run_id>[^']+)', try_number=(?<try_number>\d+), map_index=(?:-1|(?<map_index>\d+))\)`,
    ),
    // TaskInstance Finished: dag_id=…, task_id=…, run_id=…, map_index=…, …, try_number=…; DagRun Finished: dag_id=…, run_id=…
    Stage.parseRegex(
      re2` Finished: dag_id=(?<dag_id>[^,\s]+)(?:, task_id=(?<task_id>[^,\s]+))?(?:, \w+_date=[^,]+)?, run_id=(?<run_id>[^,\s]+)(?:, map_index=(?:-1|(?<map_index>\d+)).* try_number=(?<try_number>\d+))?`,
    ),
    Stage.parseRegex(re2`<DagRun (?<dag_id>\S+) @ [^>]*?: (?<run_id>[^\s,>]+), `),
    Stage.parseRegex(re2`\bDAG (?<dag_id>\S+) has \d+/\d+ running`),
    // Airflow 2 hands tasks to executors as commands.
    Stage.parseRegex(
      re2`'tasks', 'run', '(?<dag_id>[^']+)', '(?<task_id>[^']+)', '(?<run_id>[^']+)'(?:.*'--map-index', '(?<map_index>\d+)')?`,
    ),
    // Airflow 3, not as JSON: what the logger knows comes last, its keys sorted.
    Stage.parseRegex(
      re2`^\d{4}-.* dag_id=(?<dag_id>[^\s'",]+) .*map_index=(?:-1|(?<map_index>\d+)) .*run_id=(?<run_id>[^\s'",]+) .*task_id=(?<task_id>[^\s'",]+) .*try_number=(?<try_number>\d+)`,
    ),
    // The executor writes them on a task's pod as they are; what a task prints cannot change them.
    Stage.set({
      dag_id: origin.podAnnotation('dag_id'),
      task_id: origin.podAnnotation('task_id'),
      run_id: origin.podAnnotation('run_id'),
      map_index: origin.podAnnotation('map_index'),
      try_number: origin.podAnnotation('try_number'),
    }),
    Stage.when(field('map_index').below(0), Stage.remove('map_index')),
  ];
}

/**
 * `execution_date`, the logical date, always spelled `2026-11-21T00:21:33+00:00`: from the line, from the pod, or from the run's
 * id, which names it in Airflow 2. In Airflow 3 the id names when the run was due, which can be another time.
 */
export function executionDate(): NonEmpty<Stage> {
  const isAirflow2 = anyOf(
    line.matches(re2`^\[\d{4}-\d{2}-\d{2}T[\d:.]+[+-]\d{4}\] \{`),
    line.matches(re2`'tasks', 'run', '|Running <TaskInstance: [^>]*\[queued\]> on host `),
    origin.podLabel('airflow_version').startsWith('2.'),
  );
  const said = firstOf(
    origin.podAnnotation('execution_date'),
    origin.podAnnotation('logical_date'),
    field('logical_date'),
  );
  return [
    Stage.when(
      isAirflow2,
      Stage.parseRegex(re2`__(?<logical_day>\d{4}-\d{2}-\d{2})T(?<logical_clock>\S+)$`, { from: field('run_id') }),
    ),
    Stage.parseRegex(
      re2`(?:(?:execution|logical)_date=|<DagRun \S+ @ )(?<logical_day>\d{4}-\d{2}-\d{2})[ T](?<logical_clock>\d{2}:[\d:.]+(?:Z|[+-]\d{2}:\d{2}))`,
    ),
    // Airflow 3 also logs it as Python shows it: that is none of a spelling that others have.
    Stage.parseRegex(re2`^(?<logical_day>\d{4}-\d{2}-\d{2})[ T](?<logical_clock>\d{2}:[\d:.]+(?:Z|[+-]\d{2}:\d{2}))$`, {
      from: said,
    }),
    Stage.set({ execution_date: text`${field('logical_day')}T${field('logical_clock')}` }),
  ];
}

function onlyOne(several: Pattern, one: Pattern): Stage {
  return Stage.when(not(line.matches(several)), Stage.parseRegex(one));
}
