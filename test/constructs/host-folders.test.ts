import { Source } from 'cdk8s-logging';
import { foldersOf, hides, outermost } from '../../lib/constructs/host-folders';

describe('folders of the node', () => {
  test.each([
    [Source.pods(), ['/var/log/pods', '/var/lib/docker/containers']],
    [Source.files('/var/log/app/**/*.log'), ['/var/log/app']],
    [Source.files('/data/a.log'), ['/data']],
    [Source.files('/var/log/containers/*.log'), ['/var/log/containers', '/var/log/pods', '/var/lib/docker/containers']],
    [Source.journal(), ['/var/log/journal', '/run/log/journal', '/etc/machine-id']],
    [Source.docker(), []],
  ])('are those that a source reads', ({ spec }, folders) => {
    expect(foldersOf(spec)).toEqual(folders);
  });

  test('are mounted once, the outermost of them', () => {
    expect(outermost(['/var/log/pods', '/data', '/var/log', '/data', '/database'])).toEqual([
      '/data',
      '/database',
      '/var/log',
    ]);
  });

  test('must not hide what the container has of its own', () => {
    expect(hides('/etc', [])).toBe(true);
    expect(hides('/opt', ['/opt/agent/config'])).toBe(true);
    expect(hides('/opt/agents', ['/opt/agent'])).toBe(false);
  });
});
