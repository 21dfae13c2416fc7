import { join } from 'node:path';
import { AirflowComponentLogs, LogPipeline, records, Sink, Stage } from 'cdk8s-logging';

const pipeline = new LogPipeline('airflow', {
  sources: [AirflowComponentLogs.pods],
  stages: AirflowComponentLogs.stages,
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'airflow' } })],
});

describe('probes', () => {
  const quiet = pipeline.with({ stages: [...AirflowComponentLogs.stages, Stage.drop(AirflowComponentLogs.isProbe)] });
  const lines = (status: number) => [
    `10.2.0.1 - - [21/Nov/2026:06:06:42 +0000] "GET /health HTTP/1.1" ${status} 2 "-" "kube-probe/1.31"`,
    `2026-11-21T00:26:52.178110Z [info     ] request finished               [http.access] client_addr=10.2.0.1:6 duration_us=9 loc=a.py:130 method=GET path=/api/v2/monitor/health query= status_code=${status}`,
    `{"timestamp":"2026-11-21T06:20:15.054357Z","level":"info","event":"request finished","method":"GET","path":"/api/v2/version","query":"","status_code":${status},"logger":"http.access"}`,
  ];

  test('that went well can be left out', () => {
    expect(quiet.run(records(lines(200)))).toEqual([]);
    expect(pipeline.run(records(lines(200)))).toHaveLength(3);
  });

  test('that failed stay', () => expect(quiet.run(records(lines(503)))).toHaveLength(3));

  test('of Airflow 3 are the one request for its version', () => {
    const file = join(__dirname, '..', '..', 'data', 'logs', 'airflow-3.2.2-json', 'api-server.jsonl');
    const gone = pipeline.run(records({ file })).length - quiet.run(records({ file })).length;
    expect(gone).toBe(1);
  });
});
