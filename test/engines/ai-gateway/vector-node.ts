import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startVector } from '../../contract/vector-process';
import type { KubernetesApi } from '../../contract/kubernetes-api';

/** Where a Vector runs as if it were in a cluster. */
export interface NodePlace {
  /** Holds `var/log/pods`, and what Vector keeps. */
  readonly root: string;
  readonly node: string;
  readonly api: KubernetesApi;
}

/** The real Vector as on a node of a cluster. */
export class VectorNode {
  private said = '';

  private constructor(private readonly running: ChildProcess) {
    running.stderr?.on('data', (chunk: Buffer) => {
      this.said = (this.said + chunk.toString('utf8')).slice(-20_000);
    });
  }

  /** @param config - the text of its configuration */
  static start(
    config: string,
    { root, node, api }: NodePlace,
    variables: Readonly<Record<string, string>> = {},
  ): VectorNode {
    const own = join(root, 'vector');
    const log = join(root, 'var', 'log');
    mkdirSync(join(own, 'data'), { recursive: true });
    mkdirSync(join(log, 'pods'), { recursive: true });
    const [file, kubeconfig] = [join(own, 'vector.yaml'), join(own, 'kubeconfig')];
    writeFileSync(file, config);
    writeFileSync(kubeconfig, api.kubeconfig);
    const env = { ...variables, KUBECONFIG: kubeconfig, VECTOR_SELF_NODE_NAME: node };
    return new VectorNode(startVector(['--config', file], { env, log }));
  }

  /** Its log so far. */
  get log(): string {
    return this.said;
  }

  /** Until it has ended, or `isOver` says so. */
  async until(isOver: () => boolean | Promise<boolean>, limitMs = 60_000): Promise<void> {
    const started = Date.now();
    while (this.running.exitCode === null && Date.now() - started < limitMs) {
      if (await isOver()) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** @throws if it ends otherwise than it should */
  async stop(): Promise<void> {
    this.running.kill('SIGTERM');
    const { exitCode } = this.running;
    const code = exitCode ?? (await new Promise<number | null>((resolve) => this.running.once('exit', resolve)));
    if (code !== 0) throw new Error(`vector ended with ${code}:\n${this.said}`);
  }
}
