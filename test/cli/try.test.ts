import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tryPipelines } from '../../lib/cli/try';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { folderOf, written } from './command-line';

const module_ = join(__dirname, 'modules/pipeline.ts');
const lines = 'INFO started\nDEBUG noise\nERROR no disk\n';

async function json(inputs: readonly string[], root?: string) {
  const { code, out, err } = await written(() =>
    tryPipelines(module_, inputs, { json: true, lines: '2', limit: '20', ...(root !== undefined && { root }) }),
  );
  const entries = out.split('\n').filter((text) => text !== '');
  return { code, err, entries: entries.map((text) => JSON.parse(text) as LokiEntry) };
}

describe('try', () => {
  it('runs the pipeline over the files of a folder that stands for the fixed part of the glob', async () => {
    const root = folderOf({ 'cart/a.log': lines, 'old/b/c.log': lines, 'notes.txt': 'INFO no log\n' });
    const { code, err, entries } = await json([], root);
    expect(entries.map(({ labels, line }) => ({ labels, line }))).toEqual([
      { labels: { app: 'shop', service: 'cart', level: 'info' }, line: 'INFO started' },
      { labels: { app: 'shop', service: 'cart', level: 'error' }, line: 'ERROR no disk' },
    ]);
    expect(err).toMatch('shop: 1 file, 3 lines → 2 entries');
    expect(err).toMatch('streams    at most the values of service × the values of level');
    expect(err).toMatch('dropped    1 record by stages[3] drop');
    expect(err).toMatch(/left out {3}no source reads .*notes\.txt.*c\.log/);
    expect(code).toBe(0);
  });

  it('prints one entry per line with labels, structured metadata, time and line', async () => {
    const root = folderOf({ 'cart/a.log': 'INFO one\n' });
    const { entries } = await json([join(root, 'cart/a.log')], root);
    expect(entries).toEqual([
      {
        labels: { app: 'shop', service: 'cart', level: 'info' },
        structuredMetadata: {},
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/),
        line: 'INFO one',
      },
    ]);
  });

  it('names the stages that no record gave anything to do, and the conditions of those that dropped', async () => {
    const root = folderOf({ 'cart/a.log': 'no level\nDEBUG noise\nDEBUG more\n', 'b.log': 'no level\n' });
    const some = await json([], root);
    expect(some.err).toMatch('dropped    2 records by stages[3] drop (level is "debug")');
    expect(some.err).not.toMatch('idle');
    const none = await json([join(root, 'b.log')], root);
    expect(none.err).toMatch('idle       stages[1] parseRegex: applied to 0 of 1 record');
    expect(none.err).toMatch('idle       stages[3] drop (level is "debug"): applied to 0 of 1 record');
  });

  it('shows what stages dropped, as much as is asked for', async () => {
    const noise = Array.from({ length: 5 }, (_, index) => `DEBUG \u001bnoise ${index}\n`).join('');
    const root = folderOf({ 'cart/a.log': `INFO kept\n${noise}` });
    const options = { root, lines: '2', limit: '2', dropped: true };
    const shown =
      'stages[3] drop (level is "debug")  5 records dropped\n  DEBUG \\x1bnoise 0\n  DEBUG \\x1bnoise 1\n  … 3 more\n';
    expect((await written(() => tryPipelines(module_, [], options))).out).toContain(shown);
    const { out, err } = await written(() => tryPipelines(module_, [], { ...options, json: true }));
    expect(out).not.toMatch('noise');
    expect(err).toContain(shown);
    const long = `DEBUG ${'x'.repeat(5_000)}`;
    const wide = { ...options, root: folderOf({ 'cart/a.log': `${long}\n` }) };
    expect((await written(() => tryPipelines(module_, [], wide))).out).toContain(`  ${long}\n`);
    await expect(tryPipelines(module_, [], { ...options, limit: 'all' })).rejects.toThrow(
      "'--limit' must be 1 or more, got all",
    );
  });

  it('reads gzip that is named, under the path without .gz; in a folder only where the glob matches it', async () => {
    const root = folderOf({
      'cart/a.log.gz': gzipSync(lines),
      'cart/b.log': 'INFO b\n',
      'cart/c.log': gzipSync(lines),
    });
    const named = await json([join(root, 'cart/a.log.gz')], root);
    expect(named.entries.map(({ labels }) => labels['service'])).toEqual(['cart', 'cart']);
    expect(named.code).toBe(0);
    const { code, err, entries } = await json([], root);
    expect(entries.map(({ line }) => line)).toEqual(['INFO b', 'INFO started', 'ERROR no disk']);
    expect(err).toMatch(/left out {3}no source reads .*a\.log\.gz; name a packed log and it is read/);
    expect(code).toBe(0);
  });

  it('says that no glob matches the path of a file that is named', async () => {
    const root = folderOf({ 'cart/a.log': lines });
    const note = /note {7}no source's glob matches the path of .*a\.log; give '--root' the folder .* or '--path' with/;
    const { code, err, entries } = await json([join(root, 'cart/a.log')]);
    expect([code, entries.length]).toEqual([0, 2]);
    expect(err).toMatch(note);
    expect((await json([join(root, 'cart/a.log')], root)).err).not.toMatch('note ');
  });

  it('fails where the folder holds nothing that a source reads', async () => {
    const { code, err } = await json([], folderOf({ 'a.txt': lines, 'b.log.gz': gzipSync(lines) }));
    expect(err).toMatch(
      /not read {3}.*: must hold a file that a source reads \(\/srv\/shop\/logs\/\*\*\/\*\.log\); give '--root' the folder/,
    );
    expect(code).toBe(1);
  });

  it('shows streams with their labels, counts, first and last lines', async () => {
    const many = Array.from({ length: 9 }, (_, index) => `INFO line ${index}\n`).join('');
    const root = folderOf({ 'cart/a.log': many });
    const { out } = await written(() => tryPipelines(module_, [], { root, lines: '1', limit: '20' }));
    expect(out).toMatch('{app="shop", level="info", service="cart"}  9 entries');
    expect(out).toMatch(/line 0\n {2}… 7 more\n.*line 8/);
  });

  it('shows control characters instead of obeying them', async () => {
    const root = folderOf({ 'cart/a.log': 'INFO \u001b[2Jgone\n' });
    const { out } = await written(() => tryPipelines(module_, [], { root, lines: '1', limit: '20' }));
    expect(out).toMatch('INFO \\x1b[2Jgone');
    expect(out).not.toMatch('\u001b');
  });

  it('says that a file is missing or broken, reads the rest, and exits with 1', async () => {
    const broken = gzipSync(lines.repeat(20_000)).subarray(0, -200);
    const root = folderOf({ 'cart/a.log': lines, 'cart/b.log': broken });
    const { code, err, entries } = await json([join(root, 'none.log'), root], root);
    expect(err).toMatch(/not read {3}.*none\.log: no such file or directory/);
    expect(err).toMatch(/not read {3}.*b\.log: unexpected end of file/);
    expect(entries.length).toBeGreaterThan(2);
    expect(code).toBe(1);
  });

  it('survives binary input, invalid UTF-8, a line of 20 MB and an open end, and says so', async () => {
    const root = folderOf({
      'cart/binary.log': Buffer.from([0, 1, 2, 10]),
      'cart/invalid.log': Buffer.concat([Buffer.from('INFO a'), Buffer.from([0xff, 0xfe]), Buffer.from('b\n')]),
      'cart/long.log': `INFO ${'x'.repeat(20_000_000)}\nINFO after\n`,
      'cart/open.log': 'INFO open',
    });
    const { code, err, entries } = await json([], root);
    expect(entries.map(({ line }) => line)).toEqual(['\u0000\u0001\u0002', 'INFO a\uFFFDb', 'INFO after', 'INFO open']);
    expect(err).toMatch(/skipped {4}1 line over maxLineBytes, in .*long\.log/);
    expect(err).toMatch('replaced   invalid UTF-8 in 1 line, by U+FFFD');
    expect(err).toMatch(/binary {5}read as lines all the same: .*binary\.log/);
    expect(err).toMatch(/open end {3}.*open\.log/);
    expect(code).toBe(0);
  });

  it('reads a module in plain JavaScript, and prints entries of other sinks as JSON', async () => {
    const root = folderOf({ 'a.log': 'one\n' });
    const module = join(__dirname, 'modules/plain.js');
    const { out } = await written(() => tryPipelines(module, [join(root, 'a.log')], { lines: '2', limit: '20' }));
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ line: 'one' });
  });

  it('reads each file once, whatever links lead to it', async () => {
    const root = folderOf({ 'cart/a.log': 'INFO one\n' });
    symlinkSync('..', join(root, 'cart', 'loop'));
    symlinkSync('cart', join(root, 'latest'));
    const { code, err, entries } = await json([root, join(root, 'latest/a.log')], root);
    expect(entries.map(({ labels }) => labels)).toEqual([{ app: 'shop', service: 'cart', level: 'info' }]);
    expect(err).not.toMatch(/left out|not read/);
    expect(code).toBe(0);
  });

  it('counts a file that it could not read as none', async () => {
    const root = folderOf({ 'cart/a.log': lines });
    symlinkSync('gone', join(root, 'cart', 'b.log'));
    const { code, err } = await json([], root);
    expect(err).toMatch('shop: 1 file, 3 lines');
    expect(err).toMatch(/not read {3}.*b\.log: no such file or directory/);
    expect(code).toBe(1);
  });

  it('prints whole numbers of 64 bits in all their digits', async () => {
    const root = folderOf({ 'a.log': '{"id":9007199254740993}\nnext\n' });
    const module = folderOf({
      'pipeline.ts': `import { LogPipeline, Sink, Source, Stage } from 'cdk8s-logging';
        const sources = [Source.files('/var/log/*.log')] as const;
        export default new LogPipeline('ids', { sources, stages: [Stage.parseJson()], sinks: [Sink.stdout()] });`,
    });
    const { code, out } = await written(() =>
      tryPipelines(join(module, 'pipeline.ts'), [join(root, 'a.log')], { json: true, lines: '2', limit: '20' }),
    );
    expect(out).toMatch('"fields":{"id":9007199254740993}');
    expect(out).toMatch('"line":"next"');
    expect(code).toBe(0);
  });

  it.each([
    ['a pipeline', 'pipeline'],
    ['a function', '() => pipeline'],
    ['a list', '[pipeline]'],
    ['pipelines beside helpers', '{ first: pipeline, same: pipeline, helper: (a) => a.b.c }'],
  ])('reads a module in CommonJS that is %s', async (_, exported) => {
    const folder = folderOf({
      'a.log': 'one\n',
      'pipeline.cjs': `const { LogPipeline, Sink, Source } = require('cdk8s-logging');
        const pipeline = new LogPipeline('p', { sources: [Source.files('/a.log')], sinks: [Sink.stdout()] });
        module.exports = ${exported};`,
    });
    const { out } = await written(() =>
      tryPipelines(join(folder, 'pipeline.cjs'), [join(folder, 'a.log')], { lines: '1', limit: '20' }),
    );
    expect(out.match(/p: 1 file, 1 line → 1 entry/g)).toHaveLength(1);
  });

  it('keeps little of the longest lines', async () => {
    const root = folderOf({ 'cart/a.log': `INFO ${'x'.repeat(200_000)}end\n` });
    const { out } = await written(() => tryPipelines(module_, [], { root, lines: '1', limit: '20' }));
    expect(out).toMatch(/INFO x+…\n/);
    expect(out.length).toBeLessThan(500);
  });

  it.each([
    ['there is no module', 'none.ts', /^no module at .*none\.ts$/],
    ['the module exports no pipeline', 'nothing.ts', /must export a LogPipeline.* got answer$/],
    ['the module throws', 'failing.ts', /failing\.ts could not be loaded: not today$/],
  ])('fails when %s', async (_, module, message) => {
    await expect(tryPipelines(join(__dirname, 'modules', module), ['x'], { lines: '2', limit: '20' })).rejects.toThrow(
      message,
    );
  });

  const withNative = (code: string): string =>
    join(
      folderOf({
        'pipeline.ts': `import { LogPipeline, Sink, Source, Stage } from 'cdk8s-logging';
        const stages = [Stage.native(${code})];
        export const pipeline = new LogPipeline('p', { sources: [Source.files('/a')], stages, sinks: [Sink.stdout()] });`,
      }),
      'pipeline.ts',
    );

  it('runs VRL; what it drops, fails at and is warned of is told', async () => {
    const source = String.raw`if .message == "no" { abort }\n. |= object!(parse_json!(.message))\n.a = upcase!("a")`;
    const module = withNative(`{ language: 'vector', source: '${source}' }`);
    const root = folderOf({ log: 'no\n{"message":"yes"}\nodd\n' });
    const { out } = await written(() => tryPipelines(module, [join(root, 'log')], { lines: '2', limit: '20' }));
    expect(out).toContain('"line":"yes"');
    expect(out).toContain('dropped    1 record by stages[0] native');
    expect(out).toMatch(
      /failed {5}1 record at stages\[0\] native, passed as they were; the first: .*unable to parse json/,
    );
    expect(out).toMatch(/warning {4}vector\/vrl: .* E620 can't abort infallible function: upcase; .* column 6\)/);
  });

  it.each([
    [
      'code that only an agent runs',
      "language: 'alloy', source: 'x'",
      /^p holds native code of alloy, which only that/,
    ],
    [
      'VRL that does not compile',
      "language: 'vector', source: 'foo()'",
      /^vector\/vrl: .*E105.*\(at p: stages\[0\], line 1, /,
    ],
  ])('fails when the pipeline holds %s', async (_, code, message) => {
    const command = tryPipelines(withNative(`{ ${code} }`), ['x'], { lines: '2', limit: '20' });
    await expect(command).rejects.toThrow(message);
  });

  it.each([
    [{ root: 'none' }, "'--root' must be a folder, got none"],
    [{ root: __filename }, /^'--root' must be a folder, got .*try\.test\.ts$/],
    [{ path: '/a' }, "'--path' must come with standard input, got x; give '--root' for files"],
  ])('fails for %o', async (options, message) => {
    await expect(tryPipelines(module_, ['x'], { lines: '2', limit: '20', ...options })).rejects.toThrow(message);
  });

  it('fails when --lines is no count', async () => {
    await expect(tryPipelines(module_, ['x'], { lines: 'two', limit: '20' })).rejects.toThrow(
      "'--lines' must be 1 or more, got two",
    );
  });
});
