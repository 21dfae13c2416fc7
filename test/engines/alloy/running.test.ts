import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { alloy as engine } from '../../../lib/engines/alloy/engine';
import { alloy } from '../../../lib/languages/alloy/alloy';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { field, line, origin, text } from '../../../lib/pipeline/ref';
import { sidecarLabel } from '../../../lib/pipeline/sidecar-label';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { Stage } from '../../../lib/pipeline/stage';
import { env } from '../../../lib/text/live-text';
import { settle } from '../../../lib/text/reader';
import { secret } from '../../../lib/text/secret-ref';
import { AlloyProcess, lacksAlloy } from '../../contract/alloy-process';
import { podFile } from '../../contract/cri';
import { KubernetesApi, podObject } from '../../contract/kubernetes-api';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';

jest.setTimeout(60_000);

const reason = lacksAlloy();
const running = reason === undefined ? describe : describe.skip;

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'alloy-running-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, lines: readonly string[]): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lines.map((one) => `${one}\n`).join(''));
}

function files(glob: string, ...exclude: readonly string[]): Source {
  return Source.files(`${folder}/${glob}` as `/${string}`, {
    exclude: exclude.map((one) => `${folder}/${one}` as `/${string}`),
  });
}

/** What pipelines send, run by the real Alloy until nothing more comes. */
async function run(
  recorder: LokiRecorder,
  pipelines: readonly LogPipeline<'alloy'>[],
  { variables = {}, late = [] as readonly string[], api = undefined as KubernetesApi | undefined } = {},
): Promise<void> {
  const config = settle(engine.translate(pipelines).print(), 'config.alloy');
  const process = await AlloyProcess.start(api?.instead(config, folder) ?? config, join(folder, 'alloy'), variables);
  await process.quiet(recorder, late);
  await process.stop();
}

function sorted(recorder: LokiRecorder, to: string): readonly string[] {
  return recorder
    .entries(to)
    .map(({ line: one, labels }) => `${JSON.stringify(labels)} ${one}`)
    .sort();
}

running(`Alloy itself${reason === undefined ? '' : `: left out, ${reason}`}`, () => {
  test('what a variable holds is text, also where it would be code elsewhere', async () => {
    const recorder = await LokiRecorder.start();
    const cluster = 'a{{ len .Entry }}{{{}}"\\$x${HOME}`';
    try {
      write('logs/a.log', ['one']);
      const made = new LogPipeline('a', {
        sources: [files('logs/*.log')],
        stages: [Stage.set({ cluster: env('CLUSTER') })],
        sinks: [Sink.loki({ url: recorder.url() }, { labels: { direct: env('CLUSTER'), set: field('cluster') } })],
      });
      await run(recorder, [made], { variables: { CLUSTER: cluster } });
      expect(recorder.entries().map(({ labels }) => labels)).toEqual([{ direct: cluster, set: cluster }]);
    } finally {
      await recorder.stop();
    }
  });

  test('gives several sinks the same records, each what it asks for, and reads a line once', async () => {
    const numbers = Array.from(
      { length: 400 },
      (_, index) => `{"n":${index},"level":"${index % 2 === 0 ? 'info' : 'error'}"}`,
    );
    write('a/case{1}.log', numbers);
    write('b/one.log', ['b1', 'b2']);
    write('b/two.log', ['skipped by the first']);
    write('c/c.log', ['x\u001b[31mred\u001b[0m user=me z', 'x']);
    const recorder = await LokiRecorder.start();
    const job = (name: string) => ({ labels: { job: name } });
    const several = new LogPipeline('several', {
      sources: [files('a/*{1}.log'), files('a/**/*.log')],
      stages: [
        Stage.parseJson(),
        Stage.sample('50%'),
        Stage.set({ twice: field('n') }),
        Stage.count('several_total', { labels: { level: field('level') } }),
      ],
      sinks: [
        Sink.loki(
          { url: recorder.url('all'), tenant: 'shop', auth: { user: 'me', password: secret('PASSWORD') } },
          { labels: { level: field('level') } },
        ),
        Sink.loki(
          { url: recorder.url('errors'), auth: { bearer: secret('TOKEN') } },
          {
            labels: { path: origin.path },
            structuredMetadata: { n: field('twice') },
            when: field('level').is('error'),
          },
        ),
      ],
    });
    const native = new LogPipeline<'alloy'>('native', {
      sources: [files('c/*.log')],
      stages: [
        Stage.replace(/^x/, 'é'),
        Stage.native(alloy`
          stage.decolorize {}

          stage.regex {
            expression = "user=(?P<user>\\S*) (?P<other>.*)"
          }

          stage.static_labels {
            values = { zone = ${'a"b'} }
          }`),
        Stage.set({ shown: text`<${field('user')}>` }),
        Stage.line(text`${line}!`),
      ],
      sinks: [
        Sink.loki(
          { url: recorder.url('native') },
          { labels: { job: 'n' }, structuredMetadata: { shown: field('shown') } },
        ),
      ],
    });
    const first = new LogPipeline('first', {
      sources: [files('b/*.log', 'b/two.log')],
      sinks: [Sink.loki({ url: recorder.url('first') }, job('first'))],
    });
    const second = new LogPipeline('second', {
      sources: [files('**/*.log')],
      sinks: [Sink.loki({ url: recorder.url('second') }, job('second'))],
    });
    await run(recorder, [native, several, first, second], { variables: { PASSWORD: 'open', TOKEN: 'sesame' } });
    await recorder.stop();

    const all = recorder.entries('all');
    expect(all.length).toBeGreaterThan(120);
    expect(all.length).toBeLessThan(280);
    expect(new Set(all.map(({ line: one }) => one)).size).toBe(all.length);
    const errors = recorder.entries('errors').map(({ line: one, labels, structuredMetadata }) => {
      expect(labels).toEqual({ path: join(folder, 'a/case{1}.log') });
      expect(one).toContain(`"n":${structuredMetadata['n']},`);
      return one;
    });
    expect(errors.sort()).toEqual(all.flatMap(({ line: one }) => (one.includes('error') ? [one] : [])).sort());
    expect(recorder.entries('native')).toMatchObject([
      { line: 'éred user=me z!', labels: { job: 'n', zone: 'a"b' }, structuredMetadata: { shown: '<me>' } },
      { line: 'é!', labels: { job: 'n', zone: 'a"b' }, structuredMetadata: {} },
    ]);
    expect(sorted(recorder, 'first')).toEqual(['{"job":"first"} b1', '{"job":"first"} b2']);
    expect(sorted(recorder, 'second')).toEqual(['{"job":"second"} skipped by the first']);
    const pushed = (to: string) => recorder.pushes.find((push) => push.to === to);
    expect(pushed('all')?.tenant).toBe('shop');
    expect(pushed('all')?.authorization).toBe(`Basic ${Buffer.from('me:open').toString('base64')}`);
    expect(pushed('errors')?.authorization).toBe('Bearer sesame');
  });

  test('reads the pods that are selected, each once, and joins what the runtime took apart', async () => {
    const node = 'node-1';
    const pod = (name: string, more = {}) => ({ namespace: 'shop', pod: name, container: 'app', node, ...more });
    const cart = pod('cart', { podLabels: { 'app.kubernetes.io/name': 'cart' }, podAnnotations: { 'x/team': 'blue' } });
    const pods = [
      cart,
      pod('side', { podLabels: { [sidecarLabel]: 'vector', 'app.kubernetes.io/name': 'side' } }),
      pod('job', { namespace: 'batch' }),
      pod('noise', { container: 'noise', podLabels: { 'app.kubernetes.io/name': 'noise' } }),
      pod('elsewhere', { node: 'node-2' }),
    ];
    const at = (second: number): string => `2026-11-21T00:00:0${second}.000000001Z`;
    for (const one of pods) write(podFile(one), [`${at(1)} stdout F of ${one.pod}`]);
    write(podFile(cart), [
      `${at(1)} stdout P half `,
      `${at(2)} stderr F other`,
      `${at(3)} stdout F done`,
      `${at(4)} stdout F  more`,
    ]);
    const [recorder, api] = [await LokiRecorder.start(), await KubernetesApi.start(pods.map(podObject))];
    const named = new LogPipeline('named', {
      sources: [
        Source.pods({
          namespaces: ['shop', 'other'],
          labels: { 'app.kubernetes.io/name': true },
          except: { containers: ['noise'] },
        }),
      ],
      stages: [Stage.joinLines({ firstLine: /^\S/ })],
      sinks: [
        Sink.loki(
          { url: recorder.url('named') },
          { labels: { pod: origin.pod, stream: origin.stream, team: origin.podAnnotation('x/team') } },
        ),
      ],
    });
    const rest = new LogPipeline('rest', {
      sources: [Source.pods()],
      sinks: [Sink.loki({ url: recorder.url('rest') }, { labels: { pod: origin.pod, node: origin.node } })],
    });
    await run(recorder, [named, rest], { api, late: ['named', 'rest'], variables: { K8S_NODE_NAME: node } });
    await Promise.all([recorder.stop(), api.stop()]);

    expect(sorted(recorder, 'named')).toEqual([
      '{"pod":"cart","stream":"stderr","team":"blue"} other',
      '{"pod":"cart","stream":"stdout","team":"blue"} half done\n more',
    ]);
    expect(sorted(recorder, 'rest')).toEqual([
      '{"node":"node-1","pod":"job"} of job',
      '{"node":"node-1","pod":"noise"} of noise',
    ]);
    expect(recorder.entries('named').map(({ time }) => time)).toContain('2026-11-21T00:00:03.000000001Z');
  });

  test('waits for a Loki that is away, and goes on where it was', async () => {
    write('a.log', ['1', '2']);
    // Answers as a Loki does that is overrun, then not at all, then is there.
    const away = createServer((_request, response) => void response.writeHead(503).end());
    await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve));
    const { port } = away.address() as AddressInfo;
    const pipeline = new LogPipeline('a', {
      sources: [files('*.log')],
      stages: [Stage.set({ n: line })],
      sinks: [Sink.loki({ url: `http://127.0.0.1:${port}` }, { labels: { job: 'x' } })],
    });
    const config = settle(engine.translate([pipeline]).print(), 'config.alloy');
    const first = await AlloyProcess.start(config, join(folder, 'alloy'));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    away.closeAllConnections();
    await new Promise((resolve) => away.close(resolve));
    const recorder = await LokiRecorder.start(port);
    await first.quiet(recorder);
    await first.stop();
    appendFileSync(join(folder, 'a.log'), '3\n');
    const second = await AlloyProcess.start(config, join(folder, 'alloy'));
    while (recorder.entries().length < 3) await new Promise((resolve) => setTimeout(resolve, 50));
    await second.stop();
    await recorder.stop();
    expect(recorder.entries().map(({ line: one }) => one)).toEqual(['1', '2', '3']);
  });
});
