import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { Context } from '../suite';
import { withContractLoki } from './contract-loki';

const run = promisify(execFile);

/** Loki's own tools: `logcli` gets the answers that our questions get, `lokitool` reads rules about them. */
export async function answersAlike(context: Context): Promise<void> {
  await withContractLoki(context, async (loki) => {
    const start = new Date(Date.now() - 60_000).toISOString();
    const end = new Date(Date.now() + 60_000).toISOString();
    const lines = ['a', 'ä € \u0000 "quoted"', ' b'];
    await loki.push(
      lines.map((line, index) => ({ labels: { job: 'tools' }, line, time: BigInt(Date.now() + index) * 1_000_000n })),
      'tools',
    );
    const ours = (await loki.query('{job="tools"}', { tenant: 'tools', start, end })).map(({ line }) => line);
    const question = [
      'query',
      '{job="tools"}',
      '--quiet',
      '--output=jsonl',
      '--forward',
      `--from=${start}`,
      `--to=${end}`,
    ];
    const asked = [`--addr=${loki.url}`, '--org-id=tools', ...question];
    const { stdout } = await run(context.program('logcli'), asked);
    const theirs = stdout
      .split('\n')
      .flatMap((each) => (each === '' ? [] : [(JSON.parse(each) as { line: string }).line]));
    const passed = isDeepStrictEqual(ours, lines) && isDeepStrictEqual(theirs, lines);
    context.check('logcli gets the same lines', passed, () => JSON.stringify({ ours, theirs }));
  });
  const folder = mkdtempSync(join(tmpdir(), 'lokitool-'));
  try {
    const check = async (expr: string): Promise<string> => {
      const rule = { alert: 'Errors', expr };
      writeFileSync(
        join(folder, 'rules.yaml'),
        JSON.stringify({ namespace: 'n', groups: [{ name: 'g', rules: [rule] }] }),
      );
      return run(context.program('lokitool'), ['rules', 'check', join(folder, 'rules.yaml')]).then(
        () => 'taken',
        () => 'refused',
      );
    };
    const said = [await check('sum(rate({job="tools"}[5m])) > 1'), await check('sum(rate({job="tools"}) > 1')];
    context.check('lokitool reads rules', isDeepStrictEqual(said, ['taken', 'refused']), () => JSON.stringify(said));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
