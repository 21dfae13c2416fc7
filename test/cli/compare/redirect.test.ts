import { parse } from 'yaml';
import type { AgentProgram, Redirection } from '../../../lib/cli/compare/agent-program';
import { alloyProgram } from '../../../lib/cli/compare/alloy-program';
import { PodObjects } from '../../../lib/cli/compare/pod-objects';
import { promtailProgram } from '../../../lib/cli/compare/promtail-program';
import { vectorProgram } from '../../../lib/cli/compare/vector-program';
import { parseAlloy } from '../../../lib/languages/alloy/compiler/parser';

const web = PodObjects.read(undefined).find({ namespace: 'shop', pod: 'web-1', container: 'web' });
const db = PodObjects.read(undefined).find({ namespace: 'data', pod: 'db-1', container: 'db' });
const where: Redirection = {
  root: '/run/node',
  dataDir: '/run/data',
  url: (to) => `http://127.0.0.1:9/${to}`,
  containers: [web, db],
  version: undefined,
};

function redirected(program: AgentProgram, config: string, more: Partial<Redirection> = {}) {
  const { text, ...rest } = program.redirect(config, { ...where, ...more });
  return { text, ...rest, value: program === alloyProgram ? undefined : (parse(text) as Record<string, unknown>) };
}

describe("a native configuration of Promtail's", () => {
  const config = `
server: { http_listen_port: 9080 }
positions: { filename: /tmp/positions.yaml }
clients:
  - url: https://u:secret@loki.prod/loki/api/v1/push
    tenant_id: team
    basic_auth: { username: u, password: hunter2 }
    external_labels: { cluster: prod }
scrape_configs:
  - job_name: system
    static_configs:
      - targets: [localhost]
        labels: { job: varlogs, version: 1.10, __path__: /var/log/*.log, __path_exclude__: /var/log/old.log }
    pipeline_stages: [{ labels: { level: } }]
  - job_name: journal
    journal: { max_age: 12h }
  - job_name: docker
    docker_sd_configs: [{ host: unix:///var/run/docker.sock }]
  - job_name: pods
    kubernetes_sd_configs: [{ role: pod, namespaces: { names: [shop] } }, { role: node }]
`;

  it('sends to the recorder alone, and keeps what says what is sent', () => {
    const { text, value, targets } = redirected(promtailProgram, config);
    expect(value?.['clients']).toEqual([
      { url: 'http://127.0.0.1:9/0/loki/api/v1/push', tenant_id: 'team', external_labels: { cluster: 'prod' } },
    ]);
    expect(targets).toEqual({ 0: 'https://loki.prod' });
    expect(text).not.toMatch(/loki\.prod|hunter2|9080|\/tmp\/positions/);
  });

  it('reads below the folder of the run, after all relabelling, and shows paths without it', () => {
    const { value, text } = redirected(promtailProgram, config);
    const [job] = value?.['scrape_configs'] as Record<string, unknown>[];
    expect(job?.['relabel_configs']).toEqual([
      { source_labels: ['__compare_root__', '__path_exclude__'], separator: '', target_label: '__path_exclude__' },
      { source_labels: ['__compare_root__', '__path__'], separator: '', target_label: '__path__' },
      { action: 'labeldrop', regex: '__host__' },
    ]);
    expect(job?.['pipeline_stages']).toEqual([
      { template: { source: 'filename', template: '{{ TrimPrefix .Value "/run/node" }}' } },
      { labels: { filename: null } },
      { labels: { level: null } },
    ]);
    // A number that is a label stays as it was written.
    expect(text).toMatch(/version: 1\.10\n/);
  });

  it('takes the given pods for those of discovery', () => {
    const jobs = redirected(promtailProgram, config).value?.['scrape_configs'] as Record<string, unknown>[];
    expect(jobs.map((job) => job['job_name'])).toEqual(['system', 'pods']);
    expect(jobs[1]?.['static_configs']).toMatchObject([
      {
        labels: {
          __meta_kubernetes_namespace: 'shop',
          __meta_kubernetes_pod_name: 'web-1',
          __compare_root__: '/run/node',
        },
      },
    ]);
    expect(jobs[1]).not.toHaveProperty('kubernetes_sd_configs');
  });

  it('names what it leaves out, with the reason', () => {
    expect(redirected(promtailProgram, config).leftOut).toEqual([
      "job journal: journal reads systemd's journal, not files",
      "job docker: docker_sd_configs reads through the Docker daemon's API",
      'job pods: kubernetes_sd_configs of role node: only pods are given',
    ]);
  });

  it('expands variables only where Promtail does', () => {
    const text = config.replace('tenant_id: team', 'tenant_id: ${TENANT}');
    const tenant = (more: Partial<Redirection>): unknown =>
      (redirected(promtailProgram, text, more).value?.['clients'] as Record<string, unknown>[])[0]?.['tenant_id'];
    expect([tenant({}), tenant({ expand: { TENANT: 'a' } })]).toEqual(['${TENANT}', 'a']);
  });

  it('is asked what it reads, with its variables', () => {
    const text = config.replace('/var/log/*.log', '${LOGS:-/srv}/{a,b}.log');
    const { globs, pods } = promtailProgram.reads(text, {});
    expect([globs.map(({ glob }) => glob), pods]).toEqual([['/srv/{a,b}.log'], true]);
    expect(globs[0]?.matches('/srv/b.log')).toBe(true);
  });

  it('must have a client, and files to read', () => {
    expect(() => redirected(promtailProgram, 'scrape_configs: []')).toThrow('promtail.yaml must have clients');
    const journal = 'clients: [{url: http://x}]\nscrape_configs: [{job_name: j, journal: {}}]';
    expect(() => redirected(promtailProgram, journal)).toThrow(
      "must read files or pods, got job j: journal reads systemd's journal",
    );
    expect(() => redirected(promtailProgram, 'a: [')).toThrow('promtail.yaml is no YAML');
  });

  it('may be written with anchors', () => {
    const anchored = `
defaults: &client { tenant_id: t, url: http://a }
clients: [{ <<: *client, url: http://b }]
scrape_configs: [{ job_name: j, static_configs: [{ labels: { __path__: /a } }] }]
`;
    expect(redirected(promtailProgram, anchored)).toMatchObject({
      targets: { 0: 'http://b' },
      value: { clients: [{ tenant_id: 't', url: 'http://127.0.0.1:9/0/loki/api/v1/push' }] },
    });
  });
});

describe("a native configuration of Alloy's", () => {
  const config = `
prometheus.remote_write "metrics" { endpoint { url = "http://mimir.prod" } }
discovery.kubernetes "pods" {
  role = "pod"
  namespaces { names = ["shop"] }
}
discovery.relabel "pods" {
  targets = discovery.kubernetes.pods.targets
  rule {
    source_labels = ["__meta_kubernetes_pod_name"]
    target_label  = "pod"
  }
}
local.file_match "pods" { path_targets = discovery.relabel.pods.output }
loki.source.file "pods" {
  targets       = local.file_match.pods.targets
  forward_to    = [loki.process.pods.receiver, otelcol.receiver.loki.out.receiver]
  tail_from_end = true
}
otelcol.receiver.loki "out" { output { logs = [] } }
loki.source.journal "j" { forward_to = [loki.process.pods.receiver] }
loki.process "pods" {
  stage.cri { }
  stage.static_labels { values = { host = constants.hostname } }
  forward_to = [loki.write.prod.receiver]
}
loki.write "prod" {
  endpoint {
    url       = "https://loki.prod/loki/api/v1/push"
    tenant_id = sys.env("TENANT")
    basic_auth { password = remote.kubernetes.secret.s.data["p"] }
  }
  wal { enabled = true }
}
remote.kubernetes.secret "s" { namespace = "x" }
`;

  it('can be read by Alloy, and sends to the recorder alone', () => {
    const { text, targets } = redirected(alloyProgram, config);
    expect(parseAlloy(text).diagnostics).toEqual([]);
    expect(text).toMatch('url = "http://127.0.0.1:9/0/loki/api/v1/push"');
    expect(text).toMatch('tenant_id = sys.env("TENANT")');
    expect(text).not.toMatch(
      /loki\.prod|mimir|basic_auth|wal|otelcol|journal|tail_from_end|remote\.kubernetes|discovery\.kubernetes/,
    );
    expect(targets).toEqual({ 0: 'https://loki.prod' });
  });

  it('has the given pods as targets, its paths below the folder of the run, and shows them without it', () => {
    const { text } = redirected(alloyProgram, config);
    expect(text).toMatch('__meta_kubernetes_pod_name = "web-1"');
    expect(text).not.toMatch('db-1');
    expect(text).toMatch('path_targets = discovery.relabel.compare_root_pods.output');
    expect(text).toMatch('targets = discovery.relabel.compare_source_pods.output');
    expect(text).toMatch('template = "{{ TrimPrefix .Value \\"/run/node\\" }}"');
  });

  it('names what it leaves out, with the reason', () => {
    expect(redirected(alloyProgram, config).leftOut).toEqual([
      "loki.source.journal.j: reads systemd's journal, not files",
      'otelcol.receiver.loki.out: is no part of what Loki is sent',
    ]);
  });

  it('must be readable, and have a client and files', () => {
    expect(() => redirected(alloyProgram, 'loki.write "a" {')).toThrow(/config\.alloy: 1:\d+: /);
    expect(() => redirected(alloyProgram, 'loki.source.file "a" {\n targets = []\n forward_to = []\n}')).toThrow(
      'loki.write',
    );
  });

  it('is asked what it reads', () => {
    const file = 'local.file_match "a" { path_targets = [{"__path__" = "/a/" + (sys.env("NONE") + "{x,y}.log")}] }';
    for (const text of [file, `declare "own" { ${file} }`]) {
      const { globs, pods } = alloyProgram.reads(text);
      expect([globs.map(({ glob }) => glob), pods]).toEqual([['/a/{x,y}.log'], false]);
      expect(globs[0]?.matches('/a/x.log')).toBe(true);
    }
    expect(alloyProgram.reads(config)).toEqual({ globs: [], pods: true });
  });

  const declaring = `
declare "own" {
  argument "to" { }
  local.file_match "a" { path_targets = [{"__path__" = "/a"}] }
  loki.source.file "a" {
    targets    = local.file_match.a.targets
    forward_to = argument.to.value
  }
  loki.source.journal "j" { forward_to = argument.to.value }
}
own "one" { to = [loki.write.prod.receiver] }
local.file "token" { filename = "/run/token" }
local.file "host" { filename = "/etc/hostname" }
loki.write "prod" {
  endpoint {
    url          = "https://u:hunter2@" + sys.env("LOKI")
    bearer_token = local.file.token.content
  }
  external_labels = { host = local.file.host.content }
}
`;

  it('may declare components of its own', () => {
    const { text, leftOut } = redirected(alloyProgram, declaring);
    expect(parseAlloy(text).diagnostics).toEqual([]);
    expect(text).toMatch('own "one" {\nto = [loki.write.prod.receiver]\n}');
    expect(text).toMatch('argument "to"');
    expect(text).toMatch('targets = discovery.relabel.compare_source_a.output');
    expect(leftOut).toEqual(["loki.source.journal.j: reads systemd's journal, not files"]);
  });

  it('needs no file that only credentials come from, and shows no password of an expression', () => {
    const { text, targets } = redirected(alloyProgram, declaring);
    expect([text.includes('"/run/token"'), text.includes('"/etc/hostname"')]).toEqual([false, true]);
    expect(JSON.stringify([text, targets])).not.toMatch('hunter2');
  });
});

describe("a native configuration of Vector's", () => {
  const config = `
data_dir: /var/lib/vector
api: { enabled: true }
sources:
  app_logs: { type: file, include: [/srv/*.log], ignore_older_secs: 5, remove_after_secs: 1 }
  host: { type: journald }
transforms:
  all: { type: remap, inputs: ["app_*", host], source: ". = ." }
  metrics: { type: filter, inputs: [host], condition: "true" }
sinks:
  loki: { type: loki, inputs: [all], endpoint: http://loki.prod, auth: { strategy: basic, user: u, password: hunter2 }, labels: { app: x }, encoding: { codec: text } }
  s3: { type: aws_s3, inputs: [all], bucket: b }
`;

  it('sends to the recorder alone', () => {
    const { value, text, leftOut, targets } = redirected(vectorProgram, config);
    expect(value?.['sinks']).toEqual({
      loki: {
        type: 'loki',
        inputs: ['all'],
        endpoint: 'http://127.0.0.1:9/0',
        labels: { app: 'x' },
        encoding: { codec: 'text' },
        healthcheck: { enabled: false },
      },
    });
    expect(targets).toEqual({ 0: 'http://loki.prod' });
    expect(leftOut).toEqual(['source host: journald does not read files', "sink s3: aws_s3 is not Loki's"]);
    expect(text).not.toMatch(/loki\.prod|hunter2|api/);
  });

  it('reads the whole of files below the folder of the run, and shows paths without it, under the same names', () => {
    const { value } = redirected(vectorProgram, config);
    expect(value?.['sources']).toEqual({
      app_logs__compare: { type: 'file', include: ['/run/node/srv/*.log'], read_from: 'beginning' },
    });
    expect(value?.['transforms']).toMatchObject({
      app_logs: { type: 'remap', inputs: ['app_logs__compare'] },
      all: { inputs: ['app_logs'] },
    });
    expect(value?.['transforms']).not.toHaveProperty('metrics');
  });

  it('stands in for kubernetes_logs', () => {
    const pods = config.replace(/app_logs: .*/, 'app_logs: { type: kubernetes_logs }');
    const { value, notes } = redirected(vectorProgram, pods);
    expect(value?.['sources']).toMatchObject({
      app_logs__compare: {
        include: [
          '/run/node/var/log/pods/shop_web-1_uid-of-web-1/web/*.log',
          '/run/node/var/log/pods/data_db-1_uid-of-db-1/db/*.log',
        ],
      },
    });
    expect(notes).toEqual([expect.stringContaining("kubernetes_logs reads through Kubernetes' API")]);
  });

  it('keeps the headers of its requests, of which one is the tenant', () => {
    const request = 'request: { concurrency: 1, headers: { X-Scope-OrgID: team } }';
    const { value } = redirected(vectorProgram, config.replace('labels: { app: x }', request));
    expect(value).toMatchObject({ sinks: { loki: { request: { headers: { 'X-Scope-OrgID': 'team' } } } } });
    expect(JSON.stringify(value)).not.toMatch('concurrency');
  });

  it('keeps dollars for a Vector that always expands them', () => {
    const dollars = config.replace('". = ."', () => `'.a = "$$x"'`);
    const at = (version: string): string => redirected(vectorProgram, dollars, { version, expand: {} }).text;
    expect([at('0.43.1').includes('"$$x"'), at('0.57.0').includes('"$x"')]).toEqual([true, true]);
    expect(() => redirected(vectorProgram, config.replace('http://loki.prod', '${LOKI}'), { expand: {} })).toThrow(
      'LOKI is not set',
    );
  });
});
