import { Inexpressible } from './note';
import { Known } from './known';

/** Labels and annotations that are known by name: Promtail's own have `_` for every other character. */
const wellKnown = [
  ...['name', 'instance', 'component', 'part-of', 'version', 'managed-by'].map((key) => `app.kubernetes.io/${key}`),
  ...['helm.sh/chart', 'k8s-app', 'pod-template-hash', 'controller-revision-hash', 'batch.kubernetes.io/job-name'],
  ...['job-name', 'statefulset.kubernetes.io/pod-name', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region'],
  ...[
    'prometheus.io/scrape',
    'prometheus.io/port',
    'prometheus.io/path',
    'promtail.io/scrape',
    'loki.grafana.com/scrape',
  ],
  ...['kubernetes.io/config.hash', 'kubernetes.io/config.mirror', 'kubernetes.io/config.source'],
];
const spellings = new Map(wellKnown.map((key) => [key.replace(/[^a-zA-Z0-9_]/g, '_'), key]));

/** A key of a pod's label or annotation as the pod has it, as far as its name in Promtail tells. */
export interface MetaKey {
  readonly key: string;
  /** Whether each `_` in it may stand for another character. */
  readonly isGuess: boolean;
}

export function metaKey(name: string): MetaKey {
  const key = spellings.get(name);
  return key === undefined ? { key: name, isGuess: name.includes('_') } : { key, isGuess: false };
}

const origins: Readonly<Record<string, () => Known>> = {
  __meta_kubernetes_namespace: () => Known.origin('namespace'),
  __meta_kubernetes_pod_name: () => Known.origin('pod'),
  __meta_kubernetes_pod_container_name: () => Known.origin('container'),
  __meta_kubernetes_pod_node_name: () => Known.origin('node'),
};

/** The controller of a pod, which only its name tells. */
export const controller = '__meta_kubernetes_pod_controller_name';

/** What a pipeline knows of a label of discovery. @throws Inexpressible where it knows nothing of it */
export function metaLabel(name: string, at: string, guess: (key: string) => void): Known {
  const origin = Object.hasOwn(origins, name) ? origins[name] : undefined;
  if (origin !== undefined) return origin();
  const [, kind, isPresent, rest] = /^__meta_kubernetes_pod_(label|annotation)(present)?_(.+)$/.exec(name) ?? [];
  if (rest !== undefined) {
    const { key, isGuess } = metaKey(rest);
    if (isGuess) guess(key);
    const known = Known.pod(kind === 'label' ? 'podLabel' : 'podAnnotation', key);
    return isPresent === undefined ? known : new Known(known.spec, { ...known.traits, isPresence: true });
  }
  throw new Inexpressible(at, `reads ${name}, which a pipeline does not know`);
}
