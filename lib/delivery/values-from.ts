import { refusal } from '../pipeline/argument';
import type { IConfigMap, ISecret } from 'cdk8s-plus-28';

/** Values that Flux reads from a Secret or ConfigMap of the release's namespace when it installs the release. */
export type ValuesFrom = ISecret | IConfigMap | ValuesFromKey;

/** One key of a Secret or ConfigMap. */
export interface ValuesFromKey {
  /** In the release's namespace. */
  readonly from: ISecret | IConfigMap;
  /** Which of its keys. @default 'values.yaml' */
  readonly key?: string;
  /**
   * The one value that it is, by its keys from the outside in: `['auth', 'token']`. It is taken as the text it
   * is, and wins over the values of the release.
   *
   * @default - the key holds a file of values, over which the values of the release win
   */
  readonly target?: readonly [string, ...(string | number)[]];
  /** Whether the release may go without. @default false */
  readonly optional?: boolean;
}

/** As `spec.valuesFrom` of a `HelmRelease` says it. */
export interface ValuesReference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
  readonly valuesKey?: string;
  readonly targetPath?: string;
  readonly literal?: true;
  readonly optional?: true;
}

/** @throws if it is no Secret and no ConfigMap, or Flux has no way to write the key or the target */
export function valuesReference(values: ValuesFrom): ValuesReference {
  if (typeof values !== 'object' || values === null) {
    throw refusal('valuesFrom', 'hold Secrets and ConfigMaps', values, 'write one, or { from: one }');
  }
  const { from, key, target, optional }: ValuesFromKey = 'from' in values ? values : { from: values };
  const { kind, name } = (from ?? {}) as Partial<ISecret>;
  if ((kind !== 'Secret' && kind !== 'ConfigMap') || typeof name !== 'string') {
    throw refusal('valuesFrom', 'hold Secrets and ConfigMaps', kind ?? from, 'Flux reads no other');
  }
  if (key !== undefined && (typeof key !== 'string' || !/^[-._a-zA-Z0-9]{1,253}$/.test(key))) {
    throw refusal('key', 'be letters, digits, -, _ and .', key, 'rename it');
  }
  if (target !== undefined && (!Array.isArray(target) || target.length === 0)) {
    throw refusal('target', 'be the keys of a value, outermost first', target, "write ['auth', 'token']");
  }
  return {
    kind,
    name,
    ...(key === undefined ? {} : { valuesKey: key }),
    // Not literal, Helm would split the value at commas and guess its type.
    ...(target === undefined ? {} : { targetPath: targetPath(target), literal: true as const }),
    ...(optional === true ? { optional } : {}),
  };
}

/** The path as Helm's `--set-literal` reads it, which knows no escape; the custom resource admits few characters in it. */
function targetPath(target: readonly (string | number)[]): string {
  const written = target.map((key, index) =>
    typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${key}`,
  );
  const path = written.join('');
  const valid = target.every((key) =>
    typeof key === 'number'
      ? Number.isInteger(key) && key >= 0 && key < 65_536
      : typeof key === 'string' && /^[\w\-\\/]+$/.test(key),
  );
  if (!valid || path.length > 250) {
    throw new Error(
      `'target' must be keys of letters, digits, -, _, / and \\, or places in lists, got ${JSON.stringify(target)}; ` +
        `leave it out and let the key hold a file of values`,
    );
  }
  return path;
}
