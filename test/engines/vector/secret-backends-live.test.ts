import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  EnrichmentTable,
  SecretBackend,
  Sink,
  Source,
  Transform,
  VectorConfig,
  vrl,
} from '../../../lib/engines/vector';
import { settle } from '../../../lib/text/reader';
import type { SecretRef } from '../../../lib/text/secret-ref';
import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';

const program = process.env['VECTOR'] ?? 'vector';
const found = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';

/** Sends one line with a secret, looked up in a table; gives back what came. */
async function send(folder: string, token: SecretRef) {
  const recorder = await LokiRecorder.start();
  try {
    writeFileSync(join(folder, 'teams.csv'), 'id,team\n7,red\n');
    const teams = EnrichmentTable.file('teams', { path: join(folder, 'teams.csv'), schema: { id: 'integer' } });
    const read = Source.file('read', { include: [join(folder, '*.log')] });
    const source = vrl`
      row = get_enrichment_table_record!("teams", { "id": to_int!(.message) })
      .message = row.team`;
    const sink = Sink.loki('loki', {
      inputs: [Transform.remap('found', { inputs: [read], source })],
      endpoint: recorder.url(),
      labels: { app: 'x' },
      encoding: { codec: 'text' },
      auth: { strategy: 'bearer', token },
    });
    const config = new VectorConfig({ sinks: [sink], dataDir: folder, enrichmentTables: [teams], version: '0.57.0' });
    const file = join(folder, config.fileName);
    writeFileSync(file, settle(config.print(), config.fileName));
    writeFileSync(join(folder, 'a.log'), '7\n');
    const running = spawn(program, ['--quiet', '--config', file], { stdio: 'ignore' });
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
  }
}

if (!found.startsWith('vector 0.57.')) {
  const reason = `${program} is ${found.trim() || 'not there'}; set VECTOR to a Vector 0.57`;
  test.skip(`secrets are not read by Vector: ${reason}`, () => undefined);
} else {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const secret = `a"b'c\\d: # {{ e }} $F`;

  test.each([
    [
      'a folder, as Kubernetes mounts it, with a line break at the end',
      (at: string) => {
        writeFileSync(join(at, 'loki-token'), `${secret}\n`);
        return SecretBackend.directory('mounted', { path: at, removeTrailingWhitespace: true }).secret('loki-token');
      },
    ],
    [
      'the same without a word of it',
      (at: string) => {
        writeFileSync(join(at, 'token'), `${secret}\n`);
        return SecretBackend.directory('mounted', { path: at }).secret('token');
      },
    ],
    [
      'a file',
      (at: string) => {
        writeFileSync(join(at, 's.json'), JSON.stringify({ 'loki.token': secret }));
        return SecretBackend.file('all', { path: join(at, 's.json') }).secret('loki.token');
      },
    ],
    [
      'a program',
      (at: string) => {
        const code = `process.stdout.write(JSON.stringify({ token: { value: ${JSON.stringify(secret)}, error: null } }))`;
        writeFileSync(join(at, 'give.js'), code);
        return SecretBackend.exec('asked', { command: [process.execPath, join(at, 'give.js')] }).secret('token');
      },
    ],
  ])('Vector takes a secret as it is, and a table’s row: %s', async (name, make) => {
    const at = join(folder, String(name.length));
    mkdirSync(at);
    const pushes = await send(at, make(at));
    expect(pushes).toHaveLength(1);
    expect(pushes[0]?.authorization).toBe(`Bearer ${secret}`);
    expect(pushes[0]?.entries).toMatchObject([{ line: 'red', labels: { app: 'x' } }]);
  });
}
