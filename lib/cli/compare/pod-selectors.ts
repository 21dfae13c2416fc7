import type { ContainerLog } from './container-log';

/** A selector of Kubernetes' API, as the two texts of it. */
export interface PodSelector {
  readonly label: string;
  readonly field: string;
}

/**
 * Whether discovery tells of a container's pod. Fields of a pod other than its namespace and name hold: the pods that are given are
 * those of the node in question.
 */
export function selected(
  { namespace, pod, labels }: ContainerLog,
  namespaces: readonly string[],
  selectors: readonly PodSelector[],
): boolean {
  if (namespaces.length > 0 && !namespaces.includes(namespace)) return false;
  const fields: Readonly<Record<string, string>> = { 'metadata.namespace': namespace, 'metadata.name': pod };
  return selectors.every(
    ({ label, field }) =>
      requirements(label).every((one) => holds(one, labels)) &&
      requirements(field).every((one) => !Object.hasOwn(fields, keyOf(one)) || holds(one, fields)),
  );
}

/** `a=b,c in (d,e),!f` at its commas, those within parentheses aside. */
function requirements(selector: string): readonly string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function keyOf(requirement: string): string {
  return /^!?\s*([^\s=!]+)/.exec(requirement)?.[1] ?? '';
}

function holds(requirement: string, texts: Readonly<Record<string, string>>): boolean {
  const key = keyOf(requirement);
  const value = Object.hasOwn(texts, key) ? texts[key] : undefined;
  const [, operator = '', right = ''] = /^[^\s=!]+\s*(==|=|!=|\bin\b|\bnotin\b)\s*(.*)$/s.exec(requirement) ?? [];
  const values = right
    .replace(/^\(|\)$/g, '')
    .split(',')
    .map((one) => one.trim());
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return value !== undefined && values.includes(value);
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    default:
      return requirement.startsWith('!') ? value === undefined : value !== undefined;
  }
}
