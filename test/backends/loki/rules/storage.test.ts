import { checkCredentials, replicasOnDisk } from '../../../../lib/backends/loki/rules/storage';
import { secret } from '../../../../lib/text/secret-ref';

const storageConfig = { aws: { bucketNames: 'b' } };
const aws = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

describe('a bucket', () => {
  it('without credentials is found, with what is missing', () => {
    expect(checkCredentials({ storageConfig }, { environment: ['AWS_ACCESS_KEY_ID'] }, 'loki')).toMatchObject([
      { rule: 'loki/bucket-credentials', severity: 'error', at: 'loki', got: 'no AWS_SECRET_ACCESS_KEY' },
    ]);
  });

  it.each([
    [{ storageConfig }, { environment: aws }],
    [{ storageConfig }, { environment: undefined }],
    [{ storageConfig }, { environment: [], hasIdentity: true }],
    [
      { storageConfig: { aws: { ...storageConfig.aws, accessKeyId: secret('A'), secretAccessKey: secret('B') } } },
      { environment: [] },
    ],
    [{ storageConfig: { filesystem: { directory: '/c' } } }, { environment: [] }],
  ])('is opened by its keys, the environment or an identity: %#', (options, by) => {
    expect(checkCredentials(options, by, 'loki')).toEqual([]);
  });
});

describe('a disk', () => {
  it('has one Loki', () => {
    expect(replicasOnDisk(1, 'loki')).toEqual([]);
    expect(replicasOnDisk(2, 'loki')).toMatchObject([
      { rule: 'loki/replicas-on-filesystem', severity: 'error', at: 'loki', got: '2' },
    ]);
  });
});
