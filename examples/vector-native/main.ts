/** Vector on each node, in its own words: what pods print goes to Loki, one namespace to files of the node. */
import { App, Chart } from 'cdk8s';
import {
  ApiResource,
  ClusterRole,
  ConfigMap,
  DaemonSet,
  EnvFieldPaths,
  EnvValue,
  Secret,
  ServiceAccount,
  Volume,
} from 'cdk8s-plus-28';
import { ConfigFiles } from 'cdk8s-logging';
import { vector } from 'cdk8s-logging/vector';
import { config } from './config';

const app = new App();
const chart = new Chart(app, 'vector-native', { namespace: 'logging' });

const files = new ConfigFiles(chart, 'vector', { files: { [config.fileName]: config } });
const map = ConfigMap.fromConfigMapName(chart, 'vector-files', files.name);
const token = Secret.fromSecretName(chart, 'loki', 'loki-token');

// It asks the API server what it knows of each pod.
const account = new ServiceAccount(chart, 'account');
const role = new ClusterRole(chart, 'role');
role.allow(['get', 'list', 'watch'], ApiResource.PODS, ApiResource.NAMESPACES, ApiResource.NODES);
role.bind(account);

const nodes = new DaemonSet(chart, 'nodes', {
  serviceAccount: ServiceAccount.fromServiceAccountName(chart, 'own', account.name),
  automountServiceAccountToken: true,
  // The logs of a node are readable to root only.
  securityContext: { ensureNonRoot: false },
});
nodes.podMetadata.addAnnotation('vector/config', files.hash());

const agent = nodes.addContainer({
  name: 'vector',
  image: vector.image(config.version),
  args: ['--config', `/etc/vector/${config.fileName}`],
  securityContext: { ensureNonRoot: false },
  envVariables: {
    VECTOR_SELF_NODE_NAME: EnvValue.fromFieldRef(EnvFieldPaths.NODE_NAME),
  },
});
for (const [name, value] of Object.entries(config.environment)) {
  agent.env.addVariable(name, EnvValue.fromValue(value));
}
const host = (name: string, path: string) => Volume.fromHostPath(chart, `host-${name}`, name, { path });
agent.mount('/etc/vector', Volume.fromConfigMap(chart, 'config', map, { name: 'config' }));
agent.mount('/var/run/secrets/loki', Volume.fromSecret(chart, 'token', token, { name: 'token' }), { readOnly: true });
agent.mount('/var/log/pods', host('pods', '/var/log/pods'), { readOnly: true });
agent.mount('/var/log/audit', host('audit', '/var/log/audit'));
agent.mount(config.dataDir, host('data', config.dataDir));

app.synth();
