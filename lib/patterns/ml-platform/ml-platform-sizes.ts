import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import type { ContainerResources } from 'cdk8s-plus-28';

/** What changes with the size of a platform. */
export interface MlPlatformSize {
  /** How much of the busiest logs is kept, beside every error. */
  readonly share: `${number}%`;
  /** Of the agent, on each node. */
  readonly resources: { readonly promtail: ContainerResources; readonly alloy: ContainerResources };
}

/**
 * Two sizes of an ML platform.
 *
 * `minikube`: one node of a laptop, every line kept; agents as they were measured at 5,000 lines a second. `production`: many
 * nodes, a tenth of the busiest logs and every error; agents with room for bursts and for what heaps up while Loki is away.
 */
export const mlPlatformSizes: { readonly minikube: MlPlatformSize; readonly production: MlPlatformSize } =
  Object.freeze({
    minikube: Object.freeze({
      share: '100%',
      resources: Object.freeze({ promtail: resources(25, 100, 64, 128), alloy: resources(50, 500, 96, 256) }),
    }),
    production: Object.freeze({
      share: '10%',
      resources: Object.freeze({ promtail: resources(100, 500, 128, 256), alloy: resources(100, 1000, 192, 512) }),
    }),
  });

function resources(
  request: number,
  limit: number,
  requestMebibytes: number,
  limitMebibytes: number,
): ContainerResources {
  return Object.freeze({
    cpu: Object.freeze({ request: Cpu.millis(request), limit: Cpu.millis(limit) }),
    memory: Object.freeze({ request: Size.mebibytes(requestMebibytes), limit: Size.mebibytes(limitMebibytes) }),
  });
}
