import { Source, vectorVersions, vrl } from '../../../../lib/engines/vector';
import type { Output } from '../../../../lib/engines/vector';
import { env } from '../../../../lib/text/live-text';
import { secret } from '../../../../lib/text/secret-ref';
import { bodyOf, configOf, found, printed, titled } from './source-config';

describe('a source refuses', () => {
  const options = titled.flatMap(([title, one]) => Object.keys(one.all).map((name) => [title, name, one] as const));

  test.each(options)('%s: what %s cannot be', (_, name, { make, needs }) => {
    for (const value of [null, Number.NaN, () => 1, [null], { nonsense: 1 }, { __proto__: null, constructor: 1 }, -1]) {
      expect(() => make({ ...needs, [name]: value })).toThrow(
        new RegExp(`^'c\\.${name}(?:[.[].*)?' must [^,]+(?:, [^,]+)*, got .+; .+`),
      );
    }
  });

  test.each(titled)('%s: names that it has not', (_, { make, needs }) => {
    for (const name of ['adress', 'constructor']) {
      expect(() => make({ ...needs, [name]: 1 })).toThrow(`'c' must have no other names than `);
    }
    expect(() => make({ ...needs, ...(JSON.parse('{"__proto__": {}}') as object) })).toThrow('got "__proto__"');
  });

  test.each<[string, () => unknown, string]>([
    ['options that are none', () => Source.socket('s', [] as never), "'s' must be an object, got an empty list"],
    ['a name that is none', () => Source.fluent('a.b', { address: '0.0.0.0:1' }), "'name' must be 1 to 128 letters"],
    [
      'a mode that is none',
      () => Source.socket('s', { mode: 'unix' } as never),
      "'s.mode' must be tcp or udp or unix_",
    ],
    [
      'a host where it listens',
      () => Source.vector('v', { address: 'localhost:6000' }),
      `'v.address' must be an ip address and a port, got "localhost:6000"`,
    ],
    [
      'an address for a network',
      () => Source.fluent('f', { address: 'systemd', permitOrigin: ['10.0.0.1'] }),
      `'f.permitOrigin[0]' must be a network, got "10.0.0.1"; write one such as '10.0.0.0/8', one address as '10.1.2.3/32'`,
    ],
    [
      'a network of another family',
      () => Source.fluent('f', { address: 'systemd', permitOrigin: ['10.0.0.1/33'] }),
      "'f.permitOrigin[0]' must be a network",
    ],
    [
      'a password that is no secret',
      () =>
        Source.httpServer('h', {
          address: '0.0.0.0:1',
          auth: { strategy: 'basic', username: 'u', password: 'hunter2' as never },
        }),
      "'h.auth.password' must be a secret, got one of type string",
    ],
    [
      'a key without a certificate',
      () => Source.vector('v', { address: '0.0.0.0:1', tls: { keyFile: '/k' } as never }),
      "'v.tls.crtFile' must be a string",
    ],
    [
      'a socket whose path is relative',
      () => Source.socket('s', { mode: 'unix_stream', path: 'logs.sock' }),
      `'s.path' must be an absolute path, got "logs.sock"; begin it with /`,
    ],
    [
      'groups on a socket that hears none',
      () => Source.socket('s', { mode: 'udp', address: '127.0.0.1:9000', multicastGroups: ['224.0.0.2'] }),
      "'s.address' must be 0.0.0.0 and a port beside 'multicastGroups'",
    ],
    [
      'a unit that is in and out',
      () => Source.journald('j', { includeUnits: ['kubelet'], excludeMatches: { _SYSTEMD_UNIT: ['kubelet.service'] } }),
      "'j' must not include and exclude the same, got _SYSTEMD_UNIT=kubelet.service; remove it from one of them",
    ],
    [
      'a delimiter of two bytes',
      () => Source.stdin('s', { framing: { method: 'character_delimited', characterDelimited: { delimiter: 'é' } } }),
      "'s.framing.characterDelimited.delimiter' must be one ASCII character",
    ],
    [
      'lines where none are asked for',
      () => Source.demoLogs('d', { format: 'json', lines: ['a'] } as never),
      "'d' must have no other names than format, interval, count, framing, decoding",
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  test('no secret by showing it', () => {
    const auth = { strategy: 'basic', username: 'u', password: 'hunter2' };
    expect(() => Source.httpServer('h', { address: '0.0.0.0:1', auth: auth as never })).toThrow(
      /^'h\.auth\.password' must be a secret, (?!.*hunter2)/,
    );
  });
});

describe('a source is printed', () => {
  test.each(titled)('%s: each option in the words of Vector', (_, { make, needs, all }) => {
    const body = bodyOf(make({ ...needs, ...all })) as Readonly<Record<string, unknown>>;
    const words = Object.keys(all).map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    expect(Object.keys(body)).toEqual(expect.arrayContaining(['type', ...words]));
  });

  test('with the options as they are', () => {
    expect(bodyOf(Source.kubernetesLogs('pods', { podAnnotationFields: { podIp: '' }, maxLineBytes: 65_536 }))).toEqual(
      {
        type: 'kubernetes_logs',
        pod_annotation_fields: { pod_ip: '' },
        max_line_bytes: 65_536,
      },
    );
    expect(bodyOf(Source.journald('j', { includeMatches: { _systemdUnit: ['a'] } }))).toEqual({
      type: 'journald',
      include_matches: { _systemdUnit: ['a'] },
    });
    expect(bodyOf(Source.socket('s', { mode: 'unix_stream', path: '/s', socketFileMode: 0o660 }))).toEqual({
      type: 'socket',
      mode: 'unix_stream',
      path: '/s',
      socket_file_mode: 432,
    });
  });

  test('with TLS that is on, which Vector leaves off for a certificate alone', () => {
    const address = '0.0.0.0:6000';
    expect(bodyOf(Source.vector('v', { address, tls: { crtFile: '/c' } }))).toMatchObject({
      tls: { crt_file: '/c', enabled: true },
    });
    expect(bodyOf(Source.vector('v', { address, tls: { crtFile: '/c', enabled: false } }))).toMatchObject({
      tls: { enabled: false },
    });
    expect(bodyOf(Source.vector('v', { address }))).toEqual({ type: 'vector', address });
  });

  test('with secrets as variables', () => {
    const tls = { crtFile: '/c', keyFile: '/k', keyPass: secret('KEY_PASS') };
    const source = Source.vector('v', { address: '0.0.0.0:6000', tls });
    expect(printed(source)).toContain('key_pass: |2-\n        ${KEY_PASS}\n');
    expect(configOf(source).variables.secrets).toEqual(['KEY_PASS']);
  });

  test('with an address that only the pod knows', () => {
    expect(printed(Source.vector('v', { address: env('LISTEN') }))).toContain('${LISTEN}');
  });

  test('with basic authentication as each version takes it, and with a program where it is known', () => {
    const basic = { strategy: 'basic', username: 'u', password: secret('PASSWORD') } as const;
    const server = (auth: object): Output => Source.httpServer('h', { address: '0.0.0.0:1', auth: auth as never });
    for (const version of vectorVersions) {
      const { auth } = bodyOf(server(basic), version) as { readonly auth: object };
      expect(Object.keys(auth)).toEqual(['username', 'password']);
    }
    const custom = server({ strategy: 'custom', source: vrl`.path == "/a"` });
    expect(bodyOf(custom)).toMatchObject({ auth: { strategy: 'custom', source: '.path == "/a"\n' } });
    expect(() => printed(custom, '0.43.1')).toThrow(
      "'auth.strategy' custom must go to Vector 0.45 or later, got version 0.43.1; declare a later version and run it, or " +
        'take basic authentication',
    );
  });

  test('without a mode for fluent over TCP, which versions before 0.47 do not know', () => {
    expect(bodyOf(Source.fluent('f', { mode: 'tcp', address: '0.0.0.0:1' }), '0.39.0')).toEqual({
      type: 'fluent',
      address: '0.0.0.0:1',
    });
  });

  test('as it was made, whatever becomes of the options', () => {
    const headers = ['A'];
    const grpc: { address: string; keepalive?: object } = { address: '0.0.0.0:1' };
    const source = Source.opentelemetry('o', { grpc, http: { address: '0.0.0.0:2', headers } });
    headers.push('B');
    grpc.keepalive = {};
    expect(bodyOf(source, '0.56.0')).toMatchObject({ http: { headers: ['A'] }, grpc: { address: '0.0.0.0:1' } });
    expect(found(source, '0.56.0')).toEqual([]);
  });
});
