/** GPU workers on rented machines (docker compose) and in Kubernetes, one pipeline, to Dash0 over OTLP. */
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Deployment, EnvFieldPaths, EnvValue, Secret } from 'cdk8s-plus-28';
import { FluentBitCompose, FluentBitSidecar } from 'cdk8s-logging';
import { compose, pipeline } from './pipeline';

const app = new App();
const chart = new Chart(app, 'gpu-worker', { namespace: 'workers' });

new FluentBitSidecar(chart, 'logs', {
  workload: new Deployment(chart, 'worker', {
    containers: [{ image: 'registry.example.com/gpu-worker:1.4.2', resources: {} }],
  }),
  pipelines: [pipeline],
  secrets: { DASH0_TOKEN: { secret: Secret.fromSecretName(chart, 'dash0', 'dash0'), key: 'token' } },
  env: {
    DASH0_DATASET: EnvValue.fromValue('gpu-workers'),
    DEPLOYMENT_ENVIRONMENT: EnvValue.fromValue('production'),
    REGION: EnvValue.fromValue('eu-west-1'),
    HOST_NAME: EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME),
    MACHINE_ID: EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME),
    WORKER_ID: EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME),
    LOG_LEVEL: EnvValue.fromValue('info'),
    DISABLE_FLUENT_BIT_LOGGING: EnvValue.fromValue('false'),
  },
});
app.synth();

new FluentBitCompose({
  services: ['worker'],
  pipelines: [compose],
  variables: {
    DASH0_TOKEN: { description: 'auth token of Dash0 that may ingest (Settings, Auth Tokens)' },
    DASH0_DATASET: { description: 'slug of the dataset in Dash0', default: 'default' },
    MACHINE_ID: { description: 'id of the machine, as it is rented' },
    WORKER_ID: { description: 'id of the worker on it' },
    HOST_NAME: { description: 'name of the machine' },
    DEPLOYMENT_ENVIRONMENT: { description: 'such as production or staging', default: 'production' },
    REGION: { description: 'where the machine stands, such as eu-west-1' },
    LOG_LEVEL: { description: 'least level that is sent: trace, debug, info, warn, error or fatal', default: 'info' },
    DISABLE_FLUENT_BIT_LOGGING: { description: 'true: nothing is sent', default: 'false' },
  },
}).write(join(app.outdir, 'compose'));
