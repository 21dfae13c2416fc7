import { Sink, Source } from '../../../../lib/engines/vector';
import type { AwsAuth, AwsS3Options } from '../../../../lib/engines/vector';
import { helm } from '../../../../lib/text/live-text';
import { secret } from '../../../../lib/text/secret-ref';
import { configOf, found, printed } from './printed';
import { byVector, complaints } from './vector-program';

const inputs = [Source.file('logs', { include: ['/l'] })] as const;
const s3 = (options: Partial<AwsS3Options> = {}) =>
  Sink.awsS3('s', { inputs, bucket: 'logs', encoding: { codec: 'json' }, ...options });

const keys = { accessKeyId: secret('ACCESS_KEY'), secretAccessKey: secret('SECRET_KEY') } as const;
const whole = s3({
  region: 'eu-central-1',
  endpoint: 'http://rgw.rook:8080',
  forcePathStyle: true,
  keyPrefix: 'logs/{{ app }}/%F/',
  filenameTimeFormat: '%H%M%S',
  filenameAppendUuid: false,
  filenameExtension: 'ndjson.zst',
  framing: { method: 'newline_delimited' },
  compression: { algorithm: 'zstd', level: 19 },
  batch: { maxBytes: 1_000_000, timeoutSecs: 60 },
  storageClass: 'GLACIER_IR',
  serverSideEncryption: 'aws:kms',
  ssekmsKeyId: 'key-1',
  acl: 'bucket-owner-full-control',
  tags: { costCenter: '42' },
  contentType: 'application/x-ndjson',
  auth: { ...keys, sessionToken: secret('SESSION') },
});

describe('an aws_s3 sink', () => {
  test('is printed in Vector’s words, its keys as variables', () => {
    expect(printed(whole)).toBe(
      [
        '  s:',
        '    type: aws_s3',
        '    inputs:',
        '      - logs',
        '    bucket: logs',
        '    encoding:',
        '      codec: json',
        '    region: eu-central-1',
        '    endpoint: http://rgw.rook:8080',
        '    force_path_style: true',
        '    key_prefix: "logs/{{ app }}/%F/"',
        '    filename_time_format: "%H%M%S"',
        '    filename_append_uuid: false',
        '    filename_extension: ndjson.zst',
        '    framing:',
        '      method: newline_delimited',
        '    compression:',
        '      algorithm: zstd',
        '      level: 19',
        '    batch:',
        '      max_bytes: 1000000',
        '      timeout_secs: 60',
        '    storage_class: GLACIER_IR',
        '    server_side_encryption: aws:kms',
        '    ssekms_key_id: key-1',
        '    acl: bucket-owner-full-control',
        '    tags:',
        '      costCenter: "42"',
        '    content_type: application/x-ndjson',
        '    auth:',
        '      access_key_id: |2-',
        '        ${ACCESS_KEY}',
        '      secret_access_key: |2-',
        '        ${SECRET_KEY}',
        '      session_token: |2-',
        '        ${SESSION}',
      ].join('\n'),
    );
    expect(configOf(whole).variables.secrets).toEqual(['ACCESS_KEY', 'SECRET_KEY', 'SESSION']);
    expect(found(whole)).toEqual([]);
  });

  test('asks earlier versions for what they know only', () => {
    expect(found(whole, '0.56.0')).toEqual([]);
    expect(found(whole, '0.43.1').map((one) => /'(.*?)'/.exec(one)?.[1])).toEqual([
      'auth.sessionToken',
      'storageClass',
    ]);
    // There it is always so, and no option.
    const style = s3({ forcePathStyle: true });
    expect(found(style, '0.43.1')).toEqual([]);
    expect(printed(style, '0.43.1')).not.toContain('force_path_style');
    expect(found(s3({ forcePathStyle: false }), '0.43.1')).toEqual([
      expect.stringContaining("'forcePathStyle' must go to Vector 0.44 or later"),
    ]);
    expect(found(s3({ auth: { credentialsFile: '/c', region: 'a' } }), '0.39.0')).toEqual([
      expect.stringContaining("'auth.region' must go to Vector 0.47 or later"),
    ]);
    expect(found(s3({ auth: { region: 'a' } }), '0.39.0')).toEqual([]);
  });

  test('has a prefix that is literal at first, or the user’s word', () => {
    expect(found(s3({ keyPrefix: '{{ app }}/' }))).toEqual([
      expect.stringContaining("vector/unconfined-template: 'keyPrefix' must begin with literal text"),
    ]);
    const said = s3({ keyPrefix: '{{ app }}/', dangerouslyAllowUnconfinedTemplateResolution: true });
    expect(found(said)).toEqual([]);
    expect(printed(said)).toContain('dangerously_allow_unconfined_template_resolution: true');
    expect(found(s3({ keyPrefix: '%F/' }))).toEqual([]);
  });

  test('takes names that are filled in later', () => {
    expect(() => s3({ bucket: helm('.Values.bucket'), region: helm('.Values.region') })).not.toThrow();
  });

  test.each<[string, AwsAuth]>([
    ['a role', { assumeRole: 'arn:aws:iam::1:role/x', externalId: 'e', imds: { maxAttempts: 2 }, loadTimeoutSecs: 5 }],
    ['keys that assume a role', { ...keys, assumeRole: 'arn', region: 'us-east-1' }],
    ['a file', { credentialsFile: '/aws/credentials', profile: 'logs' }],
    ['the default chain', {}],
  ])('is %s', (_, auth) => {
    expect(found(s3({ auth }))).toEqual([]);
  });

  test.each<[string, Partial<AwsS3Options>, string]>([
    ['a bucket with its scheme', { bucket: 's3://logs' }, `'s.bucket' must be the name alone, got "s3://logs"`],
    ['a bucket with a path', { bucket: 'logs/a' }, `'s.bucket' must be the name alone, got "logs/a"`],
    [
      'half a pair of keys',
      { auth: { accessKeyId: keys.accessKeyId } as never },
      "'s.auth.secretAccessKey' must be a secret",
    ],
    [
      'a key in plain text',
      { auth: { accessKeyId: 'AKIA', secretAccessKey: 'hunter2' } as never },
      "'s.auth.accessKeyId' must be a secret, got one of type string",
    ],
    [
      'a file’s option on a role',
      { auth: { assumeRole: 'a', profile: 'b' } },
      "'s.auth' must have no other names than",
    ],
    ['no object', { auth: 'keys' as never }, "'s.auth' must be an object"],
    ['a class that is none', { storageClass: 'COLD' as never }, "'s.storageClass' must be STANDARD or"],
    [
      'a key without its encryption',
      { ssekmsKeyId: 'k', serverSideEncryption: 'AES256' },
      `'s.ssekmsKeyId' must stand beside 'serverSideEncryption' aws:kms, got "AES256"`,
    ],
    [
      'a level beyond',
      { compression: { algorithm: 'gzip', level: 10 } },
      "'s.compression.level' must be a whole number from 0 to 9",
    ],
  ])('refuses %s', (_, options, message) => {
    expect(() => s3(options)).toThrow(message);
  });
});

byVector('an aws_s3 sink with all its options', ['aws_s3'], (folder) => {
  const variables = { ACCESS_KEY: 'a', SECRET_KEY: 'b', SESSION: 'c' };
  expect(complaints(folder, { sinks: [whole] }, variables)).toBe('');
});
