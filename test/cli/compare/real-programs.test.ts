import { join } from 'node:path';
import { agentPrograms, comparePipelines } from '../../../lib/cli/compare/compare';
import type { CompareOptions } from '../../../lib/cli/compare/compare';
import { folderOf, written } from '../command-line';

jest.setTimeout(120_000);

const found = new Set<string>(agentPrograms.filter((program) => program.find() !== undefined).map(({ name }) => name));

/** Runs where the programs are, and says where they are not. */
function withPrograms(names: readonly string[], title: string, run: () => Promise<void>): void {
  const missing = names.filter((name) => !found.has(name));
  if (missing.length === 0) it(title, run);
  else
    it.skip(
      `${title}, left out: no ${missing.join(', no ')}; set ${missing.join(', ').toUpperCase().replaceAll('-', '_')}`,
      run,
    );
}

function compared(
  files: Readonly<Record<string, string>>,
  module: string,
  options: Partial<CompareOptions>,
  inputs: string[],
) {
  const folder = folderOf(files);
  const at = (name: string): string => join(folder, name);
  const { native, root, pods, ...rest } = options;
  return written(() =>
    comparePipelines(module === '-' ? module : at(module), inputs.map(at), {
      limit: '5',
      patience: '2',
      ...rest,
      ...(root !== undefined && { root: at(root) }),
      ...(pods !== undefined && { pods: at(pods) }),
      ...(native !== undefined && { native: native.map((one) => one.replace('=', `=${folder}/`)) }),
    }),
  );
}

const webPipeline = `
const { LogPipeline, Sink, Source, Stage, field, origin } = require('cdk8s-logging');
module.exports.pipeline = new LogPipeline('web', {
  sources: [Source.files('/var/log/web/**/*.log')],
  stages: [Stage.parseJson(), Stage.drop(field('path').is('/healthz')), Stage.level('level')],
  sinks: [
    Sink.loki(
      { url: 'http://loki:3100', tenant: 'shop' },
      {
        labels: { app: 'web', level: field('level') },
        // Names by which agents tell equal lines apart, where the user has not taken them.
        structuredMetadata: { user: field('user'), offset: origin.path, observed_timestamp: field('path') },
      },
    ),
  ],
});`;

const webLog = `{"level":"INFO","user":"ann","path":"/"}
{"level":"warning","user":7,"path":"/cart"}
{"path":"/healthz"}
no JSON
`;

describe('compare, by the real programs', () => {
  for (const name of ['vector', 'alloy', 'promtail', 'fluent-bit']) {
    withPrograms([name], `finds that ${name} sends what the model says`, async () => {
      const files = { 'pipeline.cjs': webPipeline, 'logs/api/a.log': webLog };
      const { code, out } = await compared(files, 'pipeline.cjs', { agents: `interpreter,${name}`, root: 'logs' }, []);
      expect(out).toMatch(`no difference  interpreter and ${name}: 3 entries in 3 streams`);
      expect(code).toBe(0);
    });
  }

  const pods = {
    'pipeline.cjs': `
const { LogPipeline, Sink, Source, origin } = require('cdk8s-logging');
module.exports.pipeline = new LogPipeline('pods', {
  sources: [Source.pods({ namespaces: ['shop'] })],
  stages: [],
  sinks: [
    Sink.loki({ url: 'http://loki' }, {
      labels: {
        ...{ namespace: origin.namespace, pod: origin.pod, container: origin.container, stream: origin.stream },
        ...{ node_name: origin.node, app: origin.podLabel('app') },
      },
      allowHighCardinality: ['pod'],
    }),
  ],
});`,
    'pods.yaml': `
kind: List
items:
  - kind: Pod
    metadata: { namespace: shop, name: web-1, uid: u1, labels: { app: web } }
    spec: { nodeName: n1, containers: [{ name: web }] }
`,
    'pods/shop_web-1_u1/web/0.log': `2026-11-20T10:00:00.123456789Z stdout F hello
2026-11-20T10:00:01Z stderr P first,
2026-11-20T10:00:02Z stderr F second
`,
    'pods/other_db-1_u2/db/0.log': '2026-11-20T10:00:00Z stdout F not selected\n',
  };

  withPrograms(['promtail', 'alloy'], 'takes pods from a folder and a list of objects', async () => {
    const options = { agents: 'interpreter,promtail,alloy', pods: 'pods.yaml' };
    const { code, out } = await compared(pods, 'pipeline.cjs', options, ['pods']);
    expect(out).toMatch('no difference  interpreter and promtail: 2 entries in 2 streams');
    expect(out).toMatch('no difference  interpreter and alloy: 2 entries in 2 streams');
    expect(code).toBe(0);
  });

  withPrograms(['promtail'], 'holds a pipeline to a Promtail that discovers pods', async () => {
    const config = `
clients: [{ url: http://loki/loki/api/v1/push }]
scrape_configs:
  - job_name: pods
    kubernetes_sd_configs: [{ role: pod, namespaces: { names: [shop] } }]
    pipeline_stages: [{ cri: {} }, { labeldrop: [filename] }]
    relabel_configs:
      - { source_labels: [__meta_kubernetes_pod_node_name], target_label: __host__ }
      - { source_labels: [__meta_kubernetes_pod_node_name], target_label: node_name }
      - { source_labels: [__meta_kubernetes_namespace], target_label: namespace }
      - { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
      - { source_labels: [__meta_kubernetes_pod_container_name], target_label: container }
      - { source_labels: [__meta_kubernetes_pod_label_app], target_label: app }
      - source_labels: [__meta_kubernetes_pod_uid, __meta_kubernetes_pod_container_name]
        separator: /
        target_label: __path__
        replacement: /var/log/pods/*$1/*.log
`;
    const options = { agents: 'interpreter', native: ['promtail=promtail.yaml'], pods: 'pods.yaml' };
    const { code, out } = await compared({ ...pods, 'promtail.yaml': config }, 'pipeline.cjs', options, ['pods']);
    expect(out).toMatch('no difference  promtail.yaml and interpreter: 2 entries in 2 streams');
    expect(code).toBe(0);
  });

  const java = {
    'pipeline.cjs': `
const { LogPipeline, Sink, Source, Stage, field } = require('cdk8s-logging');
module.exports.pipeline = new LogPipeline('java', {
  sources: [Source.files('/var/log/java/*.log')],
  stages: [
    Stage.joinLines({ firstLine: /^\\d{4}-/ }),
    Stage.parseRegex(/^(?<time>\\S+ \\S+) (?<level>[A-Z]+)/),
    Stage.time(field('time')),
    Stage.level('level'),
    Stage.replace(/token=\\w+/, 'token=***'),
  ],
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'java', level: field('level') } })],
});`,
    'promtail.yaml': `
clients: [{ url: http://loki/loki/api/v1/push }]
scrape_configs:
  - job_name: java
    static_configs: [{ labels: { app: java, __path__: /var/log/java/*.log } }]
    pipeline_stages:
      - match:
          selector: '{filename="/var/log/java/a.log"}'
          stages:
            - regex: { expression: '^(?P<time>\\S+ \\S+) (?P<level>[A-Z]+)' }
            - timestamp: { source: time, format: '2006-01-02 15:04:05.000', location: Europe/Berlin }
            - template: { source: level, template: '{{ ToLower .Value }}' }
            - labels: { level: }
            - replace: { expression: '(token=\\w+)', replace: token=XXX }
  - job_name: journal
    journal: {}
`,
    'logs/a.log': `2026-11-20 10:00:00.123 INFO  started, token=abc
2026-11-20 10:00:01.500 ERROR failed
\tat a.B.c(B.java:1)
2026-11-20 10:00:02.000 INFO  done
`,
  };

  withPrograms(['promtail'], 'shows each kind of difference of a native configuration', async () => {
    const options = { agents: 'interpreter', native: ['promtail=promtail.yaml'], root: 'logs' };
    const { code, out } = await compared(java, 'pipeline.cjs', options, []);
    expect(out).toMatch("left out  job journal: journal reads systemd's journal, not files");
    expect(out).toMatch('label filename  only promtail.yaml');
    expect(out).toMatch('  "/var/log/java/a.log"');
    expect(out).toMatch(
      /promtail\.yaml +2026-11-20T09:00:02\.000000000Z\n +interpreter +2026-11-20T10:00:02\.000000000Z {2}1 h later/,
    );
    expect(out).toMatch('token=[-XXX-]{+***+}');
    expect(out).toMatch('1 entry of interpreter holds lines that promtail.yaml sends one by one');
    expect(code).toBe(1);
  });

  const alloy = `
local.file_match "web" {
  path_targets = [{"__path__" = "/var/log/web/**/*.log", "app" = "web"}]
}
loki.source.file "web" {
  targets       = local.file_match.web.targets
  forward_to    = [loki.process.web.receiver]
  tail_from_end = true
}
loki.process "web" {
  stage.json {
    expressions = { level = "" }
  }
  stage.labels {
    values = { level = "" }
  }
  forward_to = [loki.write.prod.receiver]
}
loki.write "prod" {
  endpoint {
    url       = "https://loki.prod/loki/api/v1/push"
    tenant_id = "shop"
    basic_auth {
      username = "u"
      password = "p"
    }
  }
}
`;

  withPrograms(['alloy', 'vector'], 'holds two native configurations to each other, without a pipeline', async () => {
    const vector = `
data_dir: /var/lib/vector
sources:
  web_logs: { type: file, include: [/var/log/web/**/*.log], ignore_older_secs: 60 }
transforms:
  parsed:
    type: remap
    inputs: ['web_*']
    source: |
      level = parse_json(.message).level ?? null
      .labels = if level == null { {"filename": .file} } else { {"filename": .file, "level": level} }
sinks:
  loki:
    type: loki
    inputs: [parsed]
    endpoint: https://loki.prod
    tenant_id: shop
    encoding: { codec: text }
    labels: { app: web, '*': '{{ labels }}' }
    dangerously_allow_unconfined_template_resolution: true
    auth: { strategy: basic, user: u, password: p }
`;
    const files = { 'config.alloy': alloy, 'vector.yaml': vector, 'logs/api/a.log': webLog };
    const { code, out } = await compared(files, '-', { native: ['alloy=config.alloy', 'vector=vector.yaml'] }, [
      'logs',
    ]);
    expect(out).toMatch('no difference  config.alloy and vector.yaml: 4 entries in 3 streams');
    expect(code).toBe(0);
  });
});
