import { fluentBitProgram } from '../../../lib/cli/compare/fluent-bit-program';
import { redirected } from './redirected';

describe("a native configuration of Fluent Bit's", () => {
  const config = `
env: { APP: x }
service: { flush: 1, http_server: on, storage.path: /var/lib/fluent-bit, plugins_file: /etc/p.conf }
pipeline:
  inputs:
    - { name: tail, path: "/srv/*.log,/opt/a.log", exclude_path: /srv/x.log, path_key: file, tag: app.*, db: /var/lib/a.db, ignore_older: 1h, key: log }
    - { name: systemd, tag: host.* }
    - { name: dummy, tag: app.tick, rate: 5 }
  filters:
    - { name: lua, match: app.*, script: app.lua, call: f }
    - { name: kubernetes, match: app.*, kube_url: https://api }
  outputs:
    - { name: loki, match: "*", host: loki.prod, port: 443, tls: on, http_user: u, http_passwd: hunter2, labels: "app=\${APP}", retry_limit: 3, processors: { logs: [{ name: lua, script: own.lua, call: g }] } }
    - { name: s3, match: "*", bucket: b }
`;

  it('sends to the recorder alone', () => {
    const { value, text, leftOut, targets } = redirected(fluentBitProgram, config);
    expect(value).toMatchObject({ env: { APP: 'x' }, service: { flush: 1 } });
    expect((value?.['pipeline'] as Record<string, unknown>)['outputs']).toEqual([
      {
        name: 'loki',
        match: '*',
        host: '127.0.0.1',
        port: 9,
        uri: '/0/loki/api/v1/push',
        labels: 'app=${APP}',
        processors: { logs: [{ name: 'lua', script: 'own.lua', call: 'g' }] },
      },
    ]);
    expect(targets).toEqual({ 0: 'https://loki.prod:443' });
    expect(leftOut).toEqual(['input host.*: systemd does not read files', "output s3: s3 is not Loki's"]);
    expect(text).not.toMatch(/loki\.prod|hunter2|http_server|plugins_file|var\/lib\/fluent-bit/);
  });

  it('reads the whole of files below the folder of the run, and shows paths without it', () => {
    const { value } = redirected(fluentBitProgram, config);
    const { inputs, filters } = value?.['pipeline'] as Record<string, readonly Record<string, unknown>[]>;
    expect(inputs).toEqual([
      {
        name: 'tail',
        path_key: 'file',
        tag: 'app.*',
        key: 'log',
        path: '/run/node/srv/*.log,/run/node/opt/a.log',
        exclude_path: '/run/node/srv/x.log',
        read_from_head: true,
        refresh_interval: 1,
        db: '/run/data/tail.0.db',
      },
      { name: 'dummy', tag: 'app.tick', rate: 5 },
    ]);
    expect(filters?.[0]).toMatchObject({
      name: 'lua',
      match: 'app.*',
      code: expect.stringContaining('record["file"]'),
    });
  });

  it('stands in for the filter that asks the API', () => {
    const { value, notes } = redirected(fluentBitProgram, config);
    const { filters } = value?.['pipeline'] as Record<string, readonly Record<string, unknown>[]>;
    expect(filters?.[2]?.['code']).toContain('["/var/log/pods/shop_web-1_uid-of-web-1/web"]');
    expect(notes).toEqual([expect.stringContaining("kubernetes asks a cluster's API")]);
  });

  it('names what it reads, and the files that stand beside it', () => {
    const { globs, pods } = fluentBitProgram.reads(config);
    expect([globs.map(({ glob }) => glob), pods]).toEqual([['/srv/*.log', '/opt/a.log'], true]);
    expect(fluentBitProgram.files?.(config)).toEqual(['app.lua', 'own.lua']);
  });

  it('keeps the parsers that it names, and says what it leaves out', () => {
    const native = `
includes: [more.yaml]
service: { Parsers_File: [parsers.conf, /etc/fluent-bit/more.conf] }
pipeline: { inputs: [{ name: tail, path: /a, parser: j }], outputs: [{ name: loki, match: "*" }] }
`;
    const { value, leftOut } = redirected(fluentBitProgram, native);
    expect(value?.['service']).toEqual({ Parsers_File: ['parsers.conf', '/etc/fluent-bit/more.conf'] });
    expect(fluentBitProgram.files?.(native)).toEqual(['parsers.conf']);
    expect(leftOut).toEqual(['includes: it is not looked into']);
  });

  it('must be YAML with something to read and a Loki', () => {
    expect(() => redirected(fluentBitProgram, '[INPUT]\n  Name tail\n')).toThrow('must be YAML');
    expect(() => redirected(fluentBitProgram, 'pipeline: { inputs: [{ name: cpu }] }')).toThrow('must read files');
    expect(() => redirected(fluentBitProgram, 'pipeline: { inputs: [{ name: tail, path: /a }] }')).toThrow(
      'must have an output of loki',
    );
  });
});
