import { Duration } from 'cdk8s';
import { emptyChart, onDisk } from './loki-stacks';

describe('a Loki is not made', () => {
  test.each<[string, object, string]>([
    [
      'with a retention under a day',
      { retention: Duration.hours(23) },
      '\'retention\' must be at least 24 hours, got "23 hours"; choose a day or more: the index is deleted by whole days',
    ],
    [
      'with streams that are kept under a day',
      { retentionByStream: [{ labels: { level: 'debug' }, keep: Duration.hours(12) }] },
      '\'retentionByStream[0].keep\' must be at least 24 hours, got "12 hours"; choose a day or more',
    ],
    [
      'with streams under another name',
      { retentionByStream: [{ label: {}, keep: Duration.days(1) }] },
      '\'retentionByStream[0]\' must have no other names than its own, got "label"; did you mean labels?',
    ],
    ['with streams that are no list', { retentionByStream: {} }, "'retentionByStream' must be a list"],
    [
      'with nothing that comes in',
      { ingest: undefined },
      "'ingest' must be a Rate, got undefined; write Rate.kilobytesPerSecond(100), or { average, peak }",
    ],
    ['with a text for a rate', { ingest: '100kB/s' }, '\'ingest\' must be a Rate, got "100kB/s"; write Rate.kilo'],
    ['with a disk and a bucket', { bucket: {} }, "'disk' must stand without 'bucket', got both"],
    ['apart on a disk', { distributed: true }, "'distributed' must be with a 'bucket', got true; give one in place"],
  ])('%s', (_, wrong, message) => {
    expect(() => onDisk(emptyChart(), wrong)).toThrow(message);
  });

  test('with streams that are none', () => {
    const streams = (one: unknown) => () => onDisk(emptyChart(), { retentionByStream: [one] as never });
    expect(streams(undefined)).toThrow("'retentionByStream[0]' must be an object, got undefined");
    expect(streams({ labels: { level: 'debug' } })).toThrow("'retentionByStream[0].keep' must be a Duration");
  });
});
