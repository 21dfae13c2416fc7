import type { PlacedFinding } from '../../engines/judge';
import { misspelt } from '../../findings/near-name';
import { shown } from '../../findings/shown';
import { pairsOf, startOf } from '../../languages/yaml/document';
import type { YamlDocument, YamlNode } from '../../languages/yaml/document';
import { standIn } from '../../text/stand-in';
import { knownOptions } from './known-options/known-options';
import type { KnownBlock, OptionKind } from './known-options/known-options';

type Document = YamlDocument['document'];

/** What Loki 3.7 reads and its reference does not name. */
const unnamed: ReadonlySet<string> = new Set([
  ...['internal_server', 'kafka_config.address', 'kafka_config.client_id', 'ruler.wal.tenant', 'ruler.wal.name'],
  ...['ruler.wal.remotewrite', 'index_gateway.ring.num_tokens', 'query_scheduler.scheduler_ring.num_tokens'],
  ...['query_scheduler.scheduler_ring.replication_factor', 'compactor.compactor_ring.num_tokens'],
  ...['compactor.compactor_ring.replication_factor', 'compactor.deletion_ignore_missing_chunks'],
  ...['bloom_build.planner.retention.max_lookback_days', 'bloom_build.builder.working_directory'],
  ...['bloom_gateway.fetch_blocks_async', 'storage_config.bloom_shipper.memory_management'],
  'dataobj.consumer.builderconfig.dataobj_sort_order',
]);

/** Options that Loki 3.7 does not have, and values that none of its readers takes, with their places in the text. */
export function optionFaults(document: Document): readonly PlacedFinding[] {
  const { contents } = document;
  if (kindOf(document, contents) === 'map') return inBlock(document, contents, knownOptions(), '');
  return [wrong('the file', document, contents, 'map')];
}

function inBlock(document: Document, block: YamlNode, known: KnownBlock, at: string): readonly PlacedFinding[] {
  return pairsOf(document, block).flatMap(({ key, keyNode, value }): readonly PlacedFinding[] => {
    const kind = known.get(key) ?? known.get('*');
    const place = at === '' ? key : `${at}.${key}`;
    if (kind === undefined) return unnamed.has(place) ? [] : [unknown(key, startOf(keyNode), known, at)];
    const found = kindOf(document, value);
    // Go leaves what is null as it was.
    if (found === 'null') return [];
    if (typeof kind === 'string') return takes(kind, found, value) ? [] : [wrong(place, document, value, kind)];
    return found === 'map' ? inBlock(document, value, kind(), place) : [wrong(place, document, value, 'map')];
  });
}

function unknown(name: string, index: number, known: KnownBlock, at: string): PlacedFinding {
  const near = misspelt(name, [...known.keys()]);
  return {
    ...{ rule: 'loki/unknown-option', severity: 'error', at: at === '' ? 'the file' : at, got: name, index },
    message: `'${at === '' ? 'the file' : at}' must have options that Loki 3.7 has: it does not start with others`,
    remedy: near === undefined ? 'leave it out, or look for its place in the reference' : `did you mean ${near}?`,
    summary: 'an option that Loki has not',
  };
}

const words: Readonly<Record<OptionKind, string>> = {
  boolean: 'true or false',
  int: 'a whole number or a size',
  bytes: 'a size with its unit, as 64KiB',
  float: 'a number',
  duration: 'a duration, as 36h',
  string: 'a text',
  list: 'a list',
  map: 'an object',
};

function wrong(at: string, document: Document, node: YamlNode, kind: OptionKind): PlacedFinding {
  return {
    ...{ rule: 'loki/option-kind', severity: 'error', at, got: shown(valueOf(document, node)), index: startOf(node) },
    message: `'${at}' must be ${words[kind]}`,
    remedy: `write ${words[kind]}`,
    summary: 'a value of another kind than its option has',
  };
}

type Found = 'map' | 'list' | 'null' | 'scalar';

function kindOf(document: Document, node: YamlNode): Found {
  const value = valueOf(document, node);
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'map' : 'scalar';
}

function valueOf(document: Document, node: YamlNode): unknown {
  return node?.toJS(document);
}

/** Whether one of Loki's readers of a kind takes it: which one an option has is not known, and they differ. */
function takes(kind: OptionKind, found: Found, node: YamlNode): boolean {
  if (kind === 'map') return found === 'map';
  if (kind === 'list') return found !== 'map';
  if (found !== 'scalar' || node === null || node === undefined || !('value' in node)) return false;
  const { value } = node;
  // What is in its place in the cluster is not known here.
  if (typeof value === 'string' && value.includes(standIn(''))) return true;
  switch (kind) {
    case 'boolean':
      // As YAML 1.1 reads it.
      return typeof value === 'boolean' || /^(y|yes|n|no|on|off)$/i.test(plain(node));
    case 'int':
      return typeof value === 'number' || /^\d+ ?([kmgtpe]i?)?b$|^\d+ ?[kmgtpe]i?$|^\d[\d_]*$/i.test(plain(node));
    case 'float':
      return typeof value === 'number' || /^\d[\d_.]*$/.test(plain(node));
    case 'bytes':
      return typeof value === 'string' && /^(\d+(\.\d+)?([KMGTPE]i?)?B)+$/.test(value);
    case 'duration':
      return typeof value === 'number' || /^-?(\d+(\.\d+)?(ns|us|µs|μs|ms|[smhdwy]))+$|^0$/.test(String(value));
    case 'string':
      return true;
  }
}

/** Its text where it stands without quotes: with them it is a text to Go, whatever it looks like. */
function plain(node: YamlNode): string {
  const isPlain = node !== null && node !== undefined && 'type' in node && node.type === 'PLAIN';
  return isPlain && 'source' in node && typeof node.source === 'string' ? node.source : '';
}
