import { LokiStore } from '../../../lib/backends/loki/loki-store';
import { env } from '../../../lib/text/live-text';

describe('a store', () => {
  it('on a disk is of one Loki alone, and holds no rules', () => {
    const store = LokiStore.filesystem('/var/loki/chunks');
    expect(store).toMatchObject({
      kind: 'filesystem',
      isShared: false,
      storage: { filesystem: { directory: '/var/loki/chunks' } },
    });
    expect(store.rules).toBeUndefined();
  });

  it('in one bucket holds rules too', () => {
    const options = { bucketNames: env('BUCKET_NAME'), endpoint: 'http://ceph', s3ForcePathStyle: true } as const;
    expect(LokiStore.s3(options)).toMatchObject({
      kind: 's3',
      isShared: true,
      storage: { aws: options },
      rules: { type: 's3', s3: options },
    });
  });

  it('may have a bucket of its own for rules', () => {
    expect(LokiStore.s3({ bucketNames: 'chunks' }, 'rules').rules).toEqual({
      type: 's3',
      s3: { bucketNames: 'rules' },
    });
    expect(LokiStore.gcs({ bucketName: 'chunks' }, 'rules').rules).toEqual({
      type: 'gcs',
      gcs: { bucketName: 'rules' },
    });
    expect(LokiStore.azure({ accountName: 'a', containerName: 'chunks' }, 'rules').rules).toEqual({
      type: 'azure',
      azure: { accountName: 'a', containerName: 'rules' },
    });
  });

  it.each([
    [() => LokiStore.filesystem(''), "'directory' must not be empty"],
    [() => LokiStore.s3({ bucketNames: '' }), "'store.aws.bucketNames' must not be empty"],
    [() => LokiStore.s3({ bucketNames: 'a' }, ''), "'rulerBucket' must not be empty"],
    [() => LokiStore.gcs({ bucketName: 'a', keyFile: 'x' } as never), "'store.gcs' must have no other names than"],
  ])('fails when it is none: %#', (make, message) => {
    expect(make).toThrow(message);
  });
});
