/** A web service that logs to files, and Vector in the same pod. */
import { App, Chart } from 'cdk8s';
import { ConfigMap, Deployment, EnvFieldPaths, EnvValue, Secret, Volume } from 'cdk8s-plus-28';
import { ConfigFiles } from 'cdk8s-logging';
import { vector } from 'cdk8s-logging/vector';
import { pipeline } from './pipeline';

const app = new App();
const chart = new Chart(app, 'web-service', { namespace: 'shop' });

const config = vector.translate([pipeline]);
const files = new ConfigFiles(chart, 'vector', { files: { [config.fileName]: config } });

const logs = Volume.fromEmptyDir(chart, 'logs', 'logs');
const deployment = new Deployment(chart, 'web', {
  containers: [{ name: 'web', image: 'registry.example/web:1.0', portNumber: 8080 }],
  volumes: [logs],
});
deployment.containers[0]?.mount('/var/log/web', logs);
// A ConfigMap that changes restarts no pod; an annotation does.
deployment.podMetadata.addAnnotation('web/vector-config', files.hash());

const agent = deployment.addContainer({
  name: 'vector',
  image: vector.image(config.version),
  args: ['--config', `/etc/vector/${config.fileName}`],
  securityContext: { user: 1000, group: 1000 },
  envVariables: {
    // What `config.variables` lists: { env: ['LOKI_URL', 'POD_NAME'], secrets: ['LOKI_PASSWORD'] }
    LOKI_URL: EnvValue.fromValue('http://loki-gateway.logging.svc'),
    POD_NAME: EnvValue.fromFieldRef(EnvFieldPaths.POD_NAME),
    LOKI_PASSWORD: EnvValue.fromSecretValue({
      secret: Secret.fromSecretName(chart, 'loki', 'loki-credentials'),
      key: 'password',
    }),
  },
});
for (const [name, value] of Object.entries(config.environment)) {
  agent.env.addVariable(name, EnvValue.fromValue(value));
}
const map = ConfigMap.fromConfigMapName(chart, 'vector-files', files.name);
agent.mount('/etc/vector', Volume.fromConfigMap(chart, 'vector-config', map, { name: 'vector-config' }));
agent.mount('/var/log/web', logs, { readOnly: true });
agent.mount(config.dataDir, Volume.fromEmptyDir(chart, 'vector-data', 'vector-data'));

app.synth();
