import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vector } from '../../../lib/engines/vector';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { env, concat } from '../../../lib/text/live-text';
import { settle } from '../../../lib/text/reader';
import { secret } from '../../../lib/text/secret-ref';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';

const program = process.env['VECTOR'] ?? 'vector';
const found = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';

/** Sends one line with variables everywhere a pipeline can have one; gives back what came. */
async function send(user: string, password: string) {
  const folder = mkdtempSync(join(tmpdir(), 'live-'));
  const recorder = await LokiRecorder.start();
  try {
    const pipeline = new LogPipeline('p', {
      sources: [Source.files(join(folder, '*.log') as `/${string}`)],
      sinks: [
        Sink.loki(
          { url: concat('http://', env('HOST')), auth: { user: env('LOKI_USER'), password: secret('LOKI_PASSWORD') } },
          { labels: { app: 'x', user: env('LOKI_USER') } },
        ),
      ],
    });
    const config = vector.translate([pipeline], { version: '0.57.0', dataDir: folder });
    const file = join(folder, config.fileName);
    writeFileSync(file, settle(config.print(), config.fileName));
    writeFileSync(join(folder, 'a.log'), 'line\n');
    const given = { HOST: recorder.url().replace('http://', ''), LOKI_USER: user, LOKI_PASSWORD: password };
    const running = spawn(program, ['--quiet', '--config', file], {
      env: { ...process.env, ...config.environment, ...given },
      stdio: 'ignore',
    });
    const ended = once(running, 'exit');
    const deadline = Date.now() + 15_000;
    while (recorder.pushes.length === 0 && running.exitCode === null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    running.kill('SIGKILL');
    await ended;
    return recorder.pushes;
  } finally {
    await recorder.stop();
    rmSync(folder, { recursive: true });
  }
}

if (!found.startsWith('vector 0.57.')) {
  const reason = `${program} is ${found.trim() || 'not there'}; set VECTOR to a Vector 0.57`;
  test.skip(`variables are not read by Vector: ${reason}`, () => undefined);
} else {
  test.each([
    ['quotes and backslashes', `a"b'c\\d`, ' "\\'],
    ['what YAML takes for its own', '- # x', 'null: {{ [&a] | *b'],
    ['dollars, which it does not read again', '$HOME', '${HOME} $$'],
    ['nothing', 'u', ''],
  ])('Vector takes variables as they are: %s', async (_, user, password) => {
    const pushes = await send(user, password);
    expect(pushes).toHaveLength(1);
    expect(Buffer.from(pushes[0]?.authorization?.slice('Basic '.length) ?? '', 'base64').toString()).toBe(
      `${user}:${password}`,
    );
    expect(pushes[0]?.entries).toMatchObject([{ line: 'line', labels: { app: 'x', user } }]);
  });
}
