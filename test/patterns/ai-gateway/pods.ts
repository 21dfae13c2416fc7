import type { Origin } from '../../../lib/pipeline/record';

const name = 'app.kubernetes.io/name';
const collect = 'mif.moreh.io/log.collect';
const format = 'mif.moreh.io/log.format';

/** The gateway, on which nobody can put labels. */
export const gateway: Origin = {
  namespace: 'mif',
  pod: 'aigateway-7c9d8-x2x7k',
  container: 'aigateway',
  stream: 'stdout',
  node: 'node-1',
  podLabels: { [name]: 'aigateway', 'app.kubernetes.io/instance': 'llama' },
};

/** A gateway that opts in as well. */
export const both: Origin = {
  ...gateway,
  pod: 'aigateway-7c9d8-both0',
  podLabels: { ...gateway.podLabels, [collect]: 'true', [format]: 'json' },
};

/** Writes JSON of Go's slog, and says so. */
export const slog: Origin = {
  namespace: 'mif',
  pod: 'odin-0',
  container: 'manager',
  stream: 'stderr',
  node: 'node-1',
  podLabels: {
    [name]: 'odin',
    [collect]: 'true',
    [format]: 'json',
    'mif.moreh.io/pool': 'prefill-mi300x',
    'mif.moreh.io/role': 'prefill',
  },
};

/** A model's server that opts in, and writes text. */
export const optedIn: Origin = {
  namespace: 'models',
  pod: 'llama-decode-0',
  container: 'vllm',
  stream: 'stdout',
  node: 'node-1',
  podLabels: { [name]: 'vllm', [collect]: 'true' },
};

/** One that does not. */
export const optedOut: Origin = {
  ...optedIn,
  pod: 'llama-decode-1',
  podLabels: { [name]: 'vllm', [collect]: 'false', [format]: 'json' },
};
