/**
 * `growth.js ours|objects LinearApp|App <pipelines>` prints the milliseconds that an app with a chart for each pipeline takes,
 * from the first construct to the last file. `objects` are those that the library makes of it, made with cdk8s alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import type { ApiObjectProps } from 'cdk8s';
import {
  AirflowTaskLogs,
  Flux,
  HelmChart,
  HelmRelease,
  LinearApp,
  LogPipeline,
  Sink,
  VectorSidecarPodTemplate,
} from 'cdk8s-logging';

function airflow(chart: Chart, team: number): void {
  Flux.postBuild(chart);
  const { podTemplate } = new VectorSidecarPodTemplate(chart, 'task-pods', {
    baseImage: 'apache/airflow:3.2.2',
    pipelines: [
      new LogPipeline('airflow-tasks', {
        sources: [AirflowTaskLogs.files],
        stages: AirflowTaskLogs.stages,
        sinks: [
          Sink.loki(
            { url: 'http://loki-gateway.logging.svc' },
            {
              labels: { app: 'airflow', team: `team-${team}`, ...AirflowTaskLogs.labels },
              structuredMetadata: AirflowTaskLogs.structuredMetadata,
            },
          ),
        ],
      }),
    ],
  });
  new HelmRelease(chart, 'airflow', {
    chart: HelmChart.airflow(),
    values: { executor: 'KubernetesExecutor', podTemplate },
  });
}

const [, , what, arrangement, count] = process.argv;
const objects: readonly ApiObjectProps[] =
  what === 'ours'
    ? []
    : (() => {
        const chart = new Chart(Testing.app(), 'chart');
        airflow(chart, 0);
        return Testing.synth(chart) as ApiObjectProps[];
      })();

const outdir = mkdtempSync(join(tmpdir(), 'growth-'));
try {
  const start = performance.now();
  const app = new (arrangement === 'LinearApp' ? LinearApp : App)({ outdir });
  for (let team = 0; team < Number(count); team += 1) {
    const chart = new Chart(app, `team-${team}`, { namespace: `team-${team}` });
    if (what === 'ours') airflow(chart, team);
    else for (const [index, props] of objects.entries()) new ApiObject(chart, `object-${index}`, props);
  }
  app.synth();
  process.stdout.write(JSON.stringify([performance.now() - start]));
} finally {
  rmSync(outdir, { recursive: true });
}
