import type { ApiAccess } from './daemon';

/** What Prometheus' discovery, which agents have within them, looks for in a cluster. */
export interface Discovery {
  readonly role: 'pod' | 'node' | 'service' | 'endpoints' | 'endpointslice' | 'ingress';
  /** @default - all */
  readonly namespaces?: { readonly names?: readonly unknown[]; readonly ownNamespace?: boolean };
  readonly attachMetadata?: { readonly node?: boolean; readonly namespace?: boolean };
}

const resourcesOf: Readonly<Record<Discovery['role'], readonly string[]>> = {
  pod: ['pods'],
  node: ['nodes'],
  service: ['services'],
  endpoints: ['endpoints', 'pods', 'services'],
  endpointslice: ['endpointslices', 'pods', 'services'],
  ingress: ['ingresses'],
};

const groupOf: Readonly<Record<string, string>> = {
  endpointslices: 'discovery.k8s.io',
  ingresses: 'networking.k8s.io',
};

/** What a discovery asks Kubernetes' API for: within namespaces where it names them. */
export function accessOf({ role, namespaces, attachMetadata }: Discovery): readonly ApiAccess[] {
  const names = namespaces?.names ?? [];
  const known = names.filter((name) => typeof name === 'string');
  // Which namespace is meant by what is filled in later is known in the cluster only; nodes are in none.
  const within =
    known.length > 0 && known.length === names.length && namespaces?.ownNamespace !== true ? known : undefined;
  const everywhere = [
    ...(attachMetadata?.node === true ? ['nodes'] : []),
    ...(attachMetadata?.namespace === true ? ['namespaces'] : []),
  ];
  return [
    ...resourcesOf[role].map((resource) => reading(resource, role === 'node' ? undefined : within)),
    ...everywhere.map((resource) => reading(resource, undefined)),
  ];
}

function reading(resource: string, namespaces: readonly string[] | undefined): ApiAccess {
  return {
    apiGroups: [groupOf[resource] ?? ''],
    resources: [resource],
    verbs: ['get', 'list', 'watch'],
    ...(namespaces === undefined ? {} : { namespaces }),
  };
}
