/** What a configuration of test/data/promtail is given to read. */
export interface Sample {
  /** Lines by the path of their file; of pods, as the container runtime wrote them. */
  readonly files: Readonly<Record<string, readonly string[]>>;
  /** Pods as `kubectl get pods -o json` prints them. */
  readonly pods?: readonly object[];
  /** Which agent runs what is made. @default both */
  readonly agents?: readonly ('promtail' | 'alloy')[];
  /** The result is compared by a law alone. */
  readonly isByChance?: boolean;
}

interface PodProps {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly owner?: readonly [kind: string, name: string];
}

function pod(namespace: string, name: string, { labels = {}, annotations = {}, owner }: PodProps = {}): object {
  const ownerReferences = owner === undefined ? [] : [{ kind: owner[0], name: owner[1], controller: true }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, uid: uidOf(name), labels, annotations, ownerReferences },
    spec: { nodeName: 'node-a', containers: [{ name: 'main' }, { name: 'istio-proxy' }] },
  };
}

function uidOf(name: string): string {
  return `0a1b2c3d-${[...name].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 65_536, 7)}`;
}

function podFile(namespace: string, name: string, container = 'main'): string {
  return `/var/log/pods/${namespace}_${name}_${uidOf(name)}/${container}/0.log`;
}

/** Lines of CRI, a second apart. */
function cri(...lines: readonly (string | readonly [stream: string, line: string])[]): readonly string[] {
  return lines.map((line, index) => {
    const [stream, text] = typeof line === 'string' ? ['stdout', line] : line;
    return `2026-11-21T10:00:${String(index).padStart(2, '0')}.123456789Z ${stream} F ${text}`;
  });
}

export const samples: Readonly<Record<string, Sample>> = {
  'chart-default': {
    pods: [
      pod('shop', 'checkout-6d4cf56db6-x7k2p', {
        labels: { 'app.kubernetes.io/name': 'checkout', 'app.kubernetes.io/instance': 'blue', component: 'api' },
        owner: ['ReplicaSet', 'checkout-6d4cf56db6'],
      }),
      pod('shop', 'legacy-0', { labels: { app: 'legacy', instance: 'one' }, owner: ['StatefulSet', 'legacy'] }),
      pod('kube-system', 'fluentd-xbc2d', { owner: ['DaemonSet', 'fluentd'] }),
      pod('shop', 'worker-7f9c6b8d5f-b2x4q', { owner: ['ReplicaSet', 'worker-7f9c6b8d5f'] }),
      pod('shop', 'old-5d4f8a1b2c-b2x4q', { owner: ['ReplicaSet', 'old-5d4f8a1b2c'] }),
      pod('default', 'bare'),
    ],
    files: {
      [podFile('shop', 'checkout-6d4cf56db6-x7k2p')]: [
        ...cri('GET / 200', ['stderr', 'warning: slow'], 'häßlich €'),
        '2026-11-21T10:00:07.5Z stdout P a long ',
        '2026-11-21T10:00:08.5Z stdout F line',
      ],
      [podFile('shop', 'legacy-0')]: cri('one', '{"level":"info"}'),
      [podFile('kube-system', 'fluentd-xbc2d')]: cri('started'),
      [podFile('shop', 'worker-7f9c6b8d5f-b2x4q')]: cri('working'),
      [podFile('shop', 'old-5d4f8a1b2c-b2x4q')]: cri('working'),
      [podFile('default', 'bare')]: cri('alone'),
    },
  },
  'chart-values': {
    pods: [
      pod('ingress', 'ingress-nginx-controller-x2b4c', { labels: { 'app.kubernetes.io/name': 'ingress-nginx' } }),
      pod('shop', 'cart-0', { labels: { app: 'cart' } }),
      pod('kube-system', 'dns-0', { labels: { app: 'dns' } }),
    ],
    files: {
      [podFile('ingress', 'ingress-nginx-controller-x2b4c')]: cri('{"status":200}', '{"status":"404"}', 'no json'),
      [podFile('shop', 'cart-0')]: cri('{"status":200}'),
      [podFile('kube-system', 'dns-0')]: cri('never read'),
    },
  },
  'multi-tenant': {
    agents: ['alloy'],
    pods: [
      pod('checkout', 'web-1', { labels: { app: 'web' } }),
      pod('payments', 'pay-1', { labels: { app: 'pay' } }),
      pod('search', 'index-1'),
      pod('other', 'thing-1', { labels: { app: 'thing' } }),
    ],
    files: {
      [podFile('checkout', 'web-1')]: cri('{"level":"info"}', 'text'),
      [podFile('payments', 'pay-1')]: cri('paid'),
      [podFile('search', 'index-1')]: cri('{"level":"error","msg":"x"}', 'no level', '{"level":null}'),
      [podFile('other', 'thing-1')]: cri('{"level":"debug"}'),
    },
  },
  'selected-pods': {
    agents: ['alloy'],
    pods: [
      pod('shop', 'cart-0', { labels: { 'app.kubernetes.io/part-of': 'webshop', team_name: 'red' } }),
      pod('shop', 'silent-0', {
        labels: { 'app.kubernetes.io/part-of': 'webshop', team_name: 'red' },
        annotations: { 'promtail.io/scrape': 'false' },
      }),
      pod('shop', 'teamless-0', { labels: { 'app.kubernetes.io/part-of': 'webshop' } }),
      pod('shop', 'foreign-0', { labels: { 'app.kubernetes.io/part-of': 'other', team_name: 'red' } }),
      pod('search', 'index', { labels: { 'app.kubernetes.io/part-of': 'webshop', team_name: 'blue' } }),
    ],
    files: {
      [podFile('shop', 'cart-0')]: cri(
        '{"level":"info","http":{"request_id":"r1"}}',
        'Traceback:',
        '  at a',
        '  at b',
        'end',
      ),
      [podFile('shop', 'cart-0', 'istio-proxy')]: cri('proxy'),
      [podFile('shop', 'silent-0')]: cri('silent'),
      [podFile('shop', 'teamless-0')]: cri('teamless'),
      [podFile('shop', 'foreign-0')]: cri('foreign'),
      [podFile('search', 'index')]: cri('{"level":"warn","http":{}}'),
    },
  },
  labelmap: {
    pods: [pod('shop', 'cart-0', { labels: { app: 'cart', team: 'red' } })],
    files: { [podFile('shop', 'cart-0')]: cri('one') },
  },
  docker: {
    files: {
      '/var/lib/docker/containers/4f5e/4f5e-json.log': [
        JSON.stringify({ log: 'plain\n', stream: 'stdout', time: '2026-11-21T10:00:00.123456789Z' }),
        JSON.stringify({
          log: '{"level":"warn","context":{"trace_id":"t1"}}\n',
          stream: 'stderr',
          time: '2026-11-21T10:00:01Z',
        }),
        JSON.stringify({ log: '{"level":7,"context":"none"}\n', stream: 'stdout', time: '2026-11-21T10:00:02.5Z' }),
        JSON.stringify({ log: '{"level":"info"} trailing\n', stream: 'stdout', time: '2026-11-21T10:00:03.5Z' }),
      ],
    },
  },
  'nginx-access': {
    files: {
      '/var/log/nginx/access.log': [
        '10.0.0.1 - - [21/Nov/2026:10:00:00 +0100] "GET /cart?id=1 HTTP/1.1" 200 512 "-" "curl/8.5"',
        '2001:db8::1 - bob [21/Nov/2026:10:00:01 +0000] "POST /order HTTP/2.0" 502 0 "https://a.example/" "Mozilla/5.0 (X11)"',
        '10.0.0.1 - - [21/Nov/2026:10:00:02 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.34"',
        '10.0.0.1 - - [21/Nov/2026:10:00:03 +0000] "GET / HTTP/1.1" 304 0 "-" ""',
      ],
    },
  },
  'nginx-json': {
    files: {
      '/var/log/nginx/access.json': [
        '{"time_iso8601":"2026-11-21T10:00:00+01:00","status":"200","request_method":"GET","http_host":"a.example","request":"GET / HTTP/1.1","request_time":0.1}',
        '{"time_iso8601":"2026-11-21T10:00:01Z","status":404,"request_method":"GET","request":"GET /x HTTP/1.1"}',
        '{"time_iso8601":"2026-11-21T10:00:02Z","status":"204","request_method":"PUT","request":"PUT /x HTTP/1.1"}',
        '{"time_iso8601":"2026-11-21T10:00:03Z","status":204,"request_method":"PUT","request":"PUT /y HTTP/1.1"}',
        '{"time_iso8601":"2026-11-21T10:00:04Z","status":null,"request_method":true,"request":""}',
      ],
      '/var/log/nginx/debug.json': ['{"status":"500"}'],
    },
  },
  'java-multiline': {
    files: {
      '/var/log/app/app.log': [
        '2026-11-21 10:00:00,123 [main] INFO  com.example.App - started',
        '2026-11-21 10:00:01.456 [http-1] ERROR com.example.Web - failed',
        'java.lang.IllegalStateException: no',
        '\tat com.example.Web.run(Web.java:10)',
        '',
        'Caused by: java.io.IOException',
        '2026-07-21 10:00:02,000 [http-2] WARN  com.example.Web - ',
        '2026-11-21 10:00:03,000 [http-2] DEBUG com.example.Web - done',
      ],
    },
  },
  logfmt: {
    files: {
      '/srv/api/logs/api.log': [
        'ts=2026-11-21T10:00:00.123456789Z level=info caller=main.go:1 msg="a \\"b\\" c" duration=12ms',
        'ts=2026-11-21T10:00:01Z level=debug caller=main.go:2 msg=dropped',
        'ts=2026-11-21T10:00:02Z level=warn msg="no caller"',
      ],
    },
  },
  globs: {
    files: {
      '/var/log/syslog': ['Nov 21 host app: one', 'Nov 21 host CRON[1]: two'],
      '/var/log/kern.log': ['kernel: three'],
      '/var/log/other.log': ['of no source'],
      '/var/log/auth.log': ['sshd: four', 'systemd-logind: five'],
      '/opt/apps/a/logs/a.log': ['six'],
      '/opt/apps/b/c/logs/d.log': ['seven'],
      '/opt/apps/b/c/logs/d.debug.log': ['of no source'],
    },
  },
  match: {
    files: {
      '/var/log/services/all.log': [
        '{"app":"loki","level":"warn","message":"a"}',
        '{"app":"payments","message":"Card 4111111111111111 ok","level":"info"}',
        '{"app":"payments","message":"4111111111111111 without"}',
        '{"app":"noisy","message":"heartbeat"}',
        '{"app":"chatty","message":"heartbeat failed"}',
        '{"app":"quiet","message":"heartbeat","level": "error"}',
        'no json "level":"info"',
      ],
    },
  },
  redact: {
    agents: ['alloy'],
    files: {
      '/var/log/shop/shop.log': [
        'login user=bob password=hunter2 ok',
        'password=a password=b end',
        'mail to bob@example.com and eve@mail.example.org sent',
        'card 1234-5678-9012-3456 charged',
        '\u001b[31mred\u001b[0m and \u001b[1;32mgreen\u001b[m',
        'token="s3cr3t" token="" end',
        'nothing here',
      ],
    },
  },
  pack: { files: { '/var/log/packed/a.log': ['pod=web-1 hello <b>', 'no pod'] } },
  levels: {
    agents: ['alloy'],
    files: {
      '/var/log/node/app.log': [
        '{"level":30,"time":1763719200123,"msg":"info"}',
        '{"level":50,"time":1763719201000,"msg":"error"}',
        '{"level":"60","time":1763719202000,"msg":"fatal"}',
        '{"level":35,"time":1763719203000,"msg":"between"}',
        '{"level":true,"time":"1763719204000","msg":7}',
      ],
      '/var/log/shouting/app.log': ['ERROR: no', 'WARNING: perhaps', 'quiet'],
    },
  },
  sampling: {
    isByChance: true,
    files: {
      '/var/log/edge/edge.log': [
        ...Array.from({ length: 400 }, (_, index) => `GET /static/${index}.js`),
        ...Array.from({ length: 20 }, (_, index) => `GET /page/${index}`),
        'DEBUG no',
        'a TRACE of it',
        `long ${'x'.repeat(9_000)}`,
        `short ${'x'.repeat(8_000)}`,
      ],
    },
  },
  metrics: {
    files: { '/var/log/counted/a.log': ['info 12ms ok', 'error 340ms no', 'error 5ms no', 'nothing'] },
  },
  journal: { files: { '/var/log/a.log': ['one', 'two'] } },
  receivers: { files: { '/var/log/a.log': ['one', 'two'] } },
};
