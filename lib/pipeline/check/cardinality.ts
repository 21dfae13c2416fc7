import type { ValueSpec } from '../ref-spec';
import { valueReads } from '../reads';
import type { Leaf } from '../reads';
import type { StageSpec } from '../stage-spec';

// Ids of things of which there are few, and which many people group by.
const fewIds = new Set(
  ['dag', 'task', 'tenant', 'cluster', 'region', 'zone', 'node', 'machine', 'host', 'org', 'project', 'app', 'service']
    .concat(['environment', 'pool', 'queue', 'partition', 'shard', 'worker', 'rack', 'site', 'team'])
    .map((thing) => `${thing}_id`),
);

const many = new Set(
  [
    'id',
    'uid',
    'uuid',
    'guid',
    'ulid',
    'traceid',
    'spanid',
    'requestid',
    'nonce',
    'token',
    'hash',
    'digest',
    'sha',
    'etag',
  ]
    .concat([
      'time',
      'timestamp',
      'ts',
      'date',
      'datetime',
      'asctime',
      'duration',
      'latency',
      'elapsed',
      'offset',
      'pid',
    ])
    .concat([
      'message',
      'msg',
      'body',
      'event',
      'line',
      'stack',
      'stacktrace',
      'traceback',
      'exception',
      'error_message',
    ])
    .concat(['ip', 'client_ip', 'remote_ip', 'remote_addr', 'remote_address', 'email', 'url', 'uri', 'user_agent']),
);
const manyEnd =
  /_(?:uid|uuid|guid|hash|digest|time|timestamp|ts|date|at|ms|us|ns|seconds|duration|bytes|offset|ip|addr)$/;

/**
 * Whether a label would have a value of its own for nearly every record, as far as names tell: of the label, and of what it
 * reads, through the stages that set or rename fields.
 */
export function isHighCardinality(label: string, value: ValueSpec, stages: readonly StageSpec[]): boolean {
  const leaves = valueReads(value);
  if (leaves.length === 0) return false;
  if (leaves.every((leaf) => hasFewValues(leaf, stages))) return false;
  return isManyValued(label) || leaves.some((leaf) => isManyValuedLeaf(leaf, stages, new Set()));
}

function isManyValuedLeaf(leaf: Leaf, stages: readonly StageSpec[], seen: Set<string>): boolean {
  switch (leaf.of) {
    case 'line':
      return true;
    case 'origin':
      return leaf.name === 'path';
    case 'podLabel':
    case 'podAnnotation':
      return isManyValued(leaf.key.split('/').at(-1) ?? '');
    case 'field': {
      if (hasFewValues(leaf, stages)) return false;
      const name = leaf.path.filter((step) => typeof step === 'string').at(-1) ?? '';
      if (isManyValued(name)) return true;
      if (leaf.path.length > 1 || seen.has(name)) return false;
      seen.add(name);
      return sourcesOf(name, stages).some((source) => isManyValuedLeaf(source, stages, seen));
    }
  }
}

/** Fields whose values the pipeline itself names. */
function hasFewValues(leaf: Leaf, stages: readonly StageSpec[]): boolean {
  if (leaf.of !== 'field' || leaf.path.length > 1) return false;
  return flat(stages).some(
    (stage) => (stage.kind === 'classify' || stage.kind === 'level') && stage.field === leaf.path[0],
  );
}

function sourcesOf(name: string, stages: readonly StageSpec[]): readonly Leaf[] {
  return flat(stages).flatMap((stage): readonly Leaf[] => {
    if (stage.kind === 'set') return stage.values.flatMap(([to, value]) => (to === name ? valueReads(value) : []));
    if (stage.kind !== 'rename') return [];
    return stage.names.flatMap(([from, to]): Leaf[] => (to === name ? [{ of: 'field', path: [from] }] : []));
  });
}

function flat(stages: readonly StageSpec[]): readonly StageSpec[] {
  return stages.flatMap((stage) => (stage.kind === 'when' ? [stage, ...flat(stage.stages)] : [stage]));
}

function isManyValued(name: string): boolean {
  const snake = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-. ]/g, '_')
    .toLowerCase();
  if (fewIds.has(snake)) return false;
  return many.has(snake) || snake.endsWith('_id') || manyEnd.test(snake);
}
