import { printSize } from '../../../lib/cli/size/size';
import type { SizeOptions } from '../../../lib/cli/size/size';
import { written } from '../command-line';

const run = (options: Partial<SizeOptions>, columns = 80) =>
  written(() => Promise.resolve(printSize({ rate: '10MB/s', retention: '30d', ...options }, columns)));

describe('size', () => {
  it('tells what a Loki needs, how it would best be run, and what was assumed', async () => {
    const { code, out, err } = await run({ peak: '20MB/s' });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/comes in +10 MB\/s, at most 20 MB\/s +864 GB a day/);
    expect(out).toMatch(/kept +30 d +25\.9 TB before compression/);
    expect(out).toMatch(/recommended +3 Lokis on a bucket/);
    expect(out).toMatch(/computed for +3 Lokis on a bucket, 3 copies/);
    expect(out).toMatch(/ingestion_rate_mb +24/);
    expect(out).toMatch(/compression +4 +measured/);
    expect(out).toContain('▲ chosen');
  });

  it.each([
    [{}, 80],
    [{ rate: '100kB/s', retention: '7d', disk: '10Gi' }, 80],
    [{ errorShare: '5%', quota: '1Ti' }, 80],
    [{ rate: '40MB/s', retention: '1y' }, 80],
    [{}, 60],
    [{}, 200],
  ])('fits the terminal: %j in %i columns', async (options, columns) => {
    const { out } = await run(options, columns);
    for (const line of out.split('\n'))
      expect([line, line.length <= columns, line === line.trimEnd()]).toEqual([line, true, true]);
  });

  it('is the same text each time', async () => {
    expect((await run({ rate: '100kB/s', retention: '7d', disk: '10Gi' })).out).toMatchSnapshot();
  });

  it('says with the numbers that a disk is too small, and fails', async () => {
    const { code, err, out } = await run({ disk: '50Gi' });
    expect(code).toBe(1);
    expect(err).toMatch(
      /^error loki\/disk: 'disk' must be at least .* got 50 GiB, which 10 MB\/s fill in 1\.49 h before compression/,
    );
    expect(out).toMatch(/computed for +one Loki on a disk/);
    expect(out).toMatch(/disk 50Gi holds 44\.7 GB ╌/);
  });

  it('says that a quota is enough', async () => {
    expect(await run({ quota: '40Ti' })).toMatchObject({ code: 0, err: '' });
    expect(await run({ quota: '40GB' })).toMatchObject({ code: 1 });
  });

  it('takes a disk for what stands beside a bucket, where a quota is asked for too', async () => {
    const { code, err, out } = await run({ disk: '1Gi', quota: '40GB' });
    expect(code).toBe(1);
    expect(out).toMatch(/computed for +5 Lokis on a bucket/);
    expect(err).toMatch(/error loki\/disk: .* not in the bucket yet/);
    expect(err).toMatch(/error loki\/quota: /);
    expect((await run({ disk: '1Gi', storage: 'bucket' })).err).toMatch(/not in the bucket yet/);
  });

  it('speaks of no whole Lokis on a bucket where its parts would be apart', async () => {
    const { out } = await run({ rate: '40MB/s' });
    expect(out).toMatch(/recommended +its parts apart/);
    expect(out).toMatch(/computed for +18 ingesters on a bucket, 3 copies/);
    expect(out).not.toMatch(/\d+ Lokis/);
    expect((await run({ rate: '40MB/s', storage: 'disk' })).out).toMatch(/computed for +one Loki on a disk/);
  });

  it('tells programs the numbers', async () => {
    const { out } = await run({
      json: true,
      errorShare: '0.1',
      replicas: '5',
      streams: '700',
      assume: ['compression=10', 'indexShare=0'],
    });
    expect(JSON.parse(out)).toMatchObject({
      input: {
        averageBytesPerSecond: 10e6,
        peakBytesPerSecond: 30e6,
        retentionSeconds: 2_592_000,
        retentionByStream: [{ seconds: 7_776_000, share: 0.1 }],
        storage: 'bucket',
        replicas: 5,
        replicationFactor: 3,
        streams: 700,
      },
      recommended: { kind: 'replicated' },
      rawBytes: 864e9 * (0.9 * 30 + 0.1 * 90),
      chunkBytes: (864e9 * (0.9 * 30 + 0.1 * 90)) / 10,
      indexBytes: 0,
      limitsConfig: { ingestion_rate_mb: 36 },
      findings: [],
    });
  });

  it('fails when it is not told what comes in, or how long that is kept', () => {
    expect(() => printSize({ retention: '30d' })).toThrow("'--rate' must be given; write what comes in");
    expect(() => printSize({ rate: '1MB/s' })).toThrow("'--retention' must be given; write how long it is kept");
  });

  it.each<[Partial<SizeOptions>, string]>([
    [{ rate: '10MB' }, '\'--rate\' must be a rate, got "10MB"; write one such as 10MB/s'],
    [{ rate: '0MB/s' }, "'--rate' must be a number more than 0, got 0"],
    [{ peak: 'high' }, '\'--peak\' must be a rate, got "high"'],
    [{ retention: '12h' }, '\'--retention\' must be at least 24 hours, got "12 hours"; choose a day or more'],
    [{ errorRetention: '3h' }, "'--error-retention' must be at least 24 hours"],
    [{ retention: 'long' }, "'--retention' must be a time such as 30d, got 'long'"],
    [{ replicas: '0' }, "'--replicas' must be a whole number from 1 on, got '0'"],
    [{ replicas: '2', storage: 'disk' }, "'--replicas' must be 1 on a disk"],
    [{ quota: '1Ti', storage: 'disk' }, "'--quota' must be of a bucket, got '--storage disk'"],
    [{ encoding: 'brotli' }, "'--encoding' must be one of snappy, gzip"],
    [{ storage: 's3' }, "'--storage' must be disk or bucket, got 's3'"],
    [{ disk: '50' }, "'--disk' must be a size such as 50Gi, got '50'"],
    [{ errorShare: '150%' }, "'--error-share' must be a share such as 5%, got '150%'"],
    [{ assume: ['compression'] }, "'--assume' must be <name>=<number>, got 'compression'"],
    [
      { assume: ['compresion=3'] },
      '\'--assume\' must have no other names than its own, got "compresion"; did you mean compression?',
    ],
    [{ assume: ['headroom=0.5'] }, "'--assume headroom' must be 1 or more, got 0.5"],
    [{ peak: '1MB/s' }, "'--peak' must be at least the average"],
  ])('fails when it is asked %j', async (options, message) => {
    await expect(run(options)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringContaining(message) });
  });
});
