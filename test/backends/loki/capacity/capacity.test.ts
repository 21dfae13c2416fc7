import { Duration, Size } from 'cdk8s';
import fc from 'fast-check';
import { Capacity } from '../../../../lib/backends/loki/capacity/capacity';
import type { CapacityOptions } from '../../../../lib/backends/loki/capacity/capacity-options';
import { Rate } from '../../../../lib/backends/loki/rate';
import { bytesOf } from '../../../../lib/engines/loki-stages/quantity';
import { printFinding } from '../../../../lib/findings/finding';

const plain = { compression: 5, indexShare: 0, headroom: 1.2, selectedShare: 0.05 };
const tenMegabytes: CapacityOptions = {
  ingest: Rate.megabytesPerSecond(10),
  retention: Duration.days(30),
  assumptions: plain,
};

describe('the capacity', () => {
  it('of 10 MB/s for 30 days is about 25 TB before compression', () => {
    const { rawBytes, dailyBytes, chunkBytes } = new Capacity(tenMegabytes);
    expect(dailyBytes).toBe(864e9);
    expect(rawBytes).toBe(25.92e12);
    expect(chunkBytes).toBe(25.92e12 / 5);
  });

  it('counts streams that are kept for longer by their share', () => {
    const { rawBytes } = new Capacity({
      ...tenMegabytes,
      retentionByStream: [{ keep: Duration.days(90) }, { keep: Duration.days(1), share: 0.5 }],
    });
    expect(rawBytes / 864e9).toBeCloseTo(0.45 * 30 + 0.05 * 90 + 0.5 * 1, 9);
  });

  it('stores copies as often as replicas are assumed to differ', () => {
    const stored = (duplicateShare: number) =>
      new Capacity({ ...tenMegabytes, replicas: 3, assumptions: { ...plain, duplicateShare } }).storedBytes;
    expect(stored(0.5) / stored(0)).toBeCloseTo(2, 9);
    expect(stored(1) / stored(0)).toBeCloseTo(3, 9);
  });

  it('is taken in whole units that hold it', () => {
    const capacity = new Capacity(tenMegabytes);
    const { storedBytes, walBytes } = capacity;
    expect(bytesOf(capacity.disk)).toBeGreaterThanOrEqual((storedBytes + walBytes) * 1.2);
    expect(bytesOf(capacity.disk)).toBeLessThan((storedBytes + walBytes) * 1.2 + 1024 ** 3);
    expect(capacity.quota).toBeUndefined();
    expect(new Capacity({ ...tenMegabytes, storage: 'bucket' }).quota?.toGibibytes()).toBeGreaterThan(5000);
  });

  it('asks for disks beside a bucket in coarse steps, since they cannot be changed', () => {
    const rates = [0.1, 1, 2, 3, 10, 20, 40].map((rate) => Rate.megabytesPerSecond(rate));
    const disks = rates.map((ingest) => {
      const { diskBytes, walBytes } = new Capacity({ ingest, retention: Duration.days(30), storage: 'bucket' });
      expect(diskBytes).toBeGreaterThan(walBytes);
      return diskBytes / 1024 ** 3;
    });
    for (const disk of disks) expect(String(disk)).toMatch(/^[125]0*$/);
    expect(disks).toEqual([...disks].sort((one, other) => one - other));
  });

  it('asks for limits a quarter above the peak, never for less than Loki takes by itself', () => {
    expect(new Capacity(tenMegabytes).limits).toEqual({
      ingestionRateMb: 36,
      ingestionBurstSizeMb: 72,
      perStreamRateLimit: Size.mebibytes(8),
      perStreamRateLimitBurst: Size.mebibytes(40),
      maxGlobalStreamsPerUser: 10_000,
    });
    expect(new Capacity({ ...tenMegabytes, ingest: Rate.kilobytesPerSecond(1) }).limits).toEqual({
      ingestionRateMb: 4,
      ingestionBurstSizeMb: 8,
      perStreamRateLimit: Size.mebibytes(3),
      perStreamRateLimitBurst: Size.mebibytes(15),
      maxGlobalStreamsPerUser: 5000,
    });
  });

  it('grows with what comes in, what is kept and what is copied, and satisfies itself', () => {
    const options = fc.record({
      kilobytes: fc.integer({ min: 1, max: 100_000 }),
      days: fc.integer({ min: 1, max: 400 }),
      replicas: fc.integer({ min: 1, max: 9 }),
      streams: fc.integer({ min: 1, max: 100_000 }),
    });
    const of = ({
      kilobytes,
      days,
      replicas,
      streams,
    }: {
      kilobytes: number;
      days: number;
      replicas: number;
      streams: number;
    }) =>
      new Capacity({
        ingest: Rate.kilobytesPerSecond(kilobytes),
        retention: Duration.days(days),
        replicas,
        streams,
        storage: replicas > 1 ? 'bucket' : 'disk',
      });
    fc.assert(
      fc.property(options, (given) => {
        const capacity = of(given);
        const { disk, quota, limits, memory } = capacity;
        const own = {
          disk,
          limits,
          memory: Size.mebibytes(memory.requestBytes / 1024 ** 2),
          ...(quota === undefined ? {} : { quota }),
        };
        expect(capacity.check(own)).toEqual([]);
        for (const more of [
          { kilobytes: given.kilobytes * 2 },
          { days: given.days + 1 },
          { streams: given.streams * 2 },
        ]) {
          const larger = of({ ...given, ...more });
          for (const name of ['rawBytes', 'storedBytes', 'diskBytes', 'walBytes', 'cpus'] as const) {
            expect([name, larger[name] >= capacity[name] * 0.999]).toEqual([name, true]);
          }
          expect(larger.memory.requestBytes).toBeGreaterThanOrEqual(capacity.memory.requestBytes);
        }
        expect(memory.replayCeilingBytes).toBeLessThanOrEqual(0.75 * memory.limitBytes);
      }),
      { numRuns: 60 },
    );
  });

  it('of other options is another', () => {
    const capacity = new Capacity(tenMegabytes);
    expect(capacity.with({ retention: Duration.days(15) }).rawBytes).toBe(capacity.rawBytes / 2);
    expect(capacity.rawBytes).toBe(25.92e12);
  });
});

describe('a deployment', () => {
  const kind = (rate: string, peak?: string) => {
    const average = Rate.parse(rate);
    const { recommended } = new Capacity({
      ingest: peak === undefined ? average : { average, peak: Rate.parse(peak) },
      retention: Duration.days(7),
    });
    return [recommended.kind, recommended.replicas];
  };

  it('is one Loki, several or its parts apart, by what comes in a day', () => {
    expect(kind('20GB/day')).toEqual(['single', 1]);
    expect(kind('21GB/day')).toEqual(['replicated', 3]);
    expect(kind('10MB/s', '20MB/s')).toEqual(['replicated', 3]);
    expect(kind('1TB/day', '60MB/s')).toEqual(['replicated', 9]);
    // Beyond the line there are no fewer of them than before it.
    expect(kind('1TB/day')).toEqual(['replicated', 6]);
    expect(kind('1.1TB/day')).toEqual(['distributed', 6]);
    expect(kind('100MB/s')).toEqual(['distributed', 45]);
  });
});

describe('what is too small', () => {
  const said = (given: Parameters<Capacity['check']>[0], options: CapacityOptions = tenMegabytes) =>
    new Capacity(options).check(given).map(printFinding);

  it('is told with the numbers: 50Gi hold an hour and a half', () => {
    expect(said({ disk: Size.gibibytes(50) })).toEqual([
      expect.stringMatching(
        /^loki\/disk: 'disk' must be at least 5\.\d+ TiB for 10 MB\/s kept 30 d: 25\.9 TB come in, 5\.36 TB are stored \(compressed 5 times\), got 50 GiB, which 10 MB\/s fill in 1\.49 h before compression and in 7\.46 h after; give 5\.\d+ TiB, or use a bucket \(at loki\.disk\)$/,
      ),
    ]);
  });

  it('names the time that would fit', () => {
    expect(said({ disk: Size.tebibytes(3) })[0]).toMatch(/, keep it 14 d, or use a bucket/);
  });

  it('is a quota of a bucket, and a disk beside it', () => {
    const options = { ...tenMegabytes, replicas: 3 };
    expect(said({ quota: Size.gibibytes(500), disk: Size.gibibytes(1) }, options)).toEqual([
      expect.stringMatching(
        /^loki\/disk: 'disk' must be at least \S+ GiB for the log of what is not in the bucket yet/,
      ),
      expect.stringMatching(/^loki\/quota: 'quota' must be at least \S+ TiB for 10 MB\/s kept 30 d/),
    ]);
  });

  it('is a limit: what is beyond is dropped', () => {
    const limits = {
      ingestionRateMb: 4,
      perStreamRateLimit: Size.mebibytes(1),
      maxGlobalStreamsPerUser: 100,
      ingestionBurstSizeMb: 1,
    };
    const rules = new Capacity(tenMegabytes)
      .check({ limits })
      .map(({ rule, at, got, remedy }) => [rule, at, got, remedy]);
    expect(rules).toEqual([
      ['loki/limit-too-small', 'loki.limits.ingestionRateMb', '4 MiB', 'write 36'],
      ['loki/limit-too-small', 'loki.limits.ingestionBurstSizeMb', '1 MiB', 'write 72'],
      ['loki/limit-too-small', 'loki.limits.perStreamRateLimit', '1 MiB', 'give 8 MiB'],
      ['loki/limit-too-small', 'loki.limits.maxGlobalStreamsPerUser', '100', 'write 10000'],
    ]);
  });

  it('is what Loki takes by itself, where nothing is said; no limit of streams is enough', () => {
    expect(said({ limits: { maxGlobalStreamsPerUser: 0 } }).map((line) => line.split(' ')[1])).toEqual([
      "'ingestionRateMb'",
      "'perStreamRateLimit'",
    ]);
  });

  it('is memory, as a warning', () => {
    expect(new Capacity(tenMegabytes).check({ memory: Size.mebibytes(256) })).toMatchObject([
      { rule: 'loki/memory', severity: 'warning', got: '256 MiB' },
    ]);
  });
});

describe('options', () => {
  it.each([
    [{ ingest: 10 }, "'ingest' must be an object"],
    [
      { ingest: { average: Rate.megabytesPerSecond(2), peak: Rate.megabytesPerSecond(1) } },
      "'ingest.peak' must be at least the average, 2 MB/s",
    ],
    [{ ingest: { average: Rate.megabytesPerSecond(2) } }, "'ingest.peak' must be a Rate, got undefined"],
    [{ retention: 30 }, "'retention' must be a Duration"],
    [{ replicas: 0 }, "'replicas' must be a whole number from 1 on"],
    [{ replicas: 2, storage: 'disk' }, "'replicas' must be 1 on a disk"],
    [{ replicas: 2, replicationFactor: 3 }, "'replicationFactor' must be at most the replicas, 2"],
    [{ storage: 's3' }, "'storage' must be disk or bucket"],
    [{ streams: 1.5 }, "'streams' must be a whole number from 1 on"],
    [{ retentionByStream: [{ keep: Duration.days(1), share: 2 }] }, "'retentionByStream[0].share' must be from 0 to 1"],
    [
      {
        retentionByStream: [
          { keep: Duration.days(1), share: 0.6 },
          { keep: Duration.days(2), share: 0.6 },
        ],
      },
      'shares that are 1 together at most',
    ],
    [{ assumptions: { compression: 0 } }, "'assumptions.compression' must be more than 0"],
    [{ assumptions: { headroom: 0.5 } }, "'assumptions.headroom' must be 1 or more"],
    [{ assumptions: { indexShare: 2 } }, "'assumptions.indexShare' must be from 0 to 1"],
    [{ assumptions: { compresion: 2 } }, 'did you mean compression?'],
  ])('fail when they cannot be meant: %#', (changes, message) => {
    expect(() => new Capacity({ ...tenMegabytes, ...changes } as never)).toThrow(message);
  });
});
