import { Duration, Size } from 'cdk8s';
import { Bucket } from 'cdk8s-logging';
import { emptyChart, user } from './loki-stacks';
import type { S3BucketOptions } from 'cdk8s-logging';

const stack = { path: 'logging/loki' };
const key = () => ({ ...user(emptyChart(), 'keys').password, key: 'key' });

describe('a bucket of S3', () => {
  test('of Amazon knows its region, and the pod by its role', () => {
    const bucket = Bucket.s3({
      bucketName: 'logs',
      region: 'eu-central-1',
      roleArn: 'arn:aws:iam::123456789012:role/loki',
    });
    expect(bucket.endpoint).toBe('https://s3.eu-central-1.amazonaws.com');
    const { store, identity, secrets } = bucket.bind(stack);
    expect(store.storage).toEqual({ aws: { bucketNames: 'logs', region: 'eu-central-1', s3ForcePathStyle: false } });
    expect(identity.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/loki' });
    expect(secrets).toEqual({});
  });

  test('of MinIO has its name in the path, keys in the environment, and a certificate as a file', () => {
    const options = { bucketName: 'logs', endpoint: 'https://minio:9000', accessKeyId: key(), secretAccessKey: key() };
    const { store, secrets, files } = Bucket.s3({ ...options, certificateAuthority: key() }).bind(stack);
    expect(store.storage).toEqual({
      aws: {
        bucketNames: 'logs',
        endpoint: 'https://minio:9000',
        s3ForcePathStyle: true,
        httpConfig: { caFile: '/etc/loki/bucket/bucket-ca/key' },
      },
    });
    expect(Object.keys(secrets)).toEqual(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']);
    expect(files).toEqual([
      { name: 'bucket-ca', secret: 'loki-keys', key: 'key', folder: '/etc/loki/bucket/bucket-ca' },
    ]);
  });

  test('names its keys where another bucket has the usual names', () => {
    const options = { bucketName: 'rules', endpoint: 'http://minio:9000', accessKeyId: key(), secretAccessKey: key() };
    const { store, secrets } = Bucket.s3(options).bind(stack, 'RULES_');
    expect(store.storage.aws?.accessKeyId?.variable).toBe('RULES_AWS_ACCESS_KEY_ID');
    expect(Object.keys(secrets)).toEqual(['RULES_AWS_ACCESS_KEY_ID', 'RULES_AWS_SECRET_ACCESS_KEY']);
  });

  test.each<[string, Partial<S3BucketOptions>, string]>([
    [
      'one key alone',
      { accessKeyId: key() },
      "'secretAccessKey' must be given with the other key, got undefined; give both, or neither",
    ],
    ['neither endpoint nor region', {}, "'endpoint' must be given where there is no region"],
    ['a role that is none', { region: 'eu', roleArn: 'loki' }, "'roleArn' must be a role's ARN, got \"loki\""],
    ['an empty name', { region: 'eu', bucketName: '' }, "'bucketName' must not be empty"],
    [
      'a quota that is a number',
      { region: 'eu', quota: 5 as never },
      "'quota' must be a Size, got 5; write Size.gibibytes(100)",
    ],
    ['a lifecycle that is a text', { region: 'eu', lifecycle: '1d' as never }, "'lifecycle' must be a Duration"],
    ['an unknown option', { region: 'eu', pathstyle: true } as never, 'pathstyle'],
  ])('is refused with %s', (_, options, message) => {
    expect(() => Bucket.s3({ bucketName: 'logs', ...options })).toThrow(message);
  });
});

test('a bucket of Google knows the pod by its account, or by a key in a file', () => {
  const account = 'loki@project.iam.gserviceaccount.com';
  const byAccount = Bucket.gcs({
    bucketName: 'logs',
    serviceAccount: account,
    lifecycle: Duration.days(400),
    quota: Size.tebibytes(1),
  });
  expect(byAccount.bind(stack).identity.annotations).toEqual({ 'iam.gke.io/gcp-service-account': account });
  expect(byAccount.bind(stack).store.storage).toEqual({ gcs: { bucketName: 'logs' } });
  expect([byAccount.lifecycle?.toDays(), byAccount.quota?.toTebibytes()]).toEqual([400, 1]);
  const byKey = Bucket.gcs({ bucketName: 'logs', key: key() }).bind(stack);
  expect(byKey.env).toEqual({ GOOGLE_APPLICATION_CREDENTIALS: '/etc/loki/bucket/bucket-key/key' });
});

test('a container of Azure knows the pod by its identity, or by a key in the environment', () => {
  const names = { accountName: 'logs', containerName: 'loki' };
  const byIdentity = Bucket.azure({ ...names, clientId: '1-2' });
  expect([byIdentity.endpoint, byIdentity.bucketName]).toEqual(['https://logs.blob.core.windows.net', 'loki']);
  expect(byIdentity.bind(stack).identity).toEqual({
    annotations: { 'azure.workload.identity/client-id': '1-2' },
    labels: { 'azure.workload.identity/use': 'true' },
  });
  expect(byIdentity.bind(stack).store.storage.azure).toMatchObject({ useFederatedToken: true });
  const byKey = Bucket.azure({ ...names, accountKey: key() }).bind(stack);
  expect(byKey.store.storage.azure?.accountKey?.variable).toBe('AZURE_ACCOUNT_KEY');
  expect(Object.keys(byKey.secrets)).toEqual(['AZURE_ACCOUNT_KEY']);
});
