import { checkPairs, refusal } from '../pipeline/argument';
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
    ...checkPairs('env', env, "write { NAME: EnvValue.fromValue('…') }").map(([name, value]) => ({
      name: checkName('env', name),
      ...source(name, value),
    })),
    ...checkPairs('secrets', secrets, 'write { NAME: { secret, key } }').map(([name, value]) => ({
      name: checkName('secrets', name),
      valueFrom: { secretKeyRef: secretKey(name, value) },
    })),
  ];
  const names = variables.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return variables;
  const remedy = Object.hasOwn(fixed, twice) ? 'it is set already' : "keep one of 'env' and 'secrets'";
  throw new Error(`'env' must name a variable once, got ${twice} twice; ${remedy}`);
}

function source(name: string, given: unknown): HelmValues {
  if (typeof given === 'object' && given !== null) {
    const { value, valueFrom } = given as { readonly value?: unknown; readonly valueFrom?: unknown };
    if (valueFrom !== undefined) return { valueFrom: valueFrom as HelmValue };
    if (typeof value === 'string') return { value: literal(value) };
  }
  throw refusal(`env.${name}`, 'be an EnvValue', given, "write EnvValue.fromValue('…') or another");
}

function secretKey(name: string, given: unknown): HelmValues {
  const { secret, key } = (given ?? {}) as { readonly secret?: { readonly name?: unknown }; readonly key?: unknown };
  const secretName = secret?.name;
  if (typeof secretName === 'string' && typeof key === 'string' && key !== '') return { name: secretName, key };
  const remedy = "write { secret: Secret.fromSecretName(scope, id, '…'), key: '…' }";
  throw refusal(`secrets.${name}`, 'be a Secret and a key in it', given, remedy);
}

function literal(value: string): string {
  return settle(through(value, kubernetesExpansion), 'env');
}
