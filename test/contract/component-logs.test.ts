import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AirflowComponentLogs } from '../../lib/patterns/airflow/airflow-component-logs';
import { MlPlatformLogs } from '../../lib/patterns/ml-platform/ml-platform-logs';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';
import { Stage } from '../../lib/pipeline/stage';
import { receivedOf } from './compare';
import { interpreterRunner } from './interpreter-runner';
import { runners } from './runners';
import type { LokiTarget } from '../../lib/pipeline/sink-spec';
import type { ContractCase } from './contract-case';

const logs = join(__dirname, '..', 'data', 'logs');

const airflow = (to: LokiTarget, namespace: string) =>
  new LogPipeline('airflow', {
    sources: [Source.pods({ namespaces: [namespace] })],
    stages: [...AirflowComponentLogs.stages, Stage.drop(AirflowComponentLogs.isProbe)],
    sinks: [
      Sink.loki(to, {
        labels: { app: 'airflow', ...AirflowComponentLogs.labels },
        structuredMetadata: AirflowComponentLogs.structuredMetadata,
      }),
    ],
  });
const platform = (to: LokiTarget, namespace: string) =>
  new LogPipeline('ml-platform', {
    sources: [Source.pods({ namespaces: [namespace] })],
    stages: MlPlatformLogs.stages,
    sinks: [Sink.loki(to, { labels: MlPlatformLogs.labels, structuredMetadata: MlPlatformLogs.structuredMetadata })],
  });

// Each in a namespace of its own: all of them may run in one agent.
function reading(file: string, app: string, made: typeof airflow): ContractCase {
  const namespace = file.replace(/[^a-z\d]+/g, '-');
  const origin = { namespace, pod: `${app}-0`, container: app, node: 'node-1' };
  return {
    about: 'joinLines',
    name: file,
    pipeline: (to) => made(to, namespace),
    files: [{ path: 'a.log', bytes: readFileSync(join(logs, file)) }],
    pod: { ...origin, podLabels: { app, component: app, tier: 'airflow' }, podAnnotations: {} },
    expected: [],
  };
}

/** The real logs whose first line begins an entry. */
const cases = [
  reading('airflow-2.11.0/components/scheduler.txt', 'scheduler', airflow),
  reading('airflow-3.3.2/components/dag-processor.txt', 'dag-processor', airflow),
  reading('airflow-3.2.2-json/scheduler.jsonl', 'scheduler', airflow),
  reading('airflow-3.2.2-json/api-server.jsonl', 'api-server', airflow),
  reading('celery-5.7.0/worker.txt', 'worker', airflow),
  reading('mlflow-3.17.2/server-uvicorn.txt', 'mlflow', platform),
  reading('mlflow-3.17.2/train.jsonl', 'train', platform),
  reading('mlflow-3.17.2/train-failing.txt', 'train', platform),
  reading('feast-0.67.0/feature-server.txt', 'feature-server', platform),
  reading('python-3.11/train.jsonl', 'train', platform),
];

for (const runner of runners.filter((one) => one !== interpreterRunner)) {
  const reason = runner.find() ?? cases.map((one) => runner.leavesOut(one)).find((one) => one !== undefined);
  if (reason !== undefined) {
    test.skip(`${runner.name} sends no logs of components: ${reason}`, () => undefined);
    continue;
  }
  test(`${runner.name} sends of real logs of components what the interpreter does`, async () => {
    const meant = await interpreterRunner.run(cases);
    const sent = await runner.run(cases);
    expect(sent).toHaveLength(cases.length);
    for (const [index, { name }] of cases.entries()) {
      const [expected, received] = [meant[index], sent[index]].map((result) => result && receivedOf(result));
      expect(expected?.length).toBeGreaterThan(8);
      expect({ name, received }).toEqual({ name, received: expected });
    }
  }, 300_000);
}
