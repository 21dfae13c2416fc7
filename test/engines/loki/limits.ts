import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../suite';
import { withContractLoki } from './contract-loki';
import type { LokiProcess, PushedEntry } from './loki-process';

/** What the model says of Loki's limits, by pushes of our own. */
export async function keepsLimits(context: Context): Promise<void> {
  const labels = (count: number): Readonly<Record<string, string>> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, 'v']));
  const job = { job: 'limits' };
  const rows: readonly (readonly [name: string, entry: PushedEntry, refusal?: RegExp])[] = [
    ['15 labels', { labels: labels(15), line: 'a' }],
    ['16 labels', { labels: labels(16), line: 'a' }, /16 label names; limit 15/],
    ['no label', { labels: {}, line: 'a' }, /at least one label/],
    ['a label value of 2048 bytes', { labels: { a: 'x'.repeat(2048) }, line: 'a' }],
    ['a label value of 2049 bytes', { labels: { a: 'x'.repeat(2049) }, line: 'a' }, /label value too long/],
    ['U+FFFD in a label', { labels: { a: '\ufffd' }, line: 'a' }, /invalid UTF-8/],
    ['a hyphen in the name of a label', { labels: { 'a-b': 'x' }, line: 'a' }, /couldn't parse labels/],
    ['a line of 256 KiB', { labels: job, line: 'x'.repeat(256 * 1024) }],
    ['a line of 256 KiB and a byte', { labels: job, line: 'x'.repeat(256 * 1024 + 1) }, /max entry size/],
  ];
  await withContractLoki(context, async (loki) => {
    for (const [name, entry, refusal] of rows) {
      const { status, body } = await loki.push([entry], 'limits');
      const passed = refusal === undefined ? status === 204 : status >= 400 && refusal.test(body);
      context.check(name, passed, () => `answered ${status} ${body}`);
    }
    await keepsOrder(context, loki);
  });
}

/** Entries of one instant: equal ones are one, unless their structured metadata differs. */
async function keepsOrder(context: Context, loki: LokiProcess): Promise<void> {
  const start = Date.now() - 10_000;
  const entry = (line: string, at: number, structuredMetadata = {}) => ({
    ...{ labels: { job: 'order' }, line, structuredMetadata },
    time: BigInt(start + at) * 1_000_000n,
  });
  const equal = [
    entry('equal', 2),
    entry('equal', 2),
    entry('equal', 2, { offset: '1' }),
    entry('equal', 2, { offset: '2' }),
  ];
  await loki.push(
    [entry('second', 1), entry('first', 0), ...equal, entry('\ufffd \0', 3, { m: 'a\ufffdb', 'x.y': 'z' })],
    'order',
  );
  const about = { tenant: 'order', start: new Date(start).toISOString(), end: new Date(start + 10_000).toISOString() };
  const lines = (await loki.query('{job="order"}', about)).map(({ line }) => line);
  const expected = ['first', 'second', 'equal', 'equal', 'equal', '\ufffd \0'];
  context.check('order of an answer', isDeepStrictEqual(lines, expected), () => JSON.stringify(lines));
  const [last] = await loki.query('{job="order"}', { ...about, direction: 'backward', limit: 1 });
  const metadata = { m: 'a b', x_y: 'z' };
  context.check('what Loki makes of metadata', isDeepStrictEqual(last?.structuredMetadata, metadata), () =>
    JSON.stringify(last),
  );
}
