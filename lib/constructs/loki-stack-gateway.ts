import { createHash } from 'node:crypto';
import { componentLabel, lokiContainerSecurity, lokiHttpPort, lokiLabels } from '../delivery/charts/loki-pod';
import { configHash } from '../delivery/agent-pod';
import { gatewayPort } from './loki-stack-network';
import type { HelmValues } from '../delivery/helm-value';
import type { Text } from '../text/live-text';
import type { LokiUser } from './loki-stack-props';
import type { Manifest } from './node-agent-daemon-set';

/** What stands before Loki where a password is asked, TLS is spoken, or Loki is several programs. */
export interface LokiGateway {
  readonly name: string;
  readonly namespace: string;
  readonly users: readonly LokiUser[];
  readonly tls: { readonly secretName: string } | undefined;
  readonly distributed: boolean;
  readonly replicas: number;
  readonly tolerations: readonly HelmValues[];
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** As the official chart's gateway. */
const image = 'nginxinc/nginx-unprivileged:1.31-alpine';
const folder = '/etc/loki-gateway';
const secrets = `${folder}-secrets`;

/** What tells its pods from all others. */
export function gatewayLabels(name: string): HelmValues {
  return { ...lokiLabels(name, name), [componentLabel]: 'gateway' };
}

/** The variable that holds a user's password in its agents: of that Loki only, since an agent may send to several. */
export function passwordVariable(loki: string, index: number): `${string}_PASSWORD${string}` {
  const prefix = loki.toUpperCase().replaceAll('-', '_');
  const letter = /^[0-9]/.test(prefix) ? 'LOKI_' : '';
  return `${letter}${prefix}_PASSWORD${index === 0 ? '' : `_${index + 1}`}`;
}

/** The port that it is reached by. */
export function gatewayServicePort({ tls }: Pick<LokiGateway, 'tls'>): number {
  return tls === undefined ? 80 : 443;
}

/** The files of its ConfigMap. */
export function gatewayFiles(gateway: LokiGateway): Readonly<Record<string, string>> {
  const { users } = gateway;
  return {
    'nginx.conf': nginx(gateway),
    // The image's own start-up script puts the passwords in; what it writes stays in memory.
    ...(users.length === 0
      ? {}
      : {
          'htpasswd.template': `${users.map(({ user }, index) => `${user}:{PLAIN}\${${ownVariable(index)}}`).join('\n')}\n`,
        }),
  };
}

/** @param config - the name of its ConfigMap, and a hash over it */
export function gatewayObjects(
  gateway: LokiGateway,
  config: { readonly name: string; readonly hash: string },
): readonly Manifest[] {
  const { name, users, tls, replicas } = gateway;
  const labels = gatewayLabels(name);
  const own = `${name}-gateway`;
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: own, labels },
      spec: {
        type: 'ClusterIP',
        ports: [
          {
            name: tls === undefined ? 'http' : 'https',
            port: gatewayServicePort(gateway),
            targetPort: 'http',
            protocol: 'TCP',
          },
        ],
        selector: labels,
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: own, labels },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, annotations: { [configHash]: config.hash } },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 101,
              runAsGroup: 101,
              fsGroup: 101,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: labels },
              },
            ],
            ...(gateway.tolerations.length === 0 ? {} : { tolerations: gateway.tolerations }),
            ...(Object.keys(gateway.nodeSelector).length === 0 ? {} : { nodeSelector: gateway.nodeSelector }),
            containers: [
              {
                name: 'nginx',
                image,
                imagePullPolicy: 'IfNotPresent',
                // Its entrypoint fills templates in for this program only.
                args: ['nginx', '-c', `${folder}/nginx.conf`, '-g', 'daemon off;'],
                env: users.length === 0 ? [] : [...templating, ...users.map(passwordOf)],
                ports: [{ name: 'http', containerPort: gatewayPort, protocol: 'TCP' }],
                readinessProbe: {
                  httpGet: { path: '/gateway', port: 'http', scheme: tls === undefined ? 'HTTP' : 'HTTPS' },
                  initialDelaySeconds: 5,
                  periodSeconds: 10,
                },
                resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '128Mi' } },
                securityContext: lokiContainerSecurity,
                volumeMounts: [
                  { name: 'config', mountPath: folder, readOnly: true },
                  { name: 'temp', mountPath: '/tmp' },
                  ...(users.length === 0 ? [] : [{ name: 'passwords', mountPath: secrets }]),
                  ...(tls === undefined ? [] : [{ name: 'tls', mountPath: `${folder}-tls`, readOnly: true }]),
                ],
              },
            ],
            volumes: [
              { name: 'config', configMap: { name: config.name } },
              { name: 'temp', emptyDir: {} },
              ...(users.length === 0 ? [] : [{ name: 'passwords', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }]),
              ...(tls === undefined ? [] : [{ name: 'tls', secret: { secretName: tls.secretName } }]),
            ],
          },
        },
      },
    },
    ...(replicas === 1
      ? []
      : [
          {
            apiVersion: 'policy/v1',
            kind: 'PodDisruptionBudget',
            metadata: { name: own, labels },
            spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
          },
        ]),
  ];
}

/** The gateway with its ConfigMap, where no construct makes that; nothing where there is none. */
export function gatewayWithConfig(gateway: LokiGateway | undefined): readonly Manifest[] {
  if (gateway === undefined) return [];
  const name = `${gateway.name}-gateway`;
  const data = gatewayFiles(gateway);
  const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: gatewayLabels(gateway.name) }, data };
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex');
  return [config, ...gatewayObjects(gateway, { name, hash })];
}

/** The variable that holds a user's password in the gateway. */
function ownVariable(index: number): string {
  return index === 0 ? 'LOKI_PASSWORD' : `LOKI_PASSWORD_${index + 1}`;
}

const templating = [
  { name: 'NGINX_ENVSUBST_TEMPLATE_DIR', value: folder },
  { name: 'NGINX_ENVSUBST_OUTPUT_DIR', value: secrets },
  { name: 'NGINX_ENVSUBST_FILTER', value: '^LOKI_PASSWORD' },
];

function passwordOf({ password }: LokiUser, index: number): HelmValues {
  const { secret, key } = password;
  return { name: ownVariable(index), valueFrom: { secretKeyRef: { name: secret.name, key } } };
}

/** What is asked from outside; who may stop Loki or read its configuration asks it directly. */
const paths: readonly (readonly [
  location: string,
  to: 'distributor' | 'query-frontend' | 'ruler' | 'compactor',
  socket?: true,
])[] = [
  ['= /loki/api/v1/push', 'distributor'],
  ['= /api/prom/push', 'distributor'],
  ['= /otlp/v1/logs', 'distributor'],
  ['= /loki/api/v1/delete', 'compactor'],
  ['= /loki/api/v1/rules', 'ruler'],
  ['^~ /loki/api/v1/rules/', 'ruler'],
  ['^~ /api/prom/rules', 'ruler'],
  ['^~ /prometheus/api/v1/', 'ruler'],
  ['= /loki/api/v1/tail', 'query-frontend', true],
  ['^~ /loki/api/', 'query-frontend'],
];

function nginx(gateway: LokiGateway): string {
  const { users, tls } = gateway;
  const listen = (address: string): string => `    listen ${address}${tls === undefined ? '' : ' ssl'};`;
  return [
    'worker_processes auto;',
    'error_log /dev/stderr;',
    'pid /tmp/nginx.pid;',
    'events { worker_connections 4096; }',
    'http {',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `  ${of}_temp_path /tmp/${of};`),
    '  access_log off;',
    '  server_tokens off;',
    // Loki itself takes 100 MB, and answers may take minutes.
    '  client_max_body_size 100m;',
    '  proxy_read_timeout 300s;',
    '  proxy_send_timeout 300s;',
    '  proxy_http_version 1.1;',
    '  proxy_request_buffering off;',
    ...(users.length === 0
      ? []
      : [
          '  map $remote_user $tenant {',
          "    default '';",
          ...users.map(({ user, tenant }) => `    '${mapped(user)}' "${tenant}";`),
          '  }',
        ]),
    '  server {',
    listen(String(gatewayPort)),
    listen(`[::]:${gatewayPort}`),
    ...(tls === undefined
      ? []
      : [
          `    ssl_certificate ${folder}-tls/tls.crt;`,
          `    ssl_certificate_key ${folder}-tls/tls.key;`,
          '    ssl_protocols TLSv1.2 TLSv1.3;',
        ]),
    ...(users.length === 0 ? [] : ["    auth_basic 'Loki';", `    auth_basic_user_file ${secrets}/htpasswd;`]),
    "    location = /gateway { auth_basic off; return 200 'ok'; }",
    `    location = /ready { auth_basic off; proxy_pass ${upstream(gateway, 'distributor')}; }`,
    ...paths.map(([location, to, socket]) =>
      [
        `    location ${location} {`,
        // What the client says of its tenant is not asked.
        ...(users.length === 0 ? [] : ['      proxy_set_header X-Scope-OrgID $tenant;']),
        ...(socket === undefined
          ? []
          : ['      proxy_set_header Upgrade $http_upgrade;', "      proxy_set_header Connection 'upgrade';"]),
        `      proxy_pass ${upstream(gateway, to)};`,
        '    }',
      ].join('\n'),
    ),
    '    location / { return 404; }',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Words of nginx's `map` that are no values. */
function mapped(user: string): string {
  return user === 'default' || user === 'include' ? `\\${user}` : user;
}

function upstream({ name, namespace, distributed }: LokiGateway, to: string): string {
  return `http://${distributed ? `${name}-${to}` : name}.${namespace}.svc:${lokiHttpPort}`;
}

/** Where it is reached in the cluster. */
export function gatewayUrl({ name, namespace, tls }: Pick<LokiGateway, 'name' | 'namespace' | 'tls'>): Text {
  return `${tls === undefined ? 'http' : 'https'}://${name}-gateway.${namespace}.svc`;
}
