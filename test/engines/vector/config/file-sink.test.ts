import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sink, Source, Transform, vrl } from '../../../../lib/engines/vector';
import type { FileSinkOptions } from '../../../../lib/engines/vector';
import { concat, env } from '../../../../lib/text/live-text';
import { found, printed } from './printed';
import { byVector, linesIn, output } from './vector-program';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const file = (options: Partial<FileSinkOptions>) =>
  Sink.file('f', { inputs, path: '/data/all.log', encoding: { codec: 'text' }, ...options });

describe('a file sink', () => {
  test('is printed with what it is given', () => {
    const all = file({
      path: '/data/{{ app }}/%F.log.gz',
      baseDir: '/data',
      compression: 'gzip',
      idleTimeoutSecs: 5,
      truncate: { afterSecs: 86_400 },
    });
    expect(printed(all)).toBe(
      [
        '  f:',
        '    type: file',
        '    inputs:',
        '      - logs',
        '    path: "/data/{{ app }}/%F.log.gz"',
        '    encoding:',
        '      codec: text',
        '    base_dir: /data',
        '    compression: gzip',
        '    idle_timeout_secs: 5',
        '    truncate:',
        '      after_secs: 86400',
      ].join('\n'),
    );
    expect(found(all, '0.56.0')).toEqual([
      expect.stringContaining("'baseDir' must go to Vector 0.57 or later, got version 0.56.0"),
    ]);
    expect(found(file({ truncate: {} }), '0.43.1')).toEqual([
      expect.stringContaining("'truncate' must go to Vector 0.51 or later"),
    ]);
  });

  test.each([['{{ app }}.log'], ['/{{ app }}.log'], ['%F/{{ app }}.log'], ['logs/{{ app }}.log']])(
    'begins with a folder before its first field, from 0.57: %s',
    (path) => {
      const remedy =
        /vector\/unconfined-template: 'path' must begin with a folder before its first field, got .*; write one, give 'baseDir', or set/;
      expect(found(file({ path }))).toEqual([expect.stringMatching(remedy)]);
      expect(found(file({ path }), '0.56.0')).toEqual([]);
      expect(found(file({ path, baseDir: '/data' }))).toEqual([]);
    },
  );

  test('takes the user’s word for any path, where the version asks for it', () => {
    const any = file({ path: '{{ app }}.log', dangerouslyAllowUnconfinedTemplateResolution: true });
    expect(printed(any)).toContain('    dangerously_allow_unconfined_template_resolution: true');
    expect(printed(any, '0.56.0')).not.toContain('dangerously');
    expect(found(any)).toEqual([]);
  });

  test.each(['/data/{{ app }}.log', '/data/%F.log', '%F.log', 'plain.log'])(
    'has a path that leads nowhere else: %s',
    (path) => {
      expect(found(file({ path }))).toEqual([]);
    },
  );

  test('leaves to Vector what a variable holds', () => {
    expect(found(file({ path: concat(env('DIR'), '/{{ app }}') }))).toEqual([]);
    expect(found(file({ path: concat('/', env('DIR'), '{{ app }}') }))).toEqual([]);
    expect(found(file({ path: concat('{{ app }}', env('DIR')) }))).toHaveLength(1);
  });

  test('refuses a folder that is not absolute', () => {
    expect(() => file({ baseDir: 'data' })).toThrow(`'f.baseDir' must be absolute, got "data"; begin it with /`);
  });
});

byVector('a file sink writes by the template, and nowhere else', ['file'], async (folder) => {
  const lines = ['{"app":"a","n":1}', '{"app":"../../b","n":2}', '{"app":"b","n":3}', '{"app":"a","n":4}'];
  const source = Source.file('logs', { include: [linesIn(folder, lines)] });
  const parsed = Transform.remap('parsed', { inputs: [source], source: vrl`. = object!(parse_json!(.message))` });
  const to = join(folder, 'out', 'deep');
  const path = join(to, '{{ app }}.csv');
  const sinks = [
    Sink.file('f', {
      inputs: [parsed],
      path,
      encoding: { codec: 'csv', csv: { fields: ['n', 'app'], delimiter: ';' } },
    }),
    Sink.console('out', { inputs: [parsed], encoding: { codec: 'text' } }),
  ] as const;
  const has = (app: string): string => (existsSync(join(to, app)) ? readFileSync(join(to, app), 'utf8') : '');
  await output(folder, { sinks }, () => has('a.csv').split('\n').length > 2 && has('b.csv') !== '');
  expect([has('a.csv'), has('b.csv')]).toEqual(['1;a\n4;a\n', '3;b\n']);
  expect(existsSync(join(folder, 'b.csv'))).toBe(false);
});
