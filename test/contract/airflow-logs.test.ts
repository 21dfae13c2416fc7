import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AirflowTaskLogs } from '../../lib/patterns/airflow/airflow-task-logs';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';
import { receivedOf } from './compare';
import { root } from './contract-case';
import type { ContractCase } from './contract-case';
import { interpreterRunner } from './interpreter-runner';
import { runners } from './runners';

const logs = join(__dirname, '..', 'data', 'logs');
const files = readdirSync(logs, { recursive: true, encoding: 'utf8' })
  .filter((name) => /^airflow-.*\.log$/.test(name))
  .map((path) => ({ path, bytes: readFileSync(join(logs, path)) }));

/** The task logs of Airflow 2 and 3 that the interpreter's own tests know. */
const tasks: ContractCase = {
  about: 'joinLines',
  name: 'the logs of Airflow tasks',
  pipeline: (to, folder = root) =>
    new LogPipeline('airflow-tasks', {
      sources: [Source.files(`${folder}/**/*.log` as `/${string}`)],
      stages: AirflowTaskLogs.stages,
      sinks: [
        Sink.loki(to, {
          labels: { app: 'airflow', ...AirflowTaskLogs.labels },
          structuredMetadata: AirflowTaskLogs.structuredMetadata,
        }),
      ],
    }),
  files,
  expected: [],
};

for (const runner of runners.filter((one) => one !== interpreterRunner)) {
  const reason = runner.find() ?? runner.leavesOut(tasks);
  if (reason !== undefined) {
    test.skip(`${runner.name} sends no Airflow logs: ${reason}`, () => undefined);
    continue;
  }
  test(`${runner.name} sends of Airflow's logs what the interpreter does`, async () => {
    const [meant] = await interpreterRunner.run([tasks]);
    const [sent] = await runner.run([tasks]);
    if (meant === undefined || sent === undefined) throw new Error('a runner gave no result');
    const expected = receivedOf(meant);
    expect(expected.length).toBeGreaterThan(1000);
    expect(receivedOf(sent)).toEqual(expected);
  }, 60_000);
}
