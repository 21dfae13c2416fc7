import { isDeepStrictEqual } from 'node:util';
import { records } from '../../../lib/pipeline/records';
import { collected, odd } from './node-logs';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import type { LogPipeline } from '../../../lib/pipeline/log-pipeline';

type Json = Readonly<Record<string, unknown>>;

/** Something that must hold of what a Loki has got. */
export interface Check {
  readonly about: string;
  /** What was seen, for the report; an error says what is wrong. */
  readonly see: (entries: readonly LokiEntry[]) => string;
  /** Whether the naive configuration gets it right too. */
  readonly isEasy?: true;
}

const gatewayLabels = { namespace: 'mif', inference_service: 'llama', node_name: 'node-1', app: 'aigateway' };

/** @param pipeline - what all entries are compared with at the end, run here */
export const checksOf = (pipeline: LogPipeline): readonly Check[] => [
  {
    about: 'the gateway is collected without opt-in',
    isEasy: true,
    see: (entries) => `${of(entries, 'plain').length} of 1 entry`,
  },
  {
    about: 'a vllm pod without opt-in is not, nor any other',
    isEasy: true,
    see: (entries) => {
      equal(entries.filter(({ line }) => line.includes('nobody may read this')).length, 0);
      return '0 entries';
    },
  },
  {
    about: 'a pod that both sources select is read once',
    see: (entries) => {
      const found = entries.filter(({ line }) => line.includes('"both sources"'));
      equal(found.length, 1);
      return '1 entry';
    },
  },
  {
    about: 'labels, and none for what a pod does not have',
    see: (entries) => {
      const { labels } = one(entries, 'plain');
      equal(labels, { ...gatewayLabels, level: 'info' });
      return Object.keys(labels).sort().join(', ');
    },
  },
  {
    about: 'one of six levels',
    see: (entries) => {
      const found = [...new Set(entries.flatMap(({ labels }) => labels['level'] ?? []))].sort();
      equal(
        found.filter((level) => !['trace', 'debug', 'info', 'warn', 'error', 'fatal'].includes(level)),
        [],
      );
      return found.join(', ');
    },
  },
  {
    about: 'the body has every field',
    see: (entries) => {
      const body = bodyOf(one(entries, 'plain'));
      equal(body, { ...(JSON.parse(odd.plain) as Json), level: 'info' });
      return Object.keys(body).join(', ');
    },
  },
  {
    about: "the event's time is the entry's",
    see: (entries) => {
      equal(
        [one(entries, 'plain').time, one(entries, 'spans').time],
        ['2026-11-21T00:22:28.181225Z', '2026-11-21T00:22:29.500Z'],
      );
      return one(entries, 'plain').time;
    },
  },
  {
    about: "Go's slog: message and time",
    see: (entries) => {
      const { labels, line, time } = one(entries, 'slog');
      equal(time, '2026-11-21T00:20:55.724372461Z');
      equal(bodyOf({ line })['message'], 'no endpoint');
      equal(labels['level'], 'warn');
      return time;
    },
  },
  {
    about: 'message and msg are both kept',
    see: (entries) => {
      const { message, msg } = bodyOf(one(entries, 'message and msg'));
      equal([message, msg], ['kept', 'kept too']);
      return 'both';
    },
  },
  {
    about: 'JSON that is no object is sent as it is, with labels',
    see: (entries) => {
      for (const line of [odd.list, odd.string]) {
        const found = entries.filter((entry) => entry.line === line);
        equal(
          found.map(({ labels }) => labels),
          [gatewayLabels],
        );
      }
      return '2 entries';
    },
  },
  {
    about: 'a key named kubernetes changes no label',
    see: (entries) => {
      const { labels, line } = one(entries, 'forged');
      equal(labels, gatewayLabels);
      equal(bodyOf({ line })['kubernetes'], (JSON.parse(odd.forged) as Json)['kubernetes']);
      return 'namespace mif';
    },
  },
  {
    about: 'lines over 32 KiB, in parts and whole',
    see: (entries) => {
      const lengths = (['long', 'whole'] as const).map(
        (name) => (bodyOf(one(entries, name))['message'] as string).length,
      );
      equal(lengths, [32_768, 65_536]);
      return lengths.join(' and ');
    },
  },
  {
    about: 'trace_id that only stands under spans[]',
    see: (entries) => {
      const { trace_id, request_id } = bodyOf(one(entries, 'spans'));
      equal([trace_id, request_id], ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'req-2']);
      return 'found';
    },
  },
  {
    about: 'all lines of real programs are as the model has them',
    see: (entries) => {
      const model = collected.flatMap(({ lines, origin }) =>
        pipeline.run(records(lines, origin)),
      ) as readonly LokiEntry[];
      equal(sorted(entries), sorted(model));
      return `${model.length} entries`;
    },
  },
];

/** Entries with what tells them apart, in an order of their own; the time only where a line has one. */
function sorted(entries: readonly LokiEntry[]): readonly string[] {
  return entries
    .map(({ labels, structuredMetadata: { pod, container }, line, time }) => {
      const isTimed = /"(?:timestamp|time)":"2026/.test(line);
      const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
      return JSON.stringify([pairs, pod, container, isTimed ? time : 'read', line]);
    })
    .sort();
}

function of(entries: readonly LokiEntry[], name: string): readonly LokiEntry[] {
  return entries.filter(({ line }) => line.includes(`"case":${JSON.stringify(name)}`));
}

function one(entries: readonly LokiEntry[], name: string): LokiEntry {
  const [found, ...more] = of(entries, name);
  if (found === undefined || more.length > 0)
    throw new Error(`${name}: ${more.length + Number(found !== undefined)} entries`);
  return found;
}

function bodyOf({ line }: Pick<LokiEntry, 'line'>): Json {
  return JSON.parse(line) as Json;
}

function equal(found: unknown, expected: unknown): void {
  if (isDeepStrictEqual(found, expected)) return;
  const shown =
    Array.isArray(found) && found.length > 20 && Array.isArray(expected) ? difference(found, expected) : found;
  throw new Error(`got ${JSON.stringify(shown).slice(0, 400)}`);
}

function difference(found: readonly unknown[], expected: readonly unknown[]): unknown {
  const [more, less] = [
    found.filter((item) => !expected.includes(item)),
    expected.filter((item) => !found.includes(item)),
  ];
  return { count: [found.length, expected.length], more: more.slice(0, 1), less: less.slice(0, 1) };
}
