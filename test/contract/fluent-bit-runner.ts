import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'lossless-json';
import { fluentBit } from '../../lib/engines/fluent-bit/engine';
import { tieBreakName } from '../../lib/engines/fluent-bit/translate/loki-sink';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import { settle } from '../../lib/text/reader';
import { freePort } from '../../lib/cli/compare/agent-process';
import { LokiRecorder } from '../../lib/cli/compare/loki-recorder';
import { carriedBy, now, place, settled, shownEntry } from './agent-run';
import { OtlpReceiver } from '../engines/otlp/otlp-receiver';
import { batchesOf } from './batches';
import type { Numbered } from './batches';
import { variables } from './contract-case';
import type { ContractResult, ContractRunner } from './contract-runner';
import { isAllThere, perform } from './file-steps';
import { KubernetesApi, podObject } from './kubernetes-api';
import { FluentBitProcess, foundVersion, lacksFluentBit } from './fluent-bit-process';
import { printedEntry } from './printed-entry';

const patience = { quietMs: 1_500, longMs: 10_000, limitMs: 180_000 };

/** More than what cases have lines wait for further ones. */
const longestWaitMs = 35_000;

/** Each tail needs an instance of inotify, of which a user has 128 in all. */
const mostAtOnce = 40;

/** What Fluent Bit does otherwise, as its translation says. */
const weaknesses: Readonly<Record<string, string>> = {
  'end of line: a line of CR LF alone is empty': 'Fluent Bit takes two CR alone before LF for one',
  'patterns: a NUL, a tab and other escapes': 'Fluent Bit leaves out NUL where what it reads at a time begins with it',
  ...Object.fromEntries(
    [
      'the years 1678 to 2261',
      'seconds since 1970, with a fraction',
      'years of two digits',
      'texts of other types',
      'milliseconds at their edges',
      'nanoseconds at their edges',
      'times of other centuries, and to come',
    ].map((name) => [`time: ${name}`, 'Fluent Bit holds times from 1970 to 2106']),
  ),
};

/**
 * Cases of files, some in one process: a pipeline each, its files in a folder of their own, its Loki told apart by the path.
 * Cases of pods are in one where they select other namespaces, since a container is read by one pipeline.
 */
export const fluentBitRunner: ContractRunner = {
  get name() {
    return `fluent-bit ${foundVersion() ?? ''}`.trim();
  },
  find: lacksFluentBit,
  leavesOut(contractCase) {
    const model = contractCase.pipeline({ url: 'http://loki' });
    const [first] = fluentBit
      .check([model as LogPipeline<'fluent-bit'>])
      .filter(({ severity }) => severity === 'error');
    if (first !== undefined) return `${first.message}, got ${first.got}`;
    return weaknesses[`${contractCase.about}: ${contractCase.name}`];
  },
  async run(cases) {
    const folder = mkdtempSync(join(tmpdir(), 'contract-fluent-bit-'));
    try {
      const results = new Map<number, ContractResult>();
      for (const batch of batchesOf(cases).flatMap(parted)) {
        for (const [index, result] of await runBatch(batch, join(folder, String(results.size)))) {
          results.set(index, result);
        }
      }
      return cases.flatMap((_, index) => results.get(index) ?? []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function parted(batch: readonly Numbered[]): readonly (readonly Numbered[])[] {
  const parts = Math.ceil(batch.length / mostAtOnce);
  return Array.from({ length: parts }, (_, at) => batch.slice(at * mostAtOnce, (at + 1) * mostAtOnce));
}

async function runBatch(
  batch: readonly Numbered[],
  folder: string,
): Promise<readonly (readonly [index: number, result: ContractResult])[]> {
  const from = now();
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir, { recursive: true });
  const placed = batch.map(({ each, index }) => place(each, join(folder, name(index)), folder));
  const late = batch.flatMap(({ each, index }) =>
    each.pod === undefined || each.expected.length === 0 ? [] : [name(index)],
  );
  const pods = batch.flatMap(({ each }) => (each.pod === undefined ? [] : [each.pod]));
  const [recorder, api] = [await LokiRecorder.start(), await KubernetesApi.start(pods.map(podObject))];
  const receivers = new Map<number, OtlpReceiver>();
  const pipelines = batch.map(({ each, index }) => {
    const at = join(folder, name(index));
    const { sources, stages, sinks } = each.pipeline(
      { url: recorder.url(name(index)) },
      at,
    ) as LogPipeline<'fluent-bit'>;
    return new LogPipeline<'fluent-bit'>(name(index), { sources, stages, sinks });
  });
  for (const [at, { sinks }] of pipelines.entries()) {
    if (sinks.some(({ kind }) => kind === 'otlp')) receivers.set(at, await OtlpReceiver.start());
  }
  /** What was all of a case before it was started again. */
  const whole = new Map<number, readonly LokiEntry[]>();
  let printed = '';
  let running: FluentBitProcess | undefined;
  const entriesOf = (at: number) => {
    const { index } = batch[at] as Numbered;
    const own = join(folder, name(index));
    const lines = `${printed}${running?.printed ?? ''}`.split('\n');
    const objects = [
      ...lines.filter((line) => line.includes(`"origin":{"path":"${own}/`)),
      ...(receivers.get(at)?.entries() ?? []).map((entry) => stringify(entry) ?? ''),
    ];
    const tie = tieBreak(pipelines[at] as LogPipeline<'fluent-bit'>);
    return [...recorder.entries(name(index)), ...objects.map(printedEntry)].map((entry) => shownEntry(entry, own, tie));
  };
  try {
    const config = fluentBit.translate(pipelines, { dataDir });
    // Other programs of this machine may have the port of its metrics.
    let text = settle(config.print(), config.fileName)
      .replace(/port: 2021\b/, `port: ${await freePort()}`)
      .replaceAll('/var/log/pods/', `${folder}/var/log/pods/`)
      .replaceAll(/( *)kube_tag_prefix:/g, (line, indent: string) =>
        [`${indent}kube_url: "${api.url}"`, `${indent}kube_token_file: "${folder}/token"`, line].join('\n'),
      );
    writeFileSync(join(folder, 'token'), 'token');
    for (const { port } of receivers.values()) {
      text = text.replace(/host: otlp\n( *)port: 80\n/, (_, indent: string) =>
        [`host: "127.0.0.1"`, `${indent}port: ${port}`, ''].join('\n'),
      );
    }
    const file = join(folder, config.fileName);
    writeFileSync(file, text);
    for (const [script, content] of Object.entries(config.files)) {
      writeFileSync(join(folder, script), settle(content, script));
    }
    const env = { ...variables, K8S_NODE_NAME: pods[0]?.node ?? '' };
    const complete = (isEnd: boolean, longMs = patience.longMs): Promise<void> =>
      settled(
        { ...patience, longMs },
        {
          lastAt: () =>
            Math.max(
              recorder.lastPushAt,
              ...[...receivers.values()].flatMap(({ requests }) => requests.at(-1)?.at ?? []),
            ),
          isEnded: () => running?.isEnded === true,
          isAll: () =>
            isAllThere(placed, (_, at) => entriesOf(at).length, isEnd) &&
            late.every((to) => recorder.entries(to).length > 0),
        },
      );
    running = new FluentBitProcess(file, env);
    await complete(false);
    await perform(placed, (isEnd) => {
      recorder.lastPushAt = 0;
      return complete(isEnd);
    });
    await running.stop();
    // What waited for further lines is sent once it is there again; a renamed file is then read again.
    if (!isAllThere(placed, (_, at) => entriesOf(at).length, true)) {
      for (const [at, one] of placed.entries()) {
        if (isAllThere([one], () => entriesOf(at).length, true)) whole.set(at, entriesOf(at));
      }
      printed = running.printed;
      running = new FluentBitProcess(file, env);
      recorder.lastPushAt = 0;
      await complete(true, longestWaitMs);
      await running.stop();
    }
  } finally {
    await Promise.all([recorder.stop(), api.stop(), ...[...receivers.values()].map((receiver) => receiver.stop())]);
  }
  const to = now();
  if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
  return batch.map(({ index }, at) => {
    const carried = carriedBy(recorder.pushes.filter((push) => push.to === name(index)));
    return [index, { entries: whole.get(at) ?? entriesOf(at), carried, read: [from, to] }] as const;
  });
}

function tieBreak({ sinks }: LogPipeline<'fluent-bit'>): string {
  const [first] = sinks.flatMap(({ spec }) => (spec.kind === 'loki' ? [spec] : []));
  return tieBreakName([...(first?.labels ?? []), ...(first?.structuredMetadata ?? [])].map(([taken]) => taken));
}

function name(index: number): string {
  return `case-${index}`;
}
