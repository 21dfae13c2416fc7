import { synthesized } from './synthesized';

/** A Loki of an example. */
export interface Stack {
  readonly name: string;
  readonly config: string;
  /** The files of its gateway. */
  readonly gateway: Readonly<Record<string, string>>;
}

/** What the example's app writes into the ConfigMaps of its Lokis. */
export function configurations(example: string): readonly Stack[] {
  return [...synthesized(example)].flatMap(([file, objects]) => {
    const files = objects.map(({ data }) => data ?? {});
    const config = files.find((data) => data['config.yaml'] !== undefined)?.['config.yaml'];
    const gateway = files.find((data) => data['nginx.conf'] !== undefined) ?? {};
    return config === undefined ? [] : [{ name: `${example}: ${file}`, config, gateway }];
  });
}

/** The configuration of several, for one alone. */
export function alone(config: string): string {
  return config.replace('replication_factor: 3', 'replication_factor: 1');
}

/** Who pushes past the gateway must say it. */
export function tenantOf(config: string): string | undefined {
  return config.includes('auth_enabled: true') ? 'platform' : undefined;
}

/** Whether it keeps chunks in a bucket. */
export function usesBucket(config: string): boolean {
  return config.includes('BUCKET_NAME');
}
