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

/** Stands in for an API server of Kubernetes: tells of pods, by the node that is asked for. */
export class KubernetesApi {
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

  stop(): Promise<void> {
    for (const watch of this.watches) watch.end();
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private answer({ pathname, searchParams }: URL, response: ServerResponse): void {
    const json = { 'content-type': 'application/json' };
    const asked = /^\/api\/v1(?:\/namespaces\/([^/]+))?\/pods$/.exec(pathname);
    if (asked === null || searchParams.has('sendInitialEvents')) {
      response
        .writeHead(422, json)
        .end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 422 }));
      return;
    }
    response.writeHead(200, json);
    if (searchParams.get('watch') === 'true' || searchParams.get('watch') === '1') {
      this.watches.add(response);
      response.flushHeaders();
      return;
    }
    const node = /^spec\.nodeName=(.*)$/.exec(searchParams.get('fieldSelector') ?? '')?.[1];
    const [, namespace] = asked;
    const items = this.pods.filter(
      ({ spec, metadata }) =>
        (node === undefined || spec.nodeName === node) && (namespace === undefined || metadata.namespace === namespace),
    );
    response.end(JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '1' }, items }));
  }
}
