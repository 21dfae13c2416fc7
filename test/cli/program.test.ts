import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { folderOf } from './command-line';

const root = join(__dirname, '../..');
const module_ = join(__dirname, 'modules/pipeline.ts');

function commandLine(args: readonly string[], input: string | Buffer = '') {
  const main = join(root, 'lib/cli/main.ts');
  return spawnSync(process.execPath, ['--import', 'tsx', main, ...args], { cwd: root, input, encoding: 'utf8' });
}

describe('the command line', () => {
  it('tries standard input under the path that it stands for', () => {
    const { status, stdout, stderr } = commandLine(
      ['try', module_, '--json', '--path', '/srv/shop/logs/cart/a.log'],
      'ERROR x\n',
    );
    expect(JSON.parse(stdout)).toMatchObject({ labels: { service: 'cart', level: 'error' }, line: 'ERROR x' });
    expect(stderr).toMatch('1 line → 1 entry');
    expect(status).toBe(0);
  });

  it('says in one line what the user can put right, and exits with 2', () => {
    const { status, stderr } = commandLine(['print', module_, '--agent', 'none']);
    expect(stderr).toBe("cdk8s-logging: '--agent' must be one of alloy, fluent-bit, promtail, vector, got 'none'\n");
    expect(status).toBe(2);
  });

  it('reads gzip from standard input, which can be read only once', () => {
    const { status, stdout } = commandLine(['try', module_, '--json'], gzipSync('INFO x\n'));
    expect(JSON.parse(stdout)).toMatchObject({ line: 'INFO x' });
    expect(status).toBe(0);
  });

  it('ends without a word when whoever reads has seen enough', async () => {
    const file = join(folderOf({ 'a.log': 'INFO a line of some length\n'.repeat(50_000) }), 'a.log');
    const main = join(root, 'lib/cli/main.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', main, 'try', module_, '--json', file], { cwd: root });
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    child.stdout.once('data', () => child.stdout.destroy());
    const [status] = (await once(child, 'close')) as [number];
    expect([status, said]).toEqual([0, '']);
  });

  it.each([
    [['tri'], 2, "unknown command 'tri'"],
    [['try'], 2, "missing required argument 'module'"],
    [['size', '--rates', '1MB/s', '--retention', '7d'], 2, "unknown option '--rates'"],
    [['size', '--retention', '7d'], 2, "'--rate' must be given"],
    [['--help'], 0, ''],
  ])('%j exits with %i', (args, code, message) => {
    const { status, stderr } = commandLine(args);
    expect(stderr).toMatch(message);
    expect(status).toBe(code);
  });

  it('says its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(commandLine(['--version']).stdout).toBe(`${version}\n`);
  });

  it('says what an agent cannot do as findings, and exits with 1', () => {
    const { status, stderr } = commandLine(['print', join(__dirname, 'modules/journal.ts'), '--agent', 'vector']);
    expect(stderr).toMatch(/^error vector\/source: 'sources' must be files .*\n$/);
    expect(status).toBe(1);
  });
});
