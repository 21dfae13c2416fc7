import { EnrichmentTable, Sink, Source, Transform, VectorConfig, vrl } from '../../../../lib/engines/vector';
import type { VectorVersion, Vrl } from '../../../../lib/engines/vector';
import { settle } from '../../../../lib/text/reader';

const logs = Source.file('logs', { include: ['/l'] });
const services = EnrichmentTable.file('services', {
  path: '/etc/vector/services.csv',
  delimiter: ';',
  includeHeaders: true,
  schema: { id: 'integer', since: 'date|%d.%m.%Y', 'Team Name': 'string' },
});

function lookup(source: Vrl, tables: readonly EnrichmentTable[] = [], version?: VectorVersion): VectorConfig {
  const found = Transform.remap('found', { inputs: [logs], source });
  const sinks = [Sink.blackhole('none', { inputs: [found] })] as const;
  return new VectorConfig({ sinks, enrichmentTables: tables, ...(version === undefined ? {} : { version }) });
}

describe('an enrichment table', () => {
  test('of a file is printed as Vector nests it', () => {
    expect(settle(lookup(vrl`.a = 1`, [services]).print(), 'test')).toContain(
      [
        'enrichment_tables:',
        '  services:',
        '    type: file',
        '    file:',
        '      path: /etc/vector/services.csv',
        '      encoding:',
        '        type: csv',
        '        include_headers: true',
        '        delimiter: ";"',
        '    schema:',
        '      id: integer',
        '      since: "date|%d.%m.%Y"',
        '      Team Name: string',
        'sources:',
      ].join('\n'),
    );
  });

  test('is known to the compiler by its name', () => {
    const row = vrl`.team = get_enrichment_table_record!("services", { "id": .id })`;
    expect(lookup(row, [services]).check()).toEqual([]);
    for (const tables of [[], [EnrichmentTable.mmdb('other', { path: '/m' })]]) {
      expect(lookup(row, tables).check()).toMatchObject([
        { rule: 'vector/vrl', severity: 'error', at: expect.stringMatching(/^transforms\.found\.source, line 1/) },
      ]);
    }
    const rows = vrl`.teams = find_enrichment_table_records!("service", { "id": .id })`;
    expect(lookup(rows, [services]).check()[0]?.remedy).toContain('expected one of: "services"');
  });

  test('in memory is fed by components, which belong to the configuration', () => {
    const events = Source.internalLogs('events');
    const seen = EnrichmentTable.memory('seen', {
      inputs: [events],
      ttl: 60,
      ttlField: '.ttl',
      scanInterval: 10,
      flushInterval: 1,
      maxByteSize: 1000,
      internalMetrics: { includeKeyTag: true },
    });
    const config = lookup(vrl`.a, .err = get_enrichment_table_record("seen", { "key": .key })`, [seen]);
    expect(config.check()).toEqual([]);
    expect(config.components.map(({ name }) => name)).toContain('events');
    expect(settle(config.print(), 'test')).toContain(
      'type: memory\n    inputs:\n      - events\n    ttl: 60\n    ttl_field: ".ttl"\n    scan_interval: 10\n',
    );
    const older = lookup(vrl`.a = 1`, [seen], '0.43.1').check();
    expect(older.map(({ rule, at }) => `${rule} at ${at}`)).toEqual(['vector/memory-table at enrichment_tables.seen']);
  });

  test('may be a database of MaxMind’s', () => {
    const tables = [
      EnrichmentTable.geoip('city', { path: '/city.mmdb', locale: 'de' }),
      EnrichmentTable.mmdb('any', { path: '/a' }),
    ];
    expect(lookup(vrl`.a = 1`, tables).print()).toContain('type: geoip\n    path: /city.mmdb\n    locale: de\n');
  });

  test('has a name of its own', () => {
    const twice = [
      services,
      EnrichmentTable.mmdb('logs', { path: '/m' }),
      EnrichmentTable.mmdb('services', { path: '/m' }),
    ];
    expect(
      lookup(vrl`.a = 1`, twice)
        .check()
        .map(({ got }) => got),
    ).toEqual(['sources.file and enrichment_tables.mmdb', 'enrichment_tables.file and enrichment_tables.mmdb']);
  });

  test.each<[string, () => unknown, string]>([
    [
      'a delimiter',
      () => EnrichmentTable.file('t', { path: '/x', delimiter: '::' }),
      "'t.delimiter' must be one character",
    ],
    [
      'a type',
      () => EnrichmentTable.file('t', { path: '/x', schema: { a: 'int' as never } }),
      '\'t.schema.a\' must be bool, date, float, integer, string or timestamp, got "int"',
    ],
    ['a name', () => EnrichmentTable.mmdb('a.b', { path: '/x' }), "'name' must be 1 to 128 letters, digits and _"],
    ['no input', () => EnrichmentTable.memory('t', { inputs: [] as never }), "'t.inputs' must hold what feeds it"],
    [
      'metrics',
      () => EnrichmentTable.memory('t', { inputs: [Source.internalMetrics('m')] }),
      "'t.inputs' must emit logs, got metrics from m",
    ],
    [
      'what is none',
      () => lookup(vrl`.a = 1`, ['services' as never]),
      "'props.enrichmentTables[0]' must be an enrichment table",
    ],
  ])('fails for %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
