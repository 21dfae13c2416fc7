import { Size } from 'cdk8s';
import { Flux, ObjectBucketClaim, Rate } from 'cdk8s-logging';
import { emptyChart, onBucket, user, written } from './loki-stacks';
import type { ObjectBucketClaimProps } from 'cdk8s-logging';

const specOf = (props: Partial<ObjectBucketClaimProps>): unknown => {
  const chart = emptyChart();
  new ObjectBucketClaim(chart, 'bucket', { name: 'logs', storageClassName: 'rook', ...props });
  return written(chart).one('ObjectBucketClaim').spec;
};

describe('a claim', () => {
  test('asks for a bucket by a name that Rook makes', () => {
    expect(specOf({})).toEqual({ generateBucketName: 'logs', storageClassName: 'rook' });
    expect(specOf({ generateBucketName: 'x' })).toEqual({ generateBucketName: 'x', storageClassName: 'rook' });
    expect(specOf({ bucketName: 'x' })).toEqual({ bucketName: 'x', storageClassName: 'rook' });
  });

  test('limits it to what is said, as the CRD has it: texts', () => {
    expect(specOf({ quota: Size.gibibytes(100), maxObjects: 1000 })).toMatchObject({
      additionalConfig: { maxSize: '100Gi', maxObjects: '1000' },
    });
  });

  test('limits it to what its Loki needs, where nothing is said', () => {
    const chart = emptyChart();
    const { capacity } = onBucket(chart, { ingest: Rate.megabytesPerSecond(1) });
    expect(written(chart).one('ObjectBucketClaim').spec).toMatchObject({
      additionalConfig: { maxSize: `${capacity.quota?.toGibibytes()}Gi` },
    });
    expect(capacity.quota?.toGibibytes()).toBeGreaterThan(500);
  });

  test('is of a class that Flux fills in', () => {
    const chart = emptyChart();
    const { bucket_class } = Flux.postBuild(chart, 'bucket_class');
    new ObjectBucketClaim(chart, 'bucket', { storageClassName: bucket_class });
    expect(written(chart).one('ObjectBucketClaim').spec).toMatchObject({ storageClassName: '${bucket_class}' });
  });

  test('gives its user what Rook writes, and with a prefix where another bucket has these names', () => {
    const claim = new ObjectBucketClaim(emptyChart(), 'bucket', { name: 'logs', storageClassName: 'rook' });
    const { envFrom, store } = claim.bind({ path: 'loki' }, 'RULES_');
    expect(envFrom).toEqual([
      { prefix: 'RULES_', configMapRef: { name: 'logs' } },
      { prefix: 'RULES_', secretRef: { name: 'logs' } },
    ]);
    expect(store.storage.aws?.secretAccessKey?.variable).toBe('RULES_AWS_SECRET_ACCESS_KEY');
    expect(claim.users).toEqual(['loki']);
  });

  test('speaks HTTPS where it is said to', () => {
    const { password } = user(emptyChart(), 'ca');
    const props = { name: 'logs', storageClassName: 'rook', secure: true, certificateAuthority: password };
    const claim = new ObjectBucketClaim(emptyChart(), 'bucket', props);
    const { store, files } = claim.bind({ path: 'loki' });
    expect(store.storage.aws).toMatchObject({
      insecure: false,
      endpoint: { parts: ['https://', { name: 'BUCKET_HOST' }, ':', { name: 'BUCKET_PORT' }] },
      httpConfig: { caFile: '/etc/loki/bucket/bucket-ca/password' },
    });
    expect(files).toHaveLength(1);
  });

  test.each<[string, object, string]>([
    ['no class', { storageClassName: '' }, "'storageClassName' must not be empty"],
    [
      'two names',
      { bucketName: 'a', generateBucketName: 'b' },
      "'generateBucketName' must be absent beside 'bucketName'",
    ],
    ['no objects', { maxObjects: 0 }, "'maxObjects' must be"],
    ['a quota of another kind', { quota: '1Gi' }, "'quota' must be a Size"],
    ['a name that is none', { name: 'Logs' }, "'name' must be lower-case letters, digits and -, at most 63"],
  ])('is refused with %s', (_, wrong, message) => {
    expect(() => specOf(wrong)).toThrow(message);
  });
});
