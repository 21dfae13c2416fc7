import { Size } from 'cdk8s';
import { notRotated, printLogRotate } from '../../lib/delivery/logrotate';

describe('printLogRotate', () => {
  test('by itself it keeps files that programs hold open', () => {
    expect(printLogRotate(['/var/log/a b/*.log', '/x/*.log'])).toBe(`"/var/log/a b/*.log"
"/x/*.log" {
  daily
  maxsize 51200k
  rotate 5
  missingok
  notifempty
  compress
  delaycompress
  su root root
  copytruncate
}
`);
  });

  test('renames where programs open new files', () => {
    const text = printLogRotate(['/x/*.log'], { by: 'rename', size: Size.mebibytes(1), keep: 2 });
    expect(text).toContain('maxsize 1024k');
    expect(text).toContain('rotate 2');
    expect(text).toContain('nocreate');
    expect(text).not.toContain('copytruncate');
  });

  test('refuses what logrotate cannot spell', () => {
    expect(() => printLogRotate(['/x/"y"/*.log'])).toThrow("'rotate' must be for paths without quotes");
    expect(() => printLogRotate(['/x/*.log'], { keep: 0 })).toThrow("'rotate.keep' must be");
    expect(() => printLogRotate(['/x/*.log'], { by: 'move' as never })).toThrow(
      "'rotate.by' must be copytruncate or rename",
    );
  });
});

describe('notRotated', () => {
  test.each([
    ['/a/*.log', ['/a/*.json', '/a/b/*.log', '/b/*.log', '/a/*.log'], undefined],
    ['/a/x.log', ['/a/x.logs', '/a/y*.log'], undefined],
    ['/a/x.log', ['/a/*.log'], '/a/*.log may find the same files'],
    ['/*/x-[0-9].log', ['/a/x*.log'], '/a/x*.log may find the same files'],
    ['/a/**/*.log', [], 'logrotate cannot name it on the machine'],
    ['/a/*', [], 'it may find old files, which would be rotated again and again'],
    ['/a/x.log.[12]', [], 'it may find old files, which would be rotated again and again'],
  ])('says of %s beside %j why logrotate must not be told', (glob, others, reason) => {
    expect(notRotated(glob, others)).toBe(reason);
  });
});
