import { Duration } from 'cdk8s';
import { Capacity } from '../../../../lib/backends/loki/capacity/capacity';
import { memoryOf, unstoredOf, walOf } from '../../../../lib/backends/loki/capacity/replica';
import { Rate } from '../../../../lib/backends/loki/rate';

const mebi = 1024 ** 2;
const input = (streams: number, replicas = 1) =>
  new Capacity({
    ingest: { average: Rate.megabytesPerSecond(1), peak: Rate.megabytesPerSecond(2) },
    retention: Duration.days(7),
    streams,
    replicas,
    assumptions: {
      compression: 4,
      baseMemoryBytes: 100 * mebi,
      memoryOfStreamBytes: 10_000,
      memoryFactor: 2,
      headFactor: 1.5,
    },
  }).input;

describe('one replica', () => {
  it('holds half a chunk of each stream that fills one', () => {
    // 1 MB/s of one stream fills 6 MiB of lines in 6.3 s: half of 256 KiB as they came, half of the rest compressed.
    const { head, compressed } = unstoredOf(input(1));
    expect(head).toBeCloseTo(0.125 * mebi, 0);
    expect(compressed).toBeCloseTo(((6 - 0.25) / 8) * mebi, 0);
  });

  it('holds what slow streams bring in two hours, as it came', () => {
    // 100,000 streams of 10 bytes a second: 72 kB in two hours.
    expect(unstoredOf(input(100_000))).toEqual({ head: 100_000 * 36_000, compressed: 0 });
  });

  it('has a log of ten minutes at the peak, and two checkpoints', () => {
    const { head, compressed } = unstoredOf(input(1));
    expect(walOf(input(1))).toBeCloseTo(2e6 * 600 + 2 * (head + compressed), 0);
  });

  it('shares with others what is copied three times', () => {
    const [shared, alone] = [unstoredOf(input(6, 6)), unstoredOf(input(6))];
    expect([shared.head * 2, shared.compressed * 2]).toEqual([alone.head, alone.compressed]);
  });

  it('takes memory for an idle Loki, streams and what is not stored, twice that as a limit', () => {
    const { requestBytes, limitBytes, replayCeilingBytes } = memoryOf(input(1000));
    const { head, compressed } = unstoredOf(input(1000));
    const needed = 100 * mebi + 2 * (1.5 * head + compressed + 1000 * 10_000);
    expect(requestBytes).toBeGreaterThanOrEqual(needed);
    expect(requestBytes).toBeLessThan(needed + 64 * mebi);
    expect(limitBytes).toBe(2 * requestBytes);
    expect(replayCeilingBytes).toBe(Math.floor((0.75 * limitBytes) / mebi) * mebi);
  });
});
