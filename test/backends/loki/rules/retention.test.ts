import { Duration } from 'cdk8s';
import { checkLifecycle } from '../../../../lib/backends/loki/rules/retention';

const retention = { period: Duration.days(30), streams: [{ labels: { level: 'error' }, keep: Duration.days(90) }] };

describe("a bucket's lifecycle", () => {
  it('must be longer than the longest retention', () => {
    for (const days of [30, 90, 91]) {
      expect(checkLifecycle(Duration.days(days), retention, 'bucket')).toMatchObject([
        {
          rule: 'loki/bucket-lifecycle',
          severity: 'error',
          at: 'bucket',
          got: `${days} d`,
          remedy: expect.stringContaining('after 97 d'),
        },
      ]);
    }
  });

  it('is right where it is longer, or none', () => {
    expect(checkLifecycle(Duration.days(92), retention, 'bucket')).toEqual([]);
    expect(checkLifecycle(undefined, retention, 'bucket')).toEqual([]);
  });
});
