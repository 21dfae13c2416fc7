import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Origin } from '../../lib/pipeline/record';

/** A pod as the API server has it, as far as discovery looks. */
export interface PodObject {
  readonly metadata: {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName: string; readonly containers: readonly object[] };
  readonly status: object;
}

/** The pod of a record's origin. */
export function podObject({
  namespace = '',
  pod = '',
  container = '',
  node = '',
  podLabels,
  podAnnotations,
}: Origin): PodObject {
  return {
    metadata: {
      namespace,
      name: pod,
      uid: `uid-of-${pod}`,
      ...(podLabels === undefined ? {} : { labels: podLabels }),
      ...(podAnnotations === undefined ? {} : { annotations: podAnnotations }),
    },
    spec: {
      nodeName: node,
      containers: [{ name: container, image: 'image', ports: [{ containerPort: 1 }, { containerPort: 2 }] }],
    },
    status: { phase: 'Running', podIP: '10.0.0.1', hostIP: '10.0.0.2' },
  };
}

/** Stands in for an API server of Kubernetes: tells of pods, by the node and the labels that are asked for, and of nodes. */
export class KubernetesApi {
  /** What was asked for, in order. */
  readonly asked: Readonly<Record<string, string>>[] = [];
  private readonly watches = new Set<ServerResponse>();

  private constructor(
    private readonly server: Server,
    private readonly pods: readonly PodObject[],
  ) {}

  static start(pods: readonly PodObject[]): Promise<KubernetesApi> {
    const server = createServer();
    const api = new KubernetesApi(server, pods);
    server.on('request', ({ url = '' }, response) => api.answer(new URL(url, 'http://api'), response));
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(api)));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A configuration of Alloy for this API, and a root folder, instead of those of a cluster. */
  instead(config: string, root: string): string {
    return config
      .replaceAll(
        /( *)role\s*= "pod"\n(?=\n)/g,
        (line, indent: string) => `${line}${indent}api_server = "${this.url}"\n`,
      )
      .replaceAll('"/var/log/pods/', `"${root}/var/log/pods/`);
  }

  /** How a client finds this API, as a file for its variable KUBECONFIG. */
  get kubeconfig(): string {
    return JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'here', cluster: { server: this.url } }],
      users: [{ name: 'me', user: {} }],
      contexts: [{ name: 'it', context: { cluster: 'here', user: 'me' } }],
      'current-context': 'it',
    });
  }

  stop(): Promise<void> {
    for (const watch of this.watches) watch.end();
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer({ pathname, searchParams }: URL, response: ServerResponse): void {
    const json = { 'content-type': 'application/json' };
    const one = /^\/api\/v1\/namespaces\/([^/]+)\/pods\/([^/]+)$/.exec(pathname);
    if (one !== null) {
      const pod = this.pods.find(({ metadata }) => metadata.namespace === one[1] && metadata.name === one[2]);
      const missing = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 };
      response.writeHead(pod === undefined ? 404 : 200, json);
      response.end(JSON.stringify(pod === undefined ? missing : { kind: 'Pod', apiVersion: 'v1', ...pod }));
      return;
    }
    const [, namespace, resource] =
      /^\/api\/v1(?:\/namespaces\/([^/]+))?\/(pods|nodes|namespaces)$/.exec(pathname) ?? [];
    if (resource === undefined || searchParams.has('sendInitialEvents')) {
      response
        .writeHead(422, json)
        .end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 422 }));
      return;
    }
    this.asked.push({ resource, ...Object.fromEntries(searchParams) });
    response.writeHead(200, json);
    if (searchParams.get('watch') === 'true' || searchParams.get('watch') === '1') {
      this.watches.add(response);
      response.flushHeaders();
      return;
    }
    const [fields, labels] = ['fieldSelector', 'labelSelector'].map((name) => searchParams.get(name) ?? '');
    const isMeant = (fieldsOf: Readonly<Record<string, string>>, labelsOf: Readonly<Record<string, string>>): boolean =>
      selects(fields ?? '', fieldsOf) && selects(labels ?? '', labelsOf);
    const pods = this.pods.filter(
      ({ spec, metadata }) =>
        (namespace === undefined || metadata.namespace === namespace) &&
        isMeant(
          { 'spec.nodeName': spec.nodeName, 'metadata.namespace': metadata.namespace, 'metadata.name': metadata.name },
          metadata.labels ?? {},
        ),
    );
    const named = (names: readonly string[]): readonly object[] =>
      [...new Set(names)]
        .filter((name) => isMeant({ 'metadata.name': name }, {}))
        .map((name) => ({ metadata: { name } }));
    const [kind, items] = {
      pods: ['PodList', pods],
      nodes: ['NodeList', named(this.pods.map(({ spec }) => spec.nodeName))],
      namespaces: ['NamespaceList', named(this.pods.map(({ metadata }) => metadata.namespace))],
    }[resource] ?? ['List', []];
    response.end(JSON.stringify({ kind, apiVersion: 'v1', metadata: { resourceVersion: '1' }, items }));
  }
}

/** Whether all requirements of a selector hold, as Kubernetes reads them: of labels, or of fields. */
export function selects(selector: string, values: Readonly<Record<string, string>>): boolean {
  const requirements = selector.split(/,(?![^(]*\))/).filter((part) => part !== '');
  return requirements.every((requirement) => {
    const [, not, key = '', operator, list] =
      /^(!?)([^\s=!]+?)(?:\s*(==?|!=|\s(?:not)?in\s)\s*(.*))?$/.exec(requirement) ?? [];
    if (key === '') throw new Error(`no API server reads the requirement ${requirement}`);
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (operator === undefined) return (value === undefined) === (not === '!');
    const wanted = (list ?? '').replace(/^\(|\)$/g, '').split(',');
    const isOne = value !== undefined && wanted.includes(value);
    return ['!=', 'notin'].includes(operator.trim()) ? !isOne : isOne;
  });
}
