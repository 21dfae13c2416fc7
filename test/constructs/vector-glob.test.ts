import { spawnSync } from 'node:child_process';
import { globRegex, globRoot } from '../../lib/constructs/vector-glob';

/** Which of the paths GNU grep finds, whose extended expressions are those of `find -regextype posix-extended`. */
function matching(glob: string, spans: 'segment' | 'path', paths: readonly string[]): readonly string[] {
  const { stdout } = spawnSync('grep', ['-xE', globRegex(glob, spans)], { input: paths.join('\n'), encoding: 'utf8' });
  return stdout.split('\n').filter((path) => path !== '');
}

describe('globRoot', () => {
  test.each([
    ['/opt/airflow/logs/**/*.log', '/opt/airflow/logs'],
    ['/opt/airflow/logs/dag_id=*/x.log', '/opt/airflow/logs'],
    ['/var/log/app-[ab].log', '/var/log'],
    ['/*.log', '/'],
    ['/var/log/app.log', '/var/log/app.log'],
  ])('is the folder before the first wildcard of %s', (glob, root) => {
    expect(globRoot(glob)).toBe(root);
  });
});

describe('globRegex', () => {
  const paths = ['/l/a.log', '/l/b/a.log', '/l/b/c/a.log', '/l/aXlog', '/l/a+(1).log', '/l/ab.log', '/m/a.log'];

  test('finds any number of folders for **, and one segment for *', () => {
    expect(matching('/l/**/*.log', 'segment', paths)).toEqual(paths.filter((path) => /^\/l\/.*\.log$/.test(path)));
    expect(matching('/l/*.log', 'segment', paths)).toEqual(['/l/a.log', '/l/a+(1).log', '/l/ab.log']);
    expect(matching('/*/a.log', 'segment', paths)).toEqual(['/l/a.log', '/m/a.log']);
  });

  test('lets a wildcard span folders where Vector does, in what it excludes', () => {
    expect(matching('/l/*/a.log', 'path', paths)).toEqual(['/l/b/a.log', '/l/b/c/a.log']);
    expect(matching('/l/**', 'path', paths)).toEqual(paths.slice(0, 6));
  });

  test('takes what patterns would read as it is written', () => {
    expect(matching('/l/a.log', 'segment', paths)).toEqual(['/l/a.log']);
    expect(matching('/l/a+(1).log', 'segment', paths)).toEqual(['/l/a+(1).log']);
  });

  test('knows ? and classes', () => {
    expect(matching('/l/a?.log', 'segment', paths)).toEqual(['/l/ab.log']);
    expect(matching('/[lm]/a.log', 'segment', paths)).toEqual(['/l/a.log', '/m/a.log']);
    expect(matching('/[!l]/a.log', 'segment', paths)).toEqual(['/m/a.log']);
  });
});
