import type { Redirection } from '../../../lib/cli/compare/agent-program';
import { promtailProgram } from '../../../lib/cli/compare/promtail-program';
import { redirected } from './redirected';

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
    expect(redirected(promtailProgram, `${config}scrape_config_files: [/etc/more.yaml]\n`).leftOut).toEqual([
      'scrape_config_files /etc/more.yaml: is not followed; write its jobs into the configuration itself',
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
    const text = config.replace('/var/log/*.log', '"${LOGS:-/srv}/{a,b}.log"');
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
others: &other { tenant_id: u }
clients: [{ <<: [*client, *other], url: http://b }]
scrape_configs: [{ job_name: j, static_configs: [{ labels: { __path__: /a } }] }]
`;
    expect(redirected(promtailProgram, anchored)).toMatchObject({
      targets: { 0: 'http://b' },
      value: { clients: [{ tenant_id: 't', url: 'http://127.0.0.1:9/0/loki/api/v1/push' }] },
    });
  });
});
