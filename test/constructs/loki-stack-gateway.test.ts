import { parse } from 'yaml';
import { AlloyDaemonSet, LogPipeline, Sink, Source } from 'cdk8s-logging';
import { emptyChart, onDisk, user, written } from './loki-stacks';
import type { Json, Written } from './loki-stacks';

const podOf = ({ spec }: Written): Json => (spec['template'] as { readonly spec: Json }).spec;
const containerOf = (object: Written): Json => (podOf(object)['containers'] as readonly Json[])[0] ?? {};

describe('a Loki that asks for a password', () => {
  test('is reached by its gateway alone, which says the tenant', () => {
    const chart = emptyChart();
    const loki = onDisk(chart, { auth: user(chart, 'agents', 'platform') });
    expect(loki).toMatchObject({
      url: 'http://loki-gateway.logging.svc',
      tenant: 'platform',
      auth: { user: 'agents' },
    });
    expect(loki.auth?.password?.variable).toBe('LOKI_PASSWORD');
    const objects = written(chart);
    expect(parse(objects.one('ConfigMap', 'loki-config').data?.['config.yaml'] ?? '')).toMatchObject({
      auth_enabled: true,
    });
    const files = objects.one('ConfigMap', 'loki-gateway').data ?? {};
    expect(files['htpasswd.template']).toBe('agents:{PLAIN}${LOKI_PASSWORD}\n');
    expect(files['nginx.conf']).toContain(`'agents' "platform";`);
    expect(files['nginx.conf']).toContain('proxy_pass http://loki.logging.svc:3100;');
    expect(containerOf(objects.one('Deployment'))['env']).toContainEqual({
      name: 'LOKI_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'loki-agents', key: 'password' } },
    });
    const [ingress] = objects.one('NetworkPolicy', 'loki').spec['ingress'] as readonly Json[];
    expect(ingress).toEqual({
      from: [
        {
          podSelector: {
            matchLabels: {
              'app.kubernetes.io/component': 'gateway',
              'app.kubernetes.io/instance': 'loki',
              'app.kubernetes.io/name': 'loki',
            },
          },
        },
      ],
      ports: [{ port: 3100, protocol: 'TCP' }],
    });
  });

  test('gives agents what they must say', () => {
    const chart = emptyChart();
    const loki = onDisk(chart, { auth: [user(chart, 'a'), user(chart, 'b')] });
    const pipelines = [
      new LogPipeline('of-a', { sources: [Source.pods()], sinks: [Sink.loki(loki, { labels: { app: 'a' } })] }),
      new LogPipeline('of-b', {
        sources: [Source.pods({ namespaces: ['b'] })],
        sinks: [Sink.loki(loki.as('b'), { labels: { app: 'b' } })],
      }),
    ] as const;
    const secrets = { ...loki.secrets, ...loki.as('b').secrets };
    new AlloyDaemonSet(chart, 'alloy', { pipelines, secrets });
    const agent = containerOf(written(chart).one('DaemonSet'));
    expect((agent['env'] as readonly { readonly name: string }[]).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['LOKI_PASSWORD', 'LOKI_PASSWORD_2']),
    );
    expect(loki.as('a')).toBe(loki);
    expect(loki.as('b')).toMatchObject({ tenant: 'b', url: loki.url });
    expect(loki.shippers.map(({ name }) => name)).toEqual(['of-a', 'of-b']);
    expect(() => loki.as('c')).toThrow("'user' must be one of 'auth' (a, b), got \"c\"; add it there");
  });

  test("gives no agent another user's password", () => {
    const chart = emptyChart();
    const [a, b] = [user(chart, 'a'), user(chart, 'b')];
    const loki = onDisk(chart, { auth: [a, b] });
    expect(loki.secrets).toEqual({ LOKI_PASSWORD: a.password });
    expect(loki.as('b').secrets).toEqual({ LOKI_PASSWORD_2: b.password });
    // An agent may send to several.
    const other = onDisk(emptyChart(), { auth: [a, b], name: 'audit-2' });
    expect(other.secrets).toEqual({ AUDIT_2_PASSWORD: a.password });
    expect(other.as('b').auth?.password?.variable).toBe('AUDIT_2_PASSWORD_2');
  });

  test("takes users by the names of nginx's own words for users", () => {
    const chart = emptyChart();
    onDisk(chart, { auth: ['default', 'include', 'volatile'].map((name) => user(chart, name)) as never });
    const nginx = written(chart).one('ConfigMap', 'loki-gateway').data?.['nginx.conf'] ?? '';
    expect(nginx.match(/^ {4}'.*;$/gm)).toEqual([
      `    '\\default' "default";`,
      `    '\\include' "include";`,
      `    'volatile' "volatile";`,
    ]);
  });

  test('is refused with users that nginx would not tell apart', () => {
    const chart = emptyChart();
    const auth = [user(chart, 'team'), { ...user(chart, 'other'), user: 'Team' }] as const;
    expect(() => onDisk(chart, { auth })).toThrow(
      '\'auth[1].user\' must be another, got "Team"; name each user once, in capitals or not',
    );
  });

  test('speaks TLS where it is given a certificate', () => {
    const chart = emptyChart();
    const loki = onDisk(chart, { tls: { secretName: 'loki-tls' } });
    expect(loki.url).toBe('https://loki-gateway.logging.svc');
    const objects = written(chart);
    expect(objects.one('ConfigMap', 'loki-gateway').data?.['nginx.conf']).toContain('listen 8080 ssl;');
    expect(podOf(objects.one('Deployment'))['volumes']).toContainEqual({
      name: 'tls',
      secret: { secretName: 'loki-tls' },
    });
  });

  test.each([
    ['a user with a colon', { user: 'a:b' }, '\'auth.user\' must be letters, digits and _ . @ -, got "a:b"; rename it'],
    [
      'a tenant with a slash',
      { tenant: 'a/b' },
      "'auth.tenant' must be letters, digits and !-_.*'(), at most 150, got \"a/b\"; rename it",
    ],
    [
      'a password in the open',
      { password: 'geheim' },
      "'auth.password' must be a Secret and a key in it; write { secret: Secret.fromSecretName(…), key }",
    ],
  ])('is refused with %s', (_, wrong, message) => {
    const chart = emptyChart();
    expect(() => onDisk(chart, { auth: { ...user(chart, 'a'), ...(wrong as object) } })).toThrow(message);
  });
});
