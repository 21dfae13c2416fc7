import fc from 'fast-check';
import { LokiSchema } from '../../../lib/backends/loki/loki-schema';
import type { Day } from '../../../lib/backends/loki/day';
import type { SchemaPeriod } from '../../../lib/backends/loki/schema-period';

const boltdb: SchemaPeriod = {
  from: '2022-01-01',
  store: 'boltdb-shipper',
  objectStore: 's3',
  schema: 'v11',
  prefix: 'loki_index_',
  periodHours: 24,
};

describe('a schema', () => {
  it('of a new Loki is TSDB v13', () => {
    expect(LokiSchema.since('2024-04-01').print('s3')).toEqual({
      configs: [
        {
          from: '2024-04-01',
          store: 'tsdb',
          object_store: 's3',
          schema: 'v13',
          index: { prefix: 'index_', period: '24h' },
        },
      ],
    });
  });

  it('keeps the index of BoltDB that runs, and appends a period', () => {
    const schema = LokiSchema.running([boltdb]).followedBy('2026-12-01');
    expect(schema.print('s3')).toEqual({
      configs: [
        {
          from: '2022-01-01',
          store: 'boltdb-shipper',
          object_store: 's3',
          schema: 'v11',
          index: { prefix: 'loki_index_', period: '24h' },
        },
        {
          from: '2026-12-01',
          store: 'tsdb',
          object_store: 's3',
          schema: 'v13',
          index: { prefix: 'loki_index_', period: '24h' },
        },
      ],
    });
  });

  it('can move to another store with a period', () => {
    const schema = LokiSchema.since('2024-04-01', { objectStore: 'filesystem' }).followedBy('2026-12-01', {
      objectStore: 's3',
    });
    expect(schema.periods('s3').map(({ objectStore }) => objectStore)).toEqual(['filesystem', 's3']);
    expect(schema.stores).toEqual(['filesystem', 's3']);
  });

  it("is read from Loki's own configuration, as its /config prints it", () => {
    const schema = LokiSchema.running(`
schema_config:
    configs:
        - from: "2020-10-24"
          store: boltdb-shipper
          object_store: aws
          schema: v11
          index:
            path_prefix: index/
            prefix: index_
            period: 1d
            tags: {}
          chunks: {prefix: "", period: 0s, tags: {}}
          row_shards: 16
        - {from: 2024-04-01, store: tsdb, object_store: s3, schema: v13, index: {prefix: index_, period: 24h0m0s}}
`);
    expect(schema.periods('s3')).toMatchObject([
      {
        from: '2020-10-24',
        store: 'boltdb-shipper',
        objectStore: 's3',
        periodHours: 24,
        pathPrefix: 'index/',
        rowShards: 16,
      },
      { from: '2024-04-01', store: 'tsdb', schema: 'v13', periodHours: 24 },
    ]);
  });

  it('keeps what runs when it is only appended to, whatever the days', () => {
    const day = fc
      .integer({ min: 0, max: 3000 })
      .map((n) => new Date(Date.UTC(2020, 0, 1 + n)).toISOString().slice(0, 10) as Day);
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 2, maxLength: 6 }), (days) => {
        const [first = '2020-01-01', ...more] = [...days].sort();
        const last = more.at(-1) ?? first;
        const running = more
          .slice(0, -1)
          .reduce((schema, next) => schema.followedBy(next), LokiSchema.since(first, { objectStore: 's3' }));
        const asOf = new Date(Date.parse(last) - 86_400_000).toISOString().slice(0, 10) as Day;
        expect(running.followedBy(last).keeping(running, asOf).check('s3')).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['store', LokiSchema.since('2022-01-01', { prefix: 'loki_index_' }), 'tsdb in place of boltdb-shipper'],
    ['prefix', LokiSchema.running([{ ...boltdb, prefix: 'index_' }]), 'index_ in place of loki_index_'],
    ['schema', LokiSchema.running([{ ...boltdb, schema: 'v12' }]), 'v12 in place of v11'],
    ['from', LokiSchema.running([{ ...boltdb, from: '2022-01-02' }]), 'no period from 2022-01-01'],
    ['rowShards', LokiSchema.running([{ ...boltdb, rowShards: 32 }]), '32 in place of undefined'],
  ])('that edits the %s of a period that has begun is an error', (what, schema, got) => {
    const [finding] = schema.keeping(LokiSchema.running([boltdb]), '2026-11-21').check('s3');
    expect(finding).toMatchObject({
      rule: 'loki/schema-edit',
      severity: 'error',
      at: 'schema: from 2022-01-01',
      got,
      message: `'${what}' of a period that has begun must stay as it is`,
    });
    expect(finding?.remedy).toContain(".followedBy('2026-11-22')");
  });

  it('that adds a period in the past is an error, on the day of the change too', () => {
    const running = LokiSchema.running([boltdb]);
    for (const from of ['2024-01-01', '2026-11-21'] as const) {
      expect(running.followedBy(from).keeping(running, '2026-11-21').check('s3')).toMatchObject([
        {
          rule: 'loki/schema-edit',
          got: `one from ${from}`,
          message: 'a period that is added must begin after 2026-11-21',
        },
      ]);
    }
  });

  it('of a Loki that runs is held to the day on which it was so', () => {
    const running = LokiSchema.running([boltdb], '2026-11-21');
    expect(running.followedBy('2026-11-21').check('s3')).toMatchObject([
      { severity: 'error', got: 'one from 2026-11-21' },
    ]);
    expect(running.followedBy('2026-11-22').check('s3')).toEqual([]);
  });

  it('of a Loki that runs, with a period more and no such day, may be wrong', () => {
    const running = LokiSchema.running([boltdb]);
    expect(running.check('s3')).toEqual([]);
    expect(running.followedBy('2026-12-01').check('s3')).toMatchObject([
      { rule: 'loki/schema-edit', severity: 'warning', at: 'schema: from 2026-12-01' },
    ]);
  });

  it('may have no structured metadata as long as an older period lasts', () => {
    const running = LokiSchema.running([boltdb]);
    expect(running.withoutMetadata('s3')?.from).toBe(boltdb.from);
    const next = running.followedBy('2026-12-01');
    expect(next.withoutMetadata('s3')?.from).toBe(boltdb.from);
    expect(next.keeping(next, '2026-11-30').withoutMetadata('s3')?.from).toBe(boltdb.from);
    expect(next.keeping(next, '2026-12-01').withoutMetadata('s3')).toBeUndefined();
    expect(LokiSchema.since('2024-04-01').withoutMetadata('s3')).toBeUndefined();
  });

  it('may change a period that has not begun', () => {
    const running = LokiSchema.running([boltdb]).followedBy('2027-01-01');
    const moved = LokiSchema.running([boltdb]).followedBy('2026-12-01').keeping(running, '2026-11-21');
    expect(moved.check('s3')).toEqual([]);
  });

  it('is no thenable: it can be awaited', async () => {
    const schema = LokiSchema.since('2024-04-01');
    await expect(Promise.resolve(schema)).resolves.toBe(schema);
  });

  it.each([
    [() => LokiSchema.since('2024-02-30'), '\'from\' must be a day, got "2024-02-30"'],
    [() => LokiSchema.since('2024-04-01').followedBy('2024-04-01'), "'from' must be after 2024-04-01"],
    [() => LokiSchema.running([boltdb, boltdb]), "'from' must be after 2022-01-01"],
    [
      () => LokiSchema.running([{ ...boltdb, store: 'tsdb', periodHours: 168 }]),
      'must be 24 for an index of tsdb, got 168',
    ],
    [
      () => LokiSchema.running([{ ...boltdb, store: 'bigtable' as never }]),
      'must be tsdb or boltdb-shipper, got "bigtable"',
    ],
    [() => LokiSchema.running('auth_enabled: false'), "'text' must have 'schema_config.configs'"],
    [
      () => LokiSchema.since('2024-04-01').keeping(LokiSchema.since('2024-04-01'), '2026-11-21'),
      "'running[0].objectStore' must be said of what runs",
    ],
  ])('fails when it cannot be one: %#', (make, message) => {
    expect(make).toThrow(message);
  });
});
