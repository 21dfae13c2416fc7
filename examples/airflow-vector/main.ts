/** Airflow under Flux, with Vector beside each task: no line of a task that lives for seconds is lost. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Namespace } from 'cdk8s-plus-28';
import { ConfigFiles, Flux, HelmChart, HelmRelease, VectorSidecarPodTemplate } from 'cdk8s-logging';
import { pipeline } from './pipeline';

const airflow = '3.2.2';

const app = new App();
const cluster = new Chart(app, 'cluster');
new Namespace(cluster, 'namespace', { metadata: { name: 'airflow' } });

const chart = new Chart(app, 'airflow', { namespace: 'airflow' });
chart.addDependency(cluster);
Flux.postBuild(chart);

const taskPods = new VectorSidecarPodTemplate(chart, 'task-pods', {
  baseImage: `apache/airflow:${airflow}`,
  pipelines: [pipeline({ url: 'http://loki-gateway.logging.svc' })],
});

// One small DAG to look at; yours come by `dags.gitSync`.
const dags = new ConfigFiles(chart, 'dags', {
  files: { 'hello_world.py': readFileSync(join(__dirname, 'dags', 'hello_world.py'), 'utf8') },
});

new HelmRelease(chart, 'airflow', {
  chart: HelmChart.airflow(),
  values: {
    executor: 'KubernetesExecutor',
    // The executor gives tasks this image, so it must be the one that the pod template was made for.
    airflowVersion: airflow,
    defaultAirflowTag: airflow,
    podTemplate: taskPods.podTemplate,
    volumes: [{ name: 'hello-world', configMap: { name: dags.name } }],
    volumeMounts: [{ name: 'hello-world', mountPath: '/opt/airflow/dags/hello_world.py', subPath: 'hello_world.py' }],
  },
});

app.synth();
