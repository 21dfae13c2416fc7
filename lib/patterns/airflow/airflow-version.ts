/** The first Airflow whose image understands a native sidecar: older ones drop `restartPolicy` in silence. */
const leastAirflow = [2, 8, 2] as const;
/** The first Kubernetes that runs one by default. */
const leastKubernetes = [1, 29] as const;

const alternatives =
  'use that or later, or collect on the node instead, with an agent there, which may miss short tasks';

/**
 * Checks that an Airflow runs native sidecars in its tasks' pods.
 *
 * @param image - its tag begins with the version, as in `2.11.0-python3.12`, or `version` says it
 * @throws if the version is not known, or too old
 */
export function checkAirflow(image: string, version?: string): void {
  const tag = /^[^\s@]*[^\s@/]:([\w][\w.-]*)(?:@sha256:[0-9a-f]{64})?$/.exec(image)?.[1];
  if (tag === undefined && !/^[^\s@:]+(?::\d+\/[^\s@:]+)?@sha256:[0-9a-f]{64}$/.test(image)) {
    throw new TypeError(
      `'baseImage' must be an image with a tag, got ${JSON.stringify(image)}; write one such as 'apache/airflow:3.2.2'`,
    );
  }
  const known = version === undefined ? /^(?:slim-)?(\d+\.\d+\.\d+)(?![\d.])/.exec(tag ?? '')?.[1] : version;
  if (known === undefined) {
    throw new Error(
      `'baseImage' must have a tag that begins with Airflow's version, got ${JSON.stringify(image)}; ` +
        `say the version with 'airflowVersion'`,
    );
  }
  const place = version === undefined ? 'baseImage' : 'airflowVersion';
  const numbers = parts(place, known, /^\d+\.\d+\.\d+$/);
  if (isBefore(numbers, leastAirflow)) {
    throw new Error(
      `'${place}' must be Airflow 2.8.2 or later, got ${known}, which would run the sidecar as an init container that never ` +
        `ends; ${alternatives}`,
    );
  }
}

/** @throws if the version is none, or has no native sidecars */
export function checkKubernetes(version: string): void {
  if (isBefore(parts('kubernetesVersion', version, /^v?\d+\.\d+(\.\d+)?([-+].*)?$/), leastKubernetes)) {
    throw new Error(
      `'kubernetesVersion' must be 1.29 or later, which has native sidecars, got ${version}; ${alternatives}`,
    );
  }
}

function parts(property: string, version: string, form: RegExp): readonly number[] {
  if (typeof version === 'string' && form.test(version)) return (version.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  throw new TypeError(`'${property}' must be a version, got ${JSON.stringify(version)}; write it with dots`);
}

function isBefore(version: readonly number[], least: readonly number[]): boolean {
  const at = least.findIndex((number, index) => version[index] !== number);
  return at >= 0 && (version[at] ?? 0) < (least[at] ?? 0);
}
