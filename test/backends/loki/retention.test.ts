import { Duration } from 'cdk8s';
import { longest, retention } from '../../../lib/backends/loki/retention';

describe('a retention', () => {
  it('is both limits and a compactor that deletes', () => {
    const streams = [
      { labels: { level: 'error' }, keep: Duration.days(90) },
      { selector: '{namespace=~"test-.*"}', keep: Duration.days(1) },
    ];
    expect(retention({ period: Duration.days(30), streams, store: 's3', deleteDelay: Duration.hours(1) })).toEqual({
      limitsConfig: {
        retentionPeriod: Duration.days(30),
        retentionStream: [
          { selector: '{level="error"}', priority: 2, period: Duration.days(90) },
          { selector: '{namespace=~"test-.*"}', priority: 1, period: Duration.days(1) },
        ],
      },
      compactor: { retentionEnabled: true, deleteRequestStore: 's3', retentionDeleteDelay: Duration.hours(1) },
    });
    expect(longest({ period: Duration.days(30), streams }).toDays()).toBe(90);
  });

  it('without streams says none', () => {
    expect(retention({ period: Duration.days(7), store: 'filesystem' })).toEqual({
      limitsConfig: { retentionPeriod: Duration.days(7) },
      compactor: { retentionEnabled: true, deleteRequestStore: 'filesystem' },
    });
  });

  it.each([
    [{ period: Duration.hours(23) }, '\'period\' must be at least 24 hours, got "23 hours"'],
    [
      { period: Duration.days(1), streams: [{ labels: { a: 'b' }, keep: Duration.minutes(90) }] },
      "'streams[0].keep' must be at least 24 hours",
    ],
    [
      { period: Duration.days(1), streams: [{ selector: '{namespace=~".*"}', keep: Duration.days(2) }] },
      '\'streams[0].selector\' must be one that Loki takes, got {namespace=~".*"}, which has no matcher that asks for a value',
    ],
    [
      { period: Duration.days(1), streams: [{ selector: '{a="b"}', labels: { a: 'b' }, keep: Duration.days(2) }] },
      "'streams[0]' must have 'labels' or 'selector'",
    ],
    [{ period: 30 }, "'period' must be a Duration, got 30"],
    [{ periods: Duration.days(1) }, 'did you mean period?'],
  ])('fails when it cannot be kept: %#', (options, message) => {
    expect(() => retention({ store: 's3', ...options } as never)).toThrow(message);
  });
});
