import type { EngineConfig } from './engine';

/** What Kubernetes' API must let a program do, as a rule of RBAC. */
export interface ApiAccess {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
  /** Where. @default - in the whole cluster */
  readonly namespaces?: readonly string[];
}

/** An amount that is asked for and one that is never exceeded. */
export interface Bounds {
  readonly request: number;
  /** @default - none */
  readonly limit?: number;
}

/** What a program needs of the place where it runs, as an agent on every node of a cluster. */
export interface Daemon<C extends EngineConfig = EngineConfig> {
  /** What its container and its official chart are called. */
  readonly name: string;
  /** The folder in which it finds its configuration. */
  readonly configDir: string;
  /** Where it answers. */
  readonly http: { readonly port: number; readonly ready: string; readonly metrics: string };
  /** Variables in which it looks for the name of its node. */
  readonly nodeName: readonly string[];
  /** Labels of its pod besides those of every agent's. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Measured. Of a CPU in thousandths, of memory in MiB. */
  readonly resources: { readonly cpu: Bounds; readonly memory: Bounds };
  /** What follows the image's own command. */
  args(config: C, where: { readonly path: string; readonly dataDir: string }): readonly string[];
  /** What it asks Kubernetes' API for; nothing where it does not need one. */
  access(config: C): readonly ApiAccess[];
}
