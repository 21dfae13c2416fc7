import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from '../../../examples/ai-gateway/pipeline';
import { vector } from '../../../lib/engines/vector/engine';
import { settle } from '../../../lib/text/reader';
import { KubernetesApi, podObject } from '../../contract/kubernetes-api';
import { lacksNode, lacksVector, program, vectorVersion } from '../../contract/vector-process';
import { naiveConfig } from '../../patterns/ai-gateway/naive';
import { checksOf } from '../ai-gateway/checks';
import { containers, writeContainers } from '../ai-gateway/node-logs';
import { startRecorder } from '../ai-gateway/receiver';
import type { Receiver } from '../ai-gateway/receiver';
import { VectorNode } from '../ai-gateway/vector-node';
import { runByVector } from '../vector/tests/vector-test-run';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import type { Check } from '../ai-gateway/checks';
import type { Context, Suite } from '../suite';

/**
 * The example of an AI gateway with the real Vector: files as on a node, a stand-in of the API server, and what a Loki gets. The
 * naive configuration is run too: a check that it passes would show nothing, unless it is said to be easy.
 */
export const suite: Suite = {
  name: 'ai-gateway',
  found: { program, by: 'set VECTOR, or put it on the PATH' },
  async run(context) {
    const lacking = lacksVector() ?? lacksNode();
    if (lacking !== undefined) throw new Error(lacking);
    const version = vectorVersion();
    const ours = await collected(startRecorder, (url, dataDir) => {
      const config = vector.translate([pipeline({ url })], { version, dataDir });
      return { text: settle(config.print(), config.fileName), environment: config.environment };
    });
    const naive = await collected(startRecorder, (url, dataDir) => ({
      text: naiveConfig(url, dataDir),
      environment: {},
    }));
    report(context, checksOf(pipeline({ url: 'http://loki' })), ours, naive);
    examples(context);
  },
};

/** What `vector test` says of the emitted tests, with nothing of ours. */
function examples(context: Context): void {
  const results = Object.entries(runByVector([pipeline({ url: 'http://loki' })]));
  for (const [name, passed] of results) context.check(`vector test: ${name}`, passed, () => 'failed');
  context.say(`vector test: ${results.filter(([, passed]) => passed).length} of ${results.length} examples pass`);
}

interface Configuration {
  readonly text: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a Loki gets of the node's logs. */
async function collected(
  start: () => Promise<Receiver>,
  configure: (url: string, dataDir: string) => Configuration,
): Promise<readonly LokiEntry[]> {
  const root = mkdtempSync(join(tmpdir(), 'ai-gateway-'));
  const receiver = await start();
  const api = await KubernetesApi.start(containers.map(({ origin }) => podObject(origin)));
  try {
    writeContainers(root);
    const { text, environment } = configure(receiver.url, join(root, 'vector', 'data'));
    const running = VectorNode.start(text, { root, node: 'node-1', api }, environment);
    await running.until(() => receiver.isQuiet());
    await running.stop();
    const entries = await receiver.entries();
    if (entries.length === 0) throw new Error(`nothing was sent:\n${running.log}`);
    return entries;
  } finally {
    await api.stop();
    await receiver.stop();
    rmSync(root, { recursive: true });
  }
}

function report(
  context: Context,
  checks: readonly Check[],
  ours: readonly LokiEntry[],
  naive: readonly LokiEntry[],
): void {
  const rows = checks.map(({ about, see, isEasy = false }) => {
    const [own, other] = [seen(see, ours), seen(see, naive)];
    context.check(about, own.isRight, () => own.said);
    const naively = `${about}: the naive configuration is ${isEasy ? 'right' : 'wrong'}`;
    context.check(naively, other.isRight === isEasy, () => other.said);
    return { about, ours: own, naive: other };
  });
  for (const { about, ours: own, naive: other } of rows) {
    context.say(`${own.isRight ? 'ok   ' : 'WRONG'} ${about}: ${short(own.said)}`);
    if (!other.isRight) context.say(`      naively ${short(other.said)}`);
  }
  context.measure('checks', rows);
}

function short(said: string): string {
  return said.length > 110 ? `${said.slice(0, 109)}…` : said;
}

function seen(see: Check['see'], entries: readonly LokiEntry[]): { readonly isRight: boolean; readonly said: string } {
  try {
    return { isRight: true, said: see(entries) };
  } catch (error) {
    return { isRight: false, said: error instanceof Error ? error.message : String(error) };
  }
}
