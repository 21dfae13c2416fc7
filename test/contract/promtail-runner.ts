import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promtail } from '../../lib/engines/promtail/engine';
import { ofPipelines } from '../../lib/engines/loki-stages/judged-labels';
import type { ScrapeOptions } from '../../lib/engines/promtail';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { byProcess, carriedBy, now, place, settled, shownEntry } from './agent-run';
import { variables } from './contract-case';
import type { Carried, ContractCase } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { isAllThere, perform } from './file-steps';
import { LokiRecorder } from '../../lib/cli/compare/loki-recorder';

/** The program, by the variable PROMTAIL or on the PATH. */
const program = process.env['PROMTAIL'] ?? 'promtail';
const patience = { quietMs: 2_000, longMs: 14_000, limitMs: 180_000 };

/** What Promtail does otherwise, as its translation says. */
const weaknesses: Readonly<Record<string, string>> = {
  'rotation: a renamed file that the source names as well is read once': 'Promtail knows files by their paths',
  'joinLines: an empty line may be a first one': 'Promtail leaves out an empty line that begins what is joined',
  'joinLines: lines before the first one belong together': 'Promtail sends these one by one',
  'joinLines: a file without any first line is one entry': 'Promtail sends these one by one',
};

/** All cases in one process: a scrape config each, its files in a folder of their own, its entries of a tenant of their own. */
export const promtailRunner: ContractRunner = {
  get name() {
    return `promtail ${promtail.versions[0]}`;
  },
  find() {
    const { error, status } = spawnSync(program, ['-version'], { encoding: 'utf8' });
    return error === undefined && status === 0
      ? undefined
      : `no program ${program}; set PROMTAIL, or put it on the PATH`;
  },
  leavesOut(contractCase) {
    const model = contractCase.pipeline({ url: 'http://loki' });
    const [first] = promtail.check([model as LogPipeline<'promtail'>]).filter(({ severity }) => severity === 'error');
    if (first !== undefined) return `${first.message}, got ${first.got}`;
    return weaknesses[`${contractCase.about}: ${contractCase.name}`];
  },
  async run(cases) {
    const results = new Map<number, ContractResult>();
    for (const group of byProcess(cases)) {
      const run = await runAll(group.map((index) => cases[index] as ContractCase));
      run.forEach((result, at) => results.set(group[at] as number, result));
    }
    return cases.map((_, index) => results.get(index) as ContractResult);
  },
};

async function runAll(cases: readonly ContractCase[]): Promise<readonly ContractResult[]> {
  const folder = mkdtempSync(join(tmpdir(), 'contract-promtail-'));
  const recorder = await LokiRecorder.start();
  try {
    return await runIn(folder, cases, recorder);
  } finally {
    await recorder.stop();
    rmSync(folder, { recursive: true });
  }
}

async function runIn(
  folder: string,
  cases: readonly ContractCase[],
  recorder: LokiRecorder,
): Promise<readonly ContractResult[]> {
  const from = now();
  const placed = cases.map((each, index) => place(each, join(folder, name(index))));
  const pipelines = cases.map(({ pipeline }, index) => {
    const { sources, stages, sinks } = pipeline(
      { url: recorder.url(), tenant: name(index) },
      join(folder, name(index)),
    ) as LogPipeline<'promtail'>;
    return new LogPipeline<'promtail'>(name(index), { sources, stages, sinks });
  });
  const translated = promtail.translate(pipelines, { dataDir: folder });
  const scrapeConfigs = translated.scrapeConfigs.map((scrape) => discovered(scrape, cases, folder)) as never;
  const config = ofPipelines(translated.with({ scrapeConfigs }), pipelines);
  const file = join(folder, config.fileName);
  writeFileSync(file, settle(config.print(), config.fileName));
  const running = spawn(program, ['-config.file', file, '-server.disable=true', ...config.arguments], {
    env: { ...process.env, ...variables, ...config.environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  running.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-20_000);
  });
  const pushesOf = (index: number) => {
    const own = cases[index]?.carried?.tenant ?? name(index);
    return recorder.pushes.filter(({ tenant }) => tenant === own);
  };
  const entriesOf = (index: number) =>
    pushesOf(index)
      .flatMap(({ entries }) => entries)
      .map((entry) => shownEntry(entry, join(folder, name(index)), 'observed_timestamp'));
  const isEnded = (): boolean => running.exitCode !== null;
  const lastAt = (): number => recorder.lastPushAt;
  const isAll = (isEnd: boolean): boolean => isAllThere(placed, (_, index) => entriesOf(index).length, isEnd);
  await settled(patience, { lastAt, isEnded, isAll: () => isAll(false) });
  await perform(placed, async (isEnd) => {
    recorder.lastPushAt = 0;
    await settled(patience, { lastAt, isEnded, isAll: () => isAll(isEnd) });
  });
  running.kill('SIGTERM');
  const code = running.exitCode ?? (await new Promise<number | null>((resolve) => running.once('exit', resolve)));
  const to = now();
  if (code !== 0) throw new Error(`promtail ended with ${code}:\n${said}`);
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  return cases.map((_, index) => {
    // The tenant that tells its cases apart is the runner's own.
    const carried = carriedBy(pushesOf(index)).map(({ tenant, ...rest }): Carried =>
      tenant === undefined || tenant === name(index) ? rest : { tenant, ...rest },
    );
    return { entries: entriesOf(index), carried, read: [from, to] };
  });
}

/** Pods as discovery would give them: in the place of the API server that there is none of. */
function discovered(scrape: ScrapeOptions, cases: readonly ContractCase[], folder: string): ScrapeOptions {
  const { kubernetesSdConfigs, relabelConfigs = [], ...rest } = scrape;
  const at = cases.findIndex((_, index) => scrape.jobName === `${name(index)}-pods`);
  const pod = cases[at]?.pod;
  if (kubernetesSdConfigs === undefined || pod === undefined) return scrape;
  const meta = (kind: string, texts: Readonly<Record<string, string>> = {}): readonly (readonly [string, string])[] =>
    Object.entries(texts).flatMap(([key, text]) => {
      const label = key.replace(/[^a-zA-Z0-9_]/g, '_');
      return [
        [`__meta_kubernetes_pod_${kind}_${label}`, text],
        [`__meta_kubernetes_pod_${kind}present_${label}`, 'true'],
      ];
    });
  const labels = {
    __meta_kubernetes_namespace: pod.namespace ?? '',
    __meta_kubernetes_pod_name: pod.pod ?? '',
    __meta_kubernetes_pod_uid: `uid-of-${pod.pod}`,
    __meta_kubernetes_pod_container_name: pod.container ?? '',
    __meta_kubernetes_pod_node_name: pod.node ?? '',
    ...Object.fromEntries([...meta('label', pod.podLabels), ...meta('annotation', pod.podAnnotations)]),
  };
  return {
    ...rest,
    staticConfigs: [{ path: '/overwritten', labels }],
    relabelConfigs: relabelConfigs.map((rule) =>
      rule.targetLabel === '__path__'
        ? { ...rule, replacement: join(folder, name(at), rule.replacement as string) }
        : rule,
    ),
  };
}

function name(index: number): string {
  return `case-${index}`;
}
