import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fluentBitOnNode } from '../../../lib/engines/fluent-bit/engine';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { text } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { env } from '../../../lib/text/live-text';
import { settle } from '../../../lib/text/reader';
import { secret } from '../../../lib/text/secret-ref';
import { OtlpReceiver } from '../otlp/otlp-receiver';
import { quiet } from './account';
import { Situation, within } from './situation';
import type { Context } from '../suite';

/** Dash0 as its sink speaks to it: TLS that is verified, by authority and by name, the token and the dataset. */
export async function dash0(context: Context): Promise<void> {
  if (spawnSync('openssl', ['version']).status !== 0) {
    context.leaveOut('no program openssl; costs 3 checks of TLS');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'fluent-bit-dash0-'));
  try {
    const known = certificate(folder, 'localhost');
    const other = certificate(folder, 'ingress.example.com');
    await sendTo(context, 'its authority is known', known, known.path, true);
    await sendTo(context, 'its authority is not known', known, undefined, false);
    await sendTo(context, 'it has the name of another', other, other.path, false);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** The file of the certificate, which is its own authority. */
  readonly path: string;
}

async function sendTo(
  context: Context,
  name: string,
  { key, cert }: Certificate,
  authority: string | undefined,
  isTaken: boolean,
): Promise<void> {
  const receiver = await OtlpReceiver.start({ tls: { key, cert } });
  try {
    const configure = (folder: string) => {
      const sink = Sink.dash0(
        {
          endpoint: `https://localhost:${receiver.port}`,
          token: secret('DASH0_TOKEN'),
          dataset: text`gpu-${env('REGION')}`,
        },
        { resource: { 'service.name': 'gpu-worker' } },
      );
      const sources = [Source.files(`${folder as '/'}/workspace/*.log`)] as const;
      const pipeline = new LogPipeline('gpu-worker', { sources, sinks: [sink] });
      const config = fluentBitOnNode.translate([pipeline], { dataDir: join(folder, 'data') });
      if (authority === undefined) return config;
      // Authorities are those of its image, which only another file can add to.
      const print = (): string =>
        settle(config.print(), config.fileName).replace(/( +)tls: true\n/, `$&$1tls.ca_file: ${authority}\n`);
      return { fileName: config.fileName, files: config.files, print };
    };
    await within(Situation.start(configure), async ({ worker, run }) => {
      worker.write(8);
      await quiet(receiver, isTaken ? 1 : Infinity, 3_000, 10_000);
      const headers = receiver.requests[0]?.headers;
      const detail = (): string => JSON.stringify({ headers, count: receiver.count, log: run.log.slice(-800) });
      context.check(`TLS where ${name}`, receiver.count > 0 === isTaken, detail);
      if (!isTaken) {
        context.check(`TLS where ${name}: the log says so`, /certificate|tls/i.test(run.log), detail);
        return;
      }
      const { authorization, 'dash0-dataset': dataset, 'content-encoding': encoding } = headers ?? {};
      const sent = [authorization, dataset, encoding];
      context.check(
        'the token, the dataset, compressed',
        sent.join() === 'Bearer auth_of_the_tests,gpu-eu-west-1,gzip',
        detail,
      );
    });
    context.say(`TLS where ${name}: ${receiver.count > 0 ? 'sent' : 'not sent'}`);
  } finally {
    await receiver.stop();
  }
}

function certificate(folder: string, host: string): Certificate {
  const [keyPath, path] = [join(folder, `${host}.key`), join(folder, `${host}.pem`)];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-keyout', keyPath, '-out', path, '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
  ]);
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr.toString('utf8')}`);
  return { key: readFileSync(keyPath, 'utf8'), cert: readFileSync(path, 'utf8'), path };
}
