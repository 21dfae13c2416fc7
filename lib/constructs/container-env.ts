import { kubernetesExpansion } from '../text/kubernetes';
import { checkName } from '../text/name';
import { settle, through } from '../text/reader';
import type { EnvValue, SecretValue } from 'cdk8s-plus-28';
import type { HelmValue, HelmValues } from '../delivery/helm-value';

/** What a container's variables are made of. */
export interface ContainerEnv {
  /** Set by the construct itself. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, EnvValue>>;
  readonly secrets: Readonly<Record<string, SecretValue>>;
}

/**
 * The variables as a container's field: a value that is written is literal, a secret is only referred to.
 *
 * @throws if a name is none, or is given twice
 */
export function printEnv({ fixed, env, secrets }: ContainerEnv): readonly HelmValues[] {
  const variables = [
    ...Object.entries(fixed).map(([name, value]) => ({ name, value: literal(value) })),
    ...Object.entries(env).map(([name, value]) => ({ name: checkName('env', name), ...source(name, value) })),
    ...Object.entries(secrets).map(([name, { secret, key }]) => ({
      name: checkName('secrets', name),
      valueFrom: { secretKeyRef: { name: secret.name, key } },
    })),
  ];
  const names = variables.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return variables;
  const remedy = Object.hasOwn(fixed, twice) ? 'it is set already' : "keep one of 'env' and 'secrets'";
  throw new Error(`'env' must name a variable once, got ${twice} twice; ${remedy}`);
}

function source(name: string, { value, valueFrom }: EnvValue): HelmValues {
  if (valueFrom !== undefined) return { valueFrom: valueFrom as HelmValue };
  if (typeof value === 'string') return { value: literal(value) };
  throw new TypeError(`'env.${name}' must be a value, got ${typeof value}; write EnvValue.fromValue('…') or another`);
}

function literal(value: string): string {
  return settle(through(value, kubernetesExpansion), 'env');
}
