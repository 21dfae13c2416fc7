import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { checkOptions, refusal } from '../pipeline/argument';
import type { ContainerResources } from 'cdk8s-plus-28';
import type { HelmValues } from '../delivery/helm-value';

/** The resources as a container's field. */
export function printResources({ cpu, memory, ephemeralStorage }: ContainerResources): HelmValues {
  const part = (bound: 'request' | 'limit'): Record<string, string> => ({
    ...(cpu?.[bound] === undefined ? {} : { cpu: cpu[bound].amount }),
    ...(memory?.[bound] === undefined ? {} : { memory: printSize(memory[bound]) }),
    ...(ephemeralStorage?.[bound] === undefined ? {} : { 'ephemeral-storage': printSize(ephemeralStorage[bound]) }),
  });
  return { requests: part('request'), limits: part('limit') };
}

/** @throws if a quantity is none, or a request is more than its limit */
export function checkResources(resources: ContainerResources): void {
  const { cpu, memory, ephemeralStorage } = checkOptions(resources, ['cpu', 'memory', 'ephemeralStorage'], 'resources');
  checkBounds('resources.cpu', cpu, Cpu, 'write Cpu.millis(100)');
  checkBounds('resources.memory', memory, Size, 'write Size.mebibytes(64)');
  checkBounds('resources.ephemeralStorage', ephemeralStorage, Size, 'write Size.mebibytes(64)');
  const bounds = [
    ['cpu', cpu?.request && millis(cpu.request.amount), cpu?.limit && millis(cpu.limit.amount)],
    ['memory', memory?.request?.toKibibytes(), memory?.limit?.toKibibytes()],
    ['ephemeralStorage', ephemeralStorage?.request?.toKibibytes(), ephemeralStorage?.limit?.toKibibytes()],
  ] as const;
  for (const [name, request, limit] of bounds) {
    if (request === undefined || limit === undefined || request <= limit) continue;
    throw new Error(
      `'resources.${name}' must request no more than its limit, got ${request} of ${limit}; raise the limit`,
    );
  }
}

function checkBounds(
  at: string,
  bounds: { readonly request?: unknown; readonly limit?: unknown } | undefined,
  quantity: typeof Cpu | typeof Size,
  remedy: string,
): void {
  if (bounds === undefined) return;
  checkOptions(bounds, ['request', 'limit'], at);
  for (const [name, value] of Object.entries(bounds)) {
    if (value !== undefined && !(value instanceof quantity)) {
      throw refusal(`${at}.${name}`, `be a ${quantity.name}`, value, remedy);
    }
  }
}

function millis(amount: string): number {
  return amount.endsWith('m') ? Number(amount.slice(0, -1)) : Number(amount) * 1000;
}

function printSize(size: Size): string {
  const kibibytes = size.toKibibytes();
  return kibibytes % 1024 === 0 ? `${kibibytes / 1024}Mi` : `${kibibytes}Ki`;
}
