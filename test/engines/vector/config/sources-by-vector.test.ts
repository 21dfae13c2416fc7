import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sink, Source, vrl } from '../../../../lib/engines/vector';
import type { Output } from '../../../../lib/engines/vector';
import { settle } from '../../../../lib/text/reader';
import { configOf } from './source-config';
import { decodings, framings, sourceCases } from './source-table';
import { byVector, complaints, objects, output } from './vector-program';

/** What `vector validate` says of options alone: no certificate, cluster or socket is there. */
function refused(folder: string, source: Output): string {
  const config = configOf(source);
  const file = join(folder, config.fileName);
  writeFileSync(file, settle(config.print(), 'test'));
  const { status, stdout, stderr } = spawnSync(
    process.env['VECTOR'] ?? 'vector',
    ['validate', '--no-environment', file],
    {
      encoding: 'utf8',
      env: { ...process.env, ...config.environment, KEY_PASS: 'k', PASSWORD: 'p' },
    },
  );
  return status === 0 ? '' : stdout + stderr;
}

for (const type of new Set(sourceCases.map((one) => one.type))) {
  const cases = sourceCases.filter((one) => one.type === type);
  byVector(`takes all options of ${type}`, [type], (folder) => {
    for (const { make, needs, all } of cases) {
      expect(refused(folder, make(needs))).toBe('');
      expect(refused(folder, make({ ...needs, ...all }))).toBe('');
    }
  });
}

byVector('takes each way to decode and to frame', ['stdin'], (folder) => {
  for (const decoding of decodings) {
    const said = refused(folder, Source.stdin('in', { decoding: decoding as never }));
    // What a build leaves out is not what is wrong here.
    if (!said.includes(`unknown variant \`${String(decoding['codec'])}\``))
      expect([decoding, said]).toEqual([decoding, '']);
  }
  for (const framing of framings) {
    expect([framing, refused(folder, Source.stdin('in', { framing: framing as never }))]).toEqual([framing, '']);
  }
});

byVector('builds what listens', ['socket', 'http_server', 'vector', 'stdin'], (folder) => {
  const auth = { strategy: 'custom', source: vrl`.headers.authorization == "a"` } as const;
  const inputs = [
    Source.socket('tcp', { mode: 'tcp', address: '127.0.0.1:0', permitOrigin: ['127.0.0.1/32'] }),
    Source.socket('unix', { mode: 'unix_datagram', path: join(folder, 'u.sock'), socketFileMode: 0o600 }),
    Source.httpServer('http', { address: '127.0.0.2:0', auth, decoding: { codec: 'json' } }),
    Source.vector('peers', { address: '127.0.0.3:0' }),
    Source.stdin('in'),
  ] as const;
  expect(complaints(folder, { sinks: [Sink.blackhole('out', { inputs })] })).toBe('');
});

byVector('reads its own lines', ['demo_logs'], async (folder) => {
  const source = Source.demoLogs('demo', {
    format: 'shuffle',
    lines: ['{"a":1}'],
    interval: 0,
    count: 3,
    decoding: { codec: 'json' },
  });
  const sinks = [Sink.console('out', { inputs: [source], encoding: { codec: 'json', onlyFields: ['a'] } })] as const;
  expect(objects(await output(folder, { sinks }, (text) => text.split('\n').length > 3))).toEqual([
    { a: 1 },
    { a: 1 },
    { a: 1 },
  ]);
});
