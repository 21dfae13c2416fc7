/** What a DaemonSet's pods do, whoever wrote it: lists that are sets by name, and what Kubernetes fills in. */
export interface EffectivePod {
  readonly container: string;
  readonly image: string;
  readonly args: unknown;
  readonly env: unknown;
  readonly port: unknown;
  readonly readinessProbe: unknown;
  readonly livenessProbe: unknown;
  readonly resources: unknown;
  readonly security: unknown;
  /** By path: what is mounted there. */
  readonly mounts: unknown;
  readonly tolerations: unknown;
  readonly nodeSelector: unknown;
  readonly priorityClassName: unknown;
  readonly serviceAccountName: unknown;
  readonly hasToken: boolean;
  readonly host: unknown;
  readonly updateStrategy: unknown;
  readonly selector: unknown;
  readonly labels: unknown;
  readonly grace: unknown;
  readonly configHash: unknown;
}

type Json = Readonly<Record<string, unknown>>;

// What the programs' own usage reports say, which are off, and what is Vector's own default, or read by no source of ours.
const idle = [
  ...['ALLOY_DEPLOY_MODE', 'VECTOR_LOG', 'VECTOR_SELF_POD_NAME', 'VECTOR_SELF_POD_NAMESPACE'],
  ...['PROCFS_ROOT', 'SYSFS_ROOT'],
];

export function effectivePod(daemonSet: unknown, serviceAccount: unknown): EffectivePod {
  const { spec } = daemonSet as { spec: Json };
  const { metadata, spec: pod } = spec['template'] as { metadata: Json; spec: Json };
  const [container, ...others] = pod['containers'] as Json[];
  if (container === undefined || others.length > 0)
    throw new Error(`one container was expected, got ${others.length + 1}`);
  const token = pod['automountServiceAccountToken'] ?? (serviceAccount as Json)['automountServiceAccountToken'];
  const annotations = (metadata['annotations'] ?? {}) as Json;
  return {
    container: container['name'] as string,
    image: (container['image'] as string).replace(/^docker\.io\//, '').replace(/:[^/@]+(?=@)/, ''),
    args: container['args'],
    env: byKey('name', container['env']).filter(([name]) => !idle.includes(name)),
    port: (container['ports'] as Json[]).map(({ name, containerPort, protocol = 'TCP' }) => ({
      name,
      containerPort,
      protocol,
    })),
    readinessProbe: probe(container['readinessProbe']),
    livenessProbe: container['livenessProbe'],
    resources: container['resources'],
    security: { pod: pod['securityContext'], container: container['securityContext'] },
    mounts: mounts(container['volumeMounts'] as Json[], pod['volumes'] as Json[]),
    tolerations: pod['tolerations'] ?? [],
    nodeSelector: pod['nodeSelector'] ?? {},
    priorityClassName: pod['priorityClassName'],
    serviceAccountName: pod['serviceAccountName'],
    hasToken: token !== false,
    host: ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => pod[name] === true),
    updateStrategy: spec['updateStrategy'],
    selector: withoutRole((spec['selector'] as Json)['matchLabels'] as Json),
    labels: withoutRole(metadata['labels'] as Json),
    grace: pod['terminationGracePeriodSeconds'] ?? 30,
    configHash: annotations['cdk8s-logging/config'],
  };
}

function mounts(all: readonly Json[], volumes: readonly Json[]): readonly (readonly [string, unknown])[] {
  return byKey('mountPath', all).map(([path, { name, ...mount }]) => {
    const { name: _, ...source } = volumes.find((volume) => volume['name'] === name) ?? {};
    const { projected, configMap } = source as { readonly projected?: Json; readonly configMap?: Json };
    // Nobody writes to a ConfigMap, however it is mounted.
    if (configMap !== undefined || projected !== undefined) {
      const [only, ...more] = (projected?.['sources'] as Json[] | undefined) ?? [{ configMap }];
      if (more.length > 0) throw new Error(`one source was expected, got ${more.length + 1}`);
      return [path.replace(/\/$/, ''), { mountPath: path.replace(/\/$/, ''), source: only }];
    }
    return [path, { ...mount, source }];
  });
}

function probe(given: unknown): unknown {
  const { httpGet, ...rest } = given as { httpGet: Json };
  return {
    periodSeconds: 10,
    failureThreshold: 3,
    successThreshold: 1,
    ...rest,
    httpGet: { scheme: 'HTTP', ...httpGet },
  };
}

function byKey(key: string, list: unknown): readonly (readonly [string, Json])[] {
  return (list as Json[])
    .map((item) => [item[key] as string, item] as const)
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/** Vector's chart has a label more, which selects nothing that its others do not. */
function withoutRole({ 'app.kubernetes.io/component': _, ...labels }: Json): Json {
  return labels;
}
