import { assumed, compressionBy } from '../../backends/loki/capacity/assumptions';
import type { Assumptions } from '../../backends/loki/capacity/assumptions';
import type { Capacity } from '../../backends/loki/capacity/capacity';
import { bytesOf } from '../../engines/loki-stages/quantity';
import { shownBytes, shownDecimal, shownSeconds } from '../../backends/loki/shown-quantity';

type Row = readonly [name: string, value: string, note?: string];

/** What is needed, for people. */
export function table(capacity: Capacity, columns: number): string {
  const { input, memory, limits, recommended } = capacity;
  const { replicas, storage, replicationFactor } = input;
  const runs = {
    single: 'one Loki on a disk',
    replicated: `${recommended.replicas} Lokis on a bucket`,
    distributed: 'its parts apart',
  };
  // Where its parts are apart no pod is a whole Loki.
  const pod = recommended.kind === 'distributed' && storage === 'bucket' ? 'ingester' : 'Loki';
  const each = replicas > 1 ? `, each of ${replicas}` : '';
  const kept = input.kept.map(({ share, seconds }) => `${percent(share)} of it ${shownSeconds(seconds)}`);
  const keep = [shownSeconds(input.retentionSeconds), ...kept].join(', ');
  const copies = replicationFactor > 1 ? `, ${replicationFactor} copies` : '';
  const quota: readonly Row[] =
    capacity.quota === undefined
      ? []
      : [['bucket quota', kubernetes(capacity.quotaBytes ?? 0), 'objects of chunks and index']];
  const diskNote = storage === 'disk' ? 'all of it, and what is not written yet' : `what is not written yet, and index`;
  const rows: readonly Row[] = [
    [
      'comes in',
      `${input.average.asString()}, at most ${input.peak.asString()}`,
      `${shownDecimal(capacity.dailyBytes)} a day`,
    ],
    ['kept', keep, `${shownDecimal(capacity.rawBytes)} before compression`],
    ['recommended', runs[recommended.kind], recommended.why],
    ['computed for', replicas === 1 ? `one ${pod} on a ${storage}` : `${replicas} ${pod}s on a ${storage}${copies}`],
    [
      'stored',
      shownDecimal(capacity.storedBytes),
      `chunks ÷ ${input.assumptions.compression}, index ${percent(input.assumptions.indexShare)}, a day that waits to be deleted`,
    ],
    ...quota,
    [`disk${each}`, kubernetes(capacity.diskBytes), `${diskNote} (${shownBytes(capacity.walBytes)})`],
    [
      `memory${each}`,
      `${shownBytes(memory.requestBytes)}, limit ${shownBytes(memory.limitBytes)}`,
      `${input.streams} streams at a time`,
    ],
    [`CPUs${each}`, String(capacity.cpus)],
    ['nodes', String(capacity.nodes), replicas > 1 ? 'so that none takes two replicas with it' : ''],
  ];
  const limitRows: readonly Row[] = [
    ['ingestion_rate_mb', String(limits.ingestionRateMb)],
    ['ingestion_burst_size_mb', String(limits.ingestionBurstSizeMb)],
    ['per_stream_rate_limit', `${bytesOf(limits.perStreamRateLimit) / 1024 ** 2}MB`],
    ['per_stream_rate_limit_burst', `${bytesOf(limits.perStreamRateLimitBurst) / 1024 ** 2}MB`],
    ['max_global_streams_per_user', String(limits.maxGlobalStreamsPerUser)],
  ];
  const names = Object.keys(assumed) as (keyof Assumptions)[];
  const assumptions = names.map((name): Row => {
    const value = input.assumptions[name];
    if (name === 'compression' && value === compressionBy[input.chunkEncoding]) {
      return [name, String(value), assumed[name].source.replace('snappy', input.chunkEncoding)];
    }
    return [name, number(name, value), value === assumed[name].value ? assumed[name].source : 'as you say'];
  });
  return [
    lines(rows, columns),
    'limits_config',
    lines(limitRows, columns, '  '),
    'assumed (--assume <name>=<number> for another)',
    lines(assumptions, columns, '  '),
  ].join('\n');
}

function lines(rows: readonly Row[], columns: number, indent = ''): string {
  const wide = Math.max(...rows.map(([name]) => name.length)) + 2;
  const values = Math.max(...rows.map(([, value]) => (value.length > 24 ? 0 : value.length))) + 2;
  return rows
    .flatMap(([name, value, note = '']) => {
      const head = `${indent}${name.padEnd(wide)}${note === '' ? value : value.padEnd(values)}`;
      if (note === '') return [head.trimEnd()];
      return wrapped(note, head.length > columns - 20 ? [] : [head], head, indent.length + wide, columns);
    })
    .join('\n');
}

/** The note behind its value, or below it where there is no room. */
function wrapped(
  note: string,
  beside: readonly string[],
  head: string,
  indent: number,
  columns: number,
): readonly string[] {
  const out = [beside[0] === undefined ? ' '.repeat(indent) : head.endsWith('  ') ? head : `${head}  `];
  const start = out[0]?.length ?? 0;
  for (const word of note.split(' ')) {
    const last = out.length - 1;
    const line = out[last] ?? '';
    const separator = line.endsWith(' ') ? '' : ' ';
    if (line.length + separator.length + word.length <= columns) out[last] = line + separator + word;
    else out.push(' '.repeat(Math.min(start, columns - 30)) + word);
  }
  return beside[0] === undefined ? [head.trimEnd(), ...out] : out;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function kubernetes(bytes: number): string {
  return `${Math.ceil(bytes / 1024 ** 3)}Gi`;
}

function number(name: string, value: number): string {
  return name.endsWith('Bytes') ? shownBytes(value) : String(value);
}
