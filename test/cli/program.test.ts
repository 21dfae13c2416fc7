import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const module_ = join(__dirname, 'modules/pipeline.ts');

function commandLine(args: readonly string[], input = '') {
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
    expect(stderr).toBe("cdk8s-logging: '--agent' must be one of vector, got 'none'\n");
    expect(status).toBe(2);
  });
});
