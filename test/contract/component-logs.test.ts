import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AirflowComponentLogs } from '../../lib/patterns/airflow/airflow-component-logs';
import { MlPlatformLogs } from '../../lib/patterns/ml-platform/ml-platform-logs';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { field, firstOf, origin } from '../../lib/pipeline/ref';
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

/** Of slog and of tracing, as their JSON has it: a trace may be the event's own, or that of a span around it. */
const services = (to: LokiTarget, namespace: string) =>
  new LogPipeline('services', {
    sources: [Source.pods({ namespaces: [namespace] })],
    stages: [
      Stage.parseJson(),
      Stage.time(firstOf(field('time'), field('timestamp'))),
      Stage.level('level'),
      Stage.set({
        trace_id: firstOf(field('trace_id'), field('span', 'trace_id'), field('spans', 0, 'trace_id')),
      }),
    ],
    sinks: [
      Sink.loki(to, {
        labels: { app: origin.container, level: field('level') },
        structuredMetadata: {
          trace_id: field('trace_id'),
          request_id: firstOf(field('request_id'), field('span', 'request_id')),
          status: field('http', 'status'),
          duration_ms: field('duration_ms'),
        },
      }),
    ],
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

/** As a container runtime wrote them, which cut lines in parts. */
function cut(file: string, app: string): ContractCase {
  return { ...reading(`${file}.jsonl`, app, services), runtimeFile: readFileSync(join(logs, `${file}.cri.txt`)) };
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
  cut('go-slog-1.26.8/checkout', 'checkout'),
  cut('tracing-subscriber-0.3.23/ranker', 'ranker'),
];

/** What a line of slog or tracing says, read without any of this library. */
function said(line: string): object {
  const all = JSON.parse(line) as Record<string, never>;
  const [spans, span, http] = [all['spans'] ?? [], all['span'] ?? {}, all['http'] ?? {}] as [object[], object, object];
  const metadata = {
    trace_id: all['trace_id'] ?? span['trace_id' as never] ?? spans[0]?.['trace_id' as never],
    request_id: all['request_id'] ?? span['request_id' as never],
    status: http['status' as never] === undefined ? undefined : String(http['status' as never]),
    duration_ms: all['duration_ms'] === undefined ? undefined : String(all['duration_ms']),
  };
  return {
    line,
    level: String(all['level']).toLowerCase(),
    // The fraction is printed as short as it can be, as slog and tracing may or may not do.
    time: String(all['time'] ?? all['timestamp']).replace(/\.?0+Z$/, 'Z'),
    metadata: JSON.parse(JSON.stringify(metadata)) as unknown,
  };
}

for (const file of ['go-slog-1.26.8/checkout', 'tracing-subscriber-0.3.23/ranker']) {
  test(`each line of ${file} has its time, level and trace`, async () => {
    const [result] = await interpreterRunner.run([cut(file, 'app')]);
    const lines = readFileSync(join(logs, `${file}.jsonl`), 'utf8')
      .split('\n')
      .slice(0, -1);
    expect(lines).toHaveLength(80);
    const sent = result?.entries.map(({ line, time, labels, structuredMetadata }) => {
      return { line, level: labels['level'], time: time.replace(/\.?0+Z$/, 'Z'), metadata: structuredMetadata };
    });
    expect(sent).toEqual(lines.map(said));
  });
}

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
