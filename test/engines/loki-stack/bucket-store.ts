import { spawn } from 'node:child_process';
import { freePorts } from '../loki/free-ports';
import { until } from './started-loki';
import type { Context } from '../suite';
import type { Env } from './started-loki';

const bucketName = 'loki-bucket-7d0c';

/** A server of buckets. */
export interface Store {
  readonly port: number;
  stop(): void;
}

/** The variables that a claim's ConfigMap and Secret hold. */
export function claimed(port: number): Env {
  return {
    ...{ BUCKET_HOST: '127.0.0.1', BUCKET_PORT: String(port), BUCKET_NAME: bucketName, BUCKET_REGION: '' },
    ...{ BUCKET_SUBREGION: '', AWS_ACCESS_KEY_ID: 'AKIA0', AWS_SECRET_ACCESS_KEY: 'a: "b" #c/+$X' },
  };
}

/** Starts one, with one bucket: S3 as Python's moto has it. */
export async function startStore(context: Context): Promise<Store> {
  const [port = 0] = await freePorts(1);
  const running = spawn(context.program('moto'), ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}/${bucketName}`;
  const stop = (): void => void running.kill('SIGTERM');
  const made = await until(async () => (await fetch(url, { method: 'PUT' }).catch(() => undefined))?.status === 200);
  if (made) return { port, stop };
  stop();
  throw new Error('moto made no bucket');
}
