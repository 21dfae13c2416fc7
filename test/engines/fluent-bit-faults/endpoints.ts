import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Situation, within } from './situation';
import type { Context } from '../suite';

/** What docs/fluent-bit.md says of the paths that one may ask, on the real program. */
export async function endpoints(context: Context): Promise<void> {
  await within(Situation.pattern(), async ({ folder, run, worker, receiver }) => {
    // A line that is skipped, and counted.
    writeFileSync(join(folder, 'workspace', 'long.log'), `${'x'.repeat(300 * 1024)}\n`);
    // Numbers of what is on the disk are taken every five seconds, before there is no such path; its own metrics every ten.
    await worker.run(1_000, 12);
    const paths: readonly (readonly [path: string, status: number, holds: RegExp])[] = [
      ['/', 200, /"fluent-bit":\{"version":"/],
      ['/api/v1/uptime', 200, /"uptime_sec":/],
      ['/api/v1/health', 200, /^ok\n$/],
      ['/api/v2/health', 200, /"status":"ok"/],
      ['/api/v1/storage', 200, /"storage_layer":\{"chunks":\{"total_chunks":/],
      ['/api/v1/metrics', 200, /"output":\{"gpu-worker\.1":/],
      ['/api/v2/metrics', 200, /fluentbit_output_retries_total/],
      ['/api/v2/metrics/prometheus', 200, /^fluentbit_output_dropped_records_total\{name="gpu-worker\.1"\} 0$/m],
      // There is none: what runs is the file that it was started with.
      ['/api/v1/config', 404, /(?:)/],
    ];
    for (const [path, status, holds] of paths) {
      const answer = await run.ask(path);
      const passed = answer.status === status && holds.test(answer.text);
      context.check(`GET ${path}`, passed, () => `${answer.status} ${answer.text.slice(0, 600)}`);
    }
    const reload = await fetch(`http://127.0.0.1:${run.port}/api/v2/reload`, { method: 'POST' });
    const said = await reload.text();
    context.check(
      'POST /api/v2/reload is turned off',
      /not enabled|-\d/.test(said) || reload.status >= 400,
      () => said,
    );
    const metrics = await run.ask('/metrics', run.metricsPort);
    const guide = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'fluent-bit.md'), 'utf8');
    // `fluentbit_metrics` is an input.
    for (const name of new Set(guide.match(/\bfluentbit_[a-z]+_\w+/g))) {
      context.check(`docs/fluent-bit.md names ${name}`, metrics.text.includes(`\n${name}{`), () =>
        metrics.text.slice(0, 3000),
      );
    }
    context.check('GET /metrics', metrics.text.includes('worker_job_ms_count'), () => metrics.text.slice(0, 600));
    receiver.answer = 500;
    await worker.run(1_000, 15);
    const { status } = await run.ask('/api/v1/health');
    context.check('GET /api/v1/health while the receiver fails', status === 500, () => String(status));
    context.say(`paths of docs/fluent-bit.md: ${paths.length + 3} asked`);
  });
}
