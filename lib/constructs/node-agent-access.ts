import { isDeepStrictEqual } from 'node:util';
import type { HelmValues } from '../delivery/helm-value';
import type { ApiAccess } from '../engines/daemon';
import type { Text } from '../text/live-text';
import { concat } from '../text/live-text';
import type { Manifest } from './node-agent-daemon-set';

/** Whose access it is. */
export interface Account {
  readonly name: string;
  readonly namespace: Text;
  readonly labels: HelmValues;
}

/** The agent's account, and what Kubernetes' API lets it do: nothing but what was asked for, and where. */
export function accountObjects(
  { name, namespace, labels }: Account,
  access: readonly ApiAccess[],
): readonly Manifest[] {
  // Roles stand in namespaces of others, or in none: there the name alone is not sure to be free.
  const roleName = concat(namespace, '-', name);
  const subjects = [{ kind: 'ServiceAccount', name, namespace }];
  const roles = [undefined, ...namespacesOf(access)].flatMap((within) => {
    const rules = rulesIn(access, within);
    if (rules.length === 0) return [];
    const kind = within === undefined ? 'ClusterRole' : 'Role';
    const metadata = { name: roleName, ...(within === undefined ? {} : { namespace: within }), labels };
    const roleRef = { apiGroup: group, kind, name: roleName };
    return [
      { apiVersion: `${group}/v1`, kind, metadata, rules },
      { apiVersion: `${group}/v1`, kind: `${kind}Binding`, metadata, roleRef, subjects },
    ];
  });
  // Where the token is mounted says the pod, or where a chart cannot, the account.
  const automountServiceAccountToken = access.length > 0;
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, labels }, automountServiceAccountToken },
    ...roles,
  ];
}

const group = 'rbac.authorization.k8s.io';

function namespacesOf(access: readonly ApiAccess[]): readonly string[] {
  return [...new Set(access.flatMap(({ namespaces = [] }) => namespaces))].sort();
}

/** What is allowed in a namespace, each once; what is allowed everywhere needs no role there. */
function rulesIn(access: readonly ApiAccess[], within: string | undefined): readonly HelmValues[] {
  const rule = ({ apiGroups, resources, verbs }: ApiAccess): HelmValues => ({ apiGroups, resources, verbs });
  const everywhere = access.filter(({ namespaces }) => namespaces === undefined).map(rule);
  const here =
    within === undefined ? everywhere : access.filter(({ namespaces }) => namespaces?.includes(within)).map(rule);
  return here.filter(
    (one, index) =>
      here.findIndex((other) => isDeepStrictEqual(one, other)) === index &&
      (within === undefined || !everywhere.some((other) => isDeepStrictEqual(one, other))),
  );
}
