import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { reasonOf } from '../reason';
import { UsageError } from '../usage-error';
import type { ContainerLog } from './container-log';

/** What a file's place, or the command line, says of a container. */
export interface ContainerName {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly uid?: string;
  readonly node?: string;
}

/** The node where no pod says another. */
export const someNode = 'node-1';

/** A Pod as far as discovery looks. */
interface PodObject {
  readonly metadata?: {
    readonly namespace?: string;
    readonly name?: string;
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, unknown>>;
    readonly annotations?: Readonly<Record<string, unknown>>;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly controller?: boolean;
    }[];
  };
  readonly spec?: {
    readonly nodeName?: string;
    readonly containers?: readonly ContainerObject[];
    readonly initContainers?: readonly ContainerObject[];
  };
  readonly status?: { readonly phase?: string; readonly podIP?: string; readonly hostIP?: string };
}

interface ContainerObject {
  readonly name?: string;
  readonly image?: string;
}

/** Pods as `kubectl get pods -o yaml` or `-o json` prints them. */
export class PodObjects {
  private constructor(private readonly pods: readonly PodObject[]) {}

  /** @param file - none: nothing is known of any pod but its name. @throws UsageError if it cannot be read */
  static read(file: string | undefined): PodObjects {
    if (file === undefined) return new PodObjects([]);
    let values: readonly unknown[];
    try {
      values = parseAllDocuments(readFileSync(file, 'utf8')).map((document): unknown => {
        const [fault] = document.errors;
        if (fault !== undefined) throw fault;
        return document.toJS() as unknown;
      });
    } catch (error) {
      throw new UsageError(`'--pods' must name a file of Pod objects, got ${file}: ${reasonOf(error)}`, {
        cause: error,
      });
    }
    const pods = values.flatMap((value) => podsIn(value));
    if (pods.length === 0) {
      throw new UsageError(
        `'--pods' must hold Pod objects, got none in ${file}; write it with kubectl get pods -o yaml`,
      );
    }
    return new PodObjects(pods);
  }

  /** A container with what is known of its pod. */
  find({ namespace, pod, container, uid, node }: ContainerName): ContainerLog {
    const known = this.pods.find(
      ({ metadata }) => metadata?.name === pod && (metadata.namespace ?? 'default') === namespace,
    );
    const isInit = known?.spec?.initContainers?.some(({ name }) => name === container) === true;
    const one = [...(known?.spec?.containers ?? []), ...(known?.spec?.initContainers ?? [])].find(
      ({ name }) => name === container,
    );
    const owner = known?.metadata?.ownerReferences?.find(({ controller }) => controller === true);
    return {
      namespace,
      pod,
      container,
      uid: uid ?? known?.metadata?.uid ?? `uid-of-${pod}`,
      node: node ?? known?.spec?.nodeName ?? someNode,
      labels: texts(known?.metadata?.labels),
      annotations: texts(known?.metadata?.annotations),
      image: one?.image ?? '',
      phase: known?.status?.phase ?? 'Running',
      podIp: known?.status?.podIP ?? '10.0.0.1',
      hostIp: known?.status?.hostIP ?? '10.0.0.2',
      isInit,
      ...(owner !== undefined && { owner: { kind: owner.kind, name: owner.name } }),
    };
  }
}

/** `namespace=shop,pod=web-1,container=web`, and `node=…` where it matters. @throws UsageError if a part is missing */
export function parseContainerName(given: string): ContainerName {
  const parts = Object.fromEntries(
    given.split(',').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
  const { namespace = '', pod = '', container = '', node, ...others } = parts;
  if (namespace !== '' && pod !== '' && container !== '' && Object.keys(others).length === 0) {
    return { namespace, pod, container, ...(node !== undefined && { node }) };
  }
  throw new UsageError(`'--pod' must be namespace=…,pod=…,container=…, got ${given}; node=… may follow`);
}

function podsIn(value: unknown): readonly PodObject[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(podsIn);
  if ('items' in value && Array.isArray(value.items)) return value.items.flatMap(podsIn);
  return 'metadata' in value && (!('kind' in value) || value.kind === 'Pod') ? [value as PodObject] : [];
}

function texts(given: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]));
}
