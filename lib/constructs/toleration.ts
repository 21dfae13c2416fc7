import { checkFilled, checkList, checkOptions, checkWhole, refusal } from '../pipeline/argument';
import type { HelmValues } from '../delivery/helm-value';

/** Taints of nodes that pods put up with, as Kubernetes writes them. */
export interface Toleration {
  /** @default - every key, with `operator: 'Exists'` */
  readonly key?: string;
  /** @default 'Equal' */
  readonly operator?: 'Exists' | 'Equal';
  readonly value?: string;
  /** @default - every effect */
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** How long pods stay that NoExecute evicts, in seconds. @default - for ever */
  readonly tolerationSeconds?: number;
}

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Tolerations as a pod's field. @throws if one could not be meant */
export function printTolerations(tolerations: readonly Toleration[]): readonly HelmValues[] {
  if (Array.isArray(tolerations) && tolerations.length === 0) return [];
  return checkList('tolerations', tolerations, "write [{ operator: 'Exists' }] for all taints").map(
    (toleration, index) => printToleration(toleration as Toleration, `tolerations[${index}]`),
  );
}

function printToleration(given: Toleration, at: string): HelmValues {
  const names = ['key', 'operator', 'value', 'effect', 'tolerationSeconds'] as const;
  const { key, operator = 'Equal', value, effect, tolerationSeconds } = checkOptions(given, names, at);
  if (key !== undefined) checkFilled(`${at}.key`, key, "leave it out for every key, with operator: 'Exists'");
  if (operator !== 'Exists' && operator !== 'Equal') {
    throw refusal(`${at}.operator`, 'be Exists or Equal', operator, 'write one of these');
  }
  if (operator === 'Equal' && key === undefined) throw refusal(at, 'have a key', given, "or write operator: 'Exists'");
  if (operator === 'Exists' && value !== undefined) {
    throw refusal(`${at}.value`, 'be absent where the operator is Exists', value, 'leave it out');
  }
  if (effect !== undefined && !effects.includes(effect)) {
    throw refusal(`${at}.effect`, `be ${effects.join(' or ')}`, effect, 'leave it out for every effect');
  }
  if (tolerationSeconds !== undefined) {
    checkWhole(`${at}.tolerationSeconds`, tolerationSeconds, 0, 'write whole seconds, or leave it out');
    if (effect !== 'NoExecute')
      throw refusal(`${at}.effect`, 'be NoExecute where seconds are given', effect, 'write it');
  }
  return {
    ...(key === undefined ? {} : { key }),
    operator,
    ...(value === undefined ? {} : { value }),
    ...(effect === undefined ? {} : { effect }),
    ...(tolerationSeconds === undefined ? {} : { tolerationSeconds }),
  };
}
