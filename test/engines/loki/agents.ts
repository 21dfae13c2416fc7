import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alloy } from '../../../lib/engines/alloy/engine';
import { promtail } from '../../../lib/engines/promtail/engine';
import { vector } from '../../../lib/engines/vector/engine';
import type { VectorVersion } from '../../../lib/engines/vector/versions';
import type { EngineName } from '../../../lib/pipeline/engine-name';
import type { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { settle } from '../../../lib/text/reader';
import { alloyRunner } from '../../contract/alloy-runner';
import { alloyVersion } from '../../contract/alloy-process';
import type { ContractRunner } from '../../contract/contract-runner';
import { promtailRunner } from '../../contract/promtail-runner';
import { tieBreak, vectorRunner } from '../../contract/vector-runner';
import { freePorts } from './free-ports';

/** An agent that pushes into a Loki by itself. */
export interface PushingAgent {
  readonly name: EngineName;
  /** What it can run, and whether it is there. */
  readonly runner: ContractRunner;
  /** Structured metadata by which it tells equal lines of a pipeline apart. */
  readonly tieBreak: (pipeline: LogPipeline<EngineName>) => string;
  /** @param folder - for its configuration and its state */
  start(pipelines: readonly LogPipeline<EngineName>[], folder: string): Promise<ChildProcess>;
}

export const agents: readonly PushingAgent[] = [
  {
    name: 'promtail',
    runner: promtailRunner,
    tieBreak: () => 'observed_timestamp',
    start(pipelines, folder) {
      const config = promtail.translate(pipelines as readonly LogPipeline<'promtail'>[], { dataDir: folder });
      const file = written(folder, config.fileName, settle(config.print(), config.fileName));
      return started(
        'PROMTAIL',
        ['-config.file', file, '-server.disable=true', ...config.arguments],
        config.environment,
      );
    },
  },
  {
    name: 'alloy',
    runner: alloyRunner,
    tieBreak: () => 'observed_timestamp',
    async start(pipelines, folder) {
      const [port] = await freePorts(1);
      const config = alloy.translate(pipelines as readonly LogPipeline<'alloy'>[], { version: alloyVersion() });
      const file = written(folder, config.fileName, settle(config.print(), config.fileName));
      const listen = `--server.http.listen-addr=127.0.0.1:${port}`;
      const args = ['run', file, `--storage.path=${join(folder, 'data')}`, listen, '--disable-reporting'];
      return started('ALLOY', args, config.environment);
    },
  },
  {
    name: 'vector',
    runner: vectorRunner,
    tieBreak: (pipeline) => tieBreak(pipeline as LogPipeline<'vector'>),
    start(pipelines, folder) {
      const version = vectorRunner.name.replace('vector ', '') as VectorVersion;
      const dataDir = join(folder, 'data');
      mkdirSync(dataDir, { recursive: true });
      const config = vector.translate(pipelines as readonly LogPipeline<'vector'>[], { version, dataDir });
      const file = written(folder, config.fileName, settle(config.print(), config.fileName));
      return started('VECTOR', ['--config', file], config.environment);
    },
  },
];

function written(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

function started(variable: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const program = process.env[variable] ?? variable.toLowerCase();
  const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => child.once('spawn', () => resolve(child)).once('error', reject));
}
