import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { comparePipelines } from '../../../lib/cli/compare/compare';
import type { CompareOptions } from '../../../lib/cli/compare/compare';
import type { Report } from '../../../lib/cli/compare/report';
import { folderOf, written } from '../command-line';
import { fakeProgram } from './fake-programs';
import type { FakeBehaviour } from './fake-programs';

/** A busy machine takes its time to start programs. */
jest.setTimeout(60_000);

const labels = { app: 'shop' };
const options: CompareOptions = { limit: '5', patience: '0.2' };
const lines = 'GET /a 200\nGET /b 200\n';

/** A pipeline that sends each line of `/logs/*.log` as it is. */
function moduleOf(): string {
  const text = `const { LogPipeline, Sink, Source } = require('cdk8s-logging');
module.exports.pipeline = new LogPipeline('shop', {
  sources: [Source.files('/logs/*.log')],
  stages: [],
  sinks: [Sink.loki({ url: 'http://loki' }, { labels: { app: 'shop' } })],
});`;
  return join(folderOf({ 'pipeline.cjs': text }), 'pipeline.cjs');
}

async function compared(
  promtail: FakeBehaviour | 'not installed',
  alloy: FakeBehaviour | 'not installed',
  more: Partial<CompareOptions> = {},
  log = lines,
) {
  const root = folderOf({ 'a.log': log });
  const programs = [fakeProgram('promtail', promtail), fakeProgram('alloy', alloy)];
  return written(() =>
    comparePipelines(moduleOf(), [], { ...options, agents: 'promtail,alloy', root, ...more }, programs),
  );
}

describe('compare', () => {
  it('finds no difference where there is none, and says how it compares', async () => {
    const { code, out } = await compared({ labels }, { labels });
    expect(out).toMatch('1 file, 2 lines');
    expect(out).toMatch('no difference  promtail and alloy: 2 entries in 1 stream');
    expect(out).toMatch('compared as: a time within the run of an agent is its time of reading');
    expect(code).toBe(0);
  });

  it('shows what differs: by stream, and part by part with the words', async () => {
    const { code, out } = await compared({ labels }, { labels: { app: 'shop', host: 'n1' }, line: ['200', '500'] });
    expect(out).toMatch('2 differences  promtail and alloy: 0 entries are the same');
    expect(out).toMatch(/stream +promtail +alloy\n\{app="shop"\} +2 +2 {2}2 differ/);
    expect(out).toMatch('label host  only alloy, 2 entries\n  "n1"  2 entries');
    expect(out).toMatch('GET /a [-200-]{+500+}');
    expect(out).not.toMatch('\u001b');
    expect(code).toBe(1);
  });

  it('is a report for programs', async () => {
    const { code, out } = await compared({ labels }, { labels, line: ['200', '500'] }, { json: true, limit: '1' });
    const report = JSON.parse(out) as Report & { readonly equal: boolean };
    expect(report.equal).toBe(false);
    expect(report.comparisons).toMatchObject([
      {
        base: 'promtail',
        other: 'alloy',
        same: 0,
        differences: [{ part: 'line', on: 'both', entries: 2, records: [{ base: { line: 'GET /a 200' } }] }],
      },
    ]);
    expect(code).toBe(1);
  });

  it('compares a configuration of the user with the generated one', async () => {
    const file = join(folderOf({ 'mine.yaml': 'anything' }), 'mine.yaml');
    const { out } = await compared({ labels }, { labels }, { native: [`promtail=${file}`], agents: 'alloy' });
    expect(out).toMatch('no difference  mine.yaml and alloy');
  });

  it('takes files of the user that stand beside the configuration, and writes none out of its own folder', async () => {
    const folder = folderOf({ 'mine.yaml': 'anything', 'a.lua': '-- a' });
    const naming = (name: string) => ({ ...fakeProgram('promtail', { labels }), files: () => [name] });
    const run = (name: string) =>
      written(() =>
        comparePipelines(
          moduleOf(),
          [],
          { ...options, native: [`promtail=${join(folder, 'mine.yaml')}`], root: folderOf({ 'a.log': lines }) },
          [naming(name), fakeProgram('alloy', 'not installed')],
        ),
      );
    expect((await run('a.lua')).out).toMatch('no difference');
    await expect(run('../a.lua')).rejects.toThrow('names ../a.lua, which must stand in its folder or below');
    await expect(run('b.lua')).rejects.toThrow('names b.lua, which cannot be read');
  });

  it('says once that another side sent the same', async () => {
    const other = await compared({ labels: { app: 'x' } }, { labels }, { agents: 'promtail,alloy,interpreter' });
    expect(other.out).toMatch(
      '1 difference  promtail and interpreter: those of alloy, which sent the same as interpreter',
    );
  });

  it('names the variable of a program that is not installed, and needs two sides', async () => {
    const { err } = await compared({ labels }, 'not installed', { agents: 'interpreter,promtail,alloy' });
    expect(err).toMatch('left out   alloy: it is not installed; set ALLOY to the program, or put it on the PATH');
    await expect(compared({ labels }, 'not installed')).rejects.toThrow(
      "compare must have two sides, got promtail; name them with '--agents' and '--native'",
    );
  });

  it('fails where one that was asked for is missing, whatever the others send', async () => {
    const asked = await compared({ labels }, 'not installed', { agents: 'interpreter,promtail,alloy' });
    expect([asked.code, asked.out]).toEqual([2, expect.stringContaining('no difference  interpreter and promtail')]);
    const programs = [fakeProgram('promtail', { labels }), fakeProgram('alloy', 'not installed')];
    const root = folderOf({ 'a.log': lines });
    const all = await written(() => comparePipelines(moduleOf(), [], { ...options, root }, programs));
    expect(all.code).toBe(0);
  });

  it('shows what a program said that did not run', async () => {
    await expect(compared({ labels }, { labels, fails: 'no such stage' })).rejects.toThrow(
      /ended with exit code 3.*no such stage/s,
    );
  });

  it.each([
    [{ agents: 'promtail,fluentd' }, "'--agents' must be of interpreter, promtail, alloy, got 'fluentd'"],
    [
      { native: ['promtail.yaml'] },
      "'--native' must be <agent>=<file>, the agent one of promtail, alloy, got promtail.yaml",
    ],
    [
      { native: ['promtail=/none.yaml'] },
      "'--native' must name a configuration, got /none.yaml: no such file or directory",
    ],
    [{ limit: '0' }, "'--limit' must be 1 or more, got 0"],
    [{ patience: 'long' }, "'--patience' must be more than 0, got long"],
    [{ pod: 'web-1' }, "'--pod' must be namespace=…,pod=…,container=…, got web-1"],
  ])('refuses %j', async (wrong, message) => {
    await expect(compared({ labels }, { labels }, wrong)).rejects.toThrow(message);
  });

  it('must find what a side reads', async () => {
    const folder = folderOf({ 'a.txt': 'x\n' });
    const run = comparePipelines(moduleOf(), [folder], { ...options, agents: 'promtail,alloy' }, [
      fakeProgram('promtail', { labels }),
      fakeProgram('alloy', { labels }),
    ]);
    await expect(run).rejects.toThrow("files that /logs/*.log matches, '--root' being its fixed part");
  });

  it('leaves nothing behind', async () => {
    const error = await compared({ labels }, { labels, fails: 'x' }).catch((reason: unknown) => reason);
    const [, root = ''] = /reading below (\S+)/.exec(String(error)) ?? [];
    expect(basename(dirname(root))).toMatch(/^cdk8s-logging-compare-/);
    expect(existsSync(dirname(root))).toBe(false);
  });
});
