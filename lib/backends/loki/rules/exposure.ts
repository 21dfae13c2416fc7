import type { Finding } from '../../../findings/finding';
import { finding } from './rule';

/** How a Loki can be reached. */
export interface Exposure {
  /** Whether each request must name a tenant; that asks for no password. */
  readonly authEnabled: boolean;
  /** Whether something before it asks for a password: a gateway, an ingress with authentication. */
  readonly hasPassword: boolean;
  /** How it can be reached from outside the cluster; undefined where it cannot. */
  readonly by: 'NodePort' | 'LoadBalancer' | 'Ingress' | undefined;
}

/**
 * A Loki that anybody outside the cluster can read and delete from. On a NodePort a warning: a cluster of one's own machine is reached
 * so.
 */
export function checkExposure({ authEnabled, hasPassword, by }: Exposure, at: string): readonly Finding[] {
  if (by === undefined || hasPassword) return [];
  const found = authEnabled
    ? `reached by ${by}, with a tenant that anybody can name`
    : `reached by ${by}, with no authentication`;
  const message =
    'a Loki that is reached from outside the cluster must ask for a password: who reaches it reads, writes and deletes';
  const remedy = "give 'auth', or leave it inside";
  return [finding('loki/public-without-auth', at, found, message, remedy, by === 'NodePort' ? 'warning' : 'error')];
}
