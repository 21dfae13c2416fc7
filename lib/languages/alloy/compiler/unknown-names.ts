import { misspelt, nearest } from '../../../findings/near-name';
import { argumentNames } from './argument-names';
import type { BlockNames } from './argument-names';
import type { AlloyStatement } from './tree';

/** A name that Alloy does not know where it stands, or knows as something else. */
export interface UnknownName {
  readonly name: string;
  /** An offset into the text's UTF-8. */
  readonly start: number;
  readonly message: string;
  readonly remedy: string;
}

/** Components of the families whose misspelt names are told. What they take is known of those in {@link argumentNames}. */
const components = [
  ...['loki.echo', 'loki.enrich', 'loki.process', 'loki.relabel', 'loki.rules.kubernetes', 'loki.secretfilter'],
  ...[
    ...[
      'api',
      'awsfirehose',
      'azure_event_hubs',
      'cloudflare',
      'docker',
      'file',
      'gcplog',
      'gelf',
      'heroku',
      'journal',
    ],
    ...['kafka', 'kubernetes', 'kubernetes_events', 'podlogs', 'syslog', 'windowsevent'],
  ].map((name) => `loki.source.${name}`),
  ...['loki.write', 'local.file', 'local.file_match'],
  ...[
    ...[
      'azure',
      'consul',
      'consulagent',
      'digitalocean',
      'dns',
      'docker',
      'dockerswarm',
      'ec2',
      'eureka',
      'file',
      'gce',
    ],
    ...[
      'hetzner',
      'http',
      'ionos',
      'kubelet',
      'kubernetes',
      'kuma',
      'lightsail',
      'linode',
      'marathon',
      'nerve',
      'nomad',
    ],
    ...['openstack', 'ovhcloud', 'process', 'puppetdb', 'relabel', 'scaleway', 'serverset', 'triton', 'uyuni', 'vultr'],
  ].map((name) => `discovery.${name}`),
];

/** Blocks in which components stand. */
const modules = ['declare', 'foreach', 'template'];

/** Names in a configuration, or in a `loki.process` where the text's blocks are its stages. */
export function unknownNames(tree: readonly AlloyStatement[], isStages: boolean): readonly UnknownName[] {
  return isStages ? inStages(tree) : tree.flatMap(inComponent);
}

const stages: BlockNames = {
  attributes: [],
  blocks: Object.fromEntries(
    Object.entries(argumentNames['loki.process']?.blocks ?? {}).filter(([name]) => name.startsWith('stage.')),
  ),
};

/** What does not begin as a stage is told as misplaced. */
function inStages(tree: readonly AlloyStatement[]): readonly UnknownName[] {
  return inBlock(
    tree.filter(({ kind, name }) => kind === 'block' && name.startsWith('stage.')),
    stages,
    'loki.process',
  );
}

function inComponent(statement: AlloyStatement): readonly UnknownName[] {
  if (statement.kind === 'attribute') return [];
  const { name, start, body } = statement;
  if (modules.includes(name)) return body.flatMap(inComponent);
  const known = own(argumentNames, name);
  if (known !== undefined) return inBlock(body, known, name);
  const near = components.includes(name) ? undefined : components.find((one) => isLike(name, one));
  if (near === undefined) return [];
  return [{ name, start, message: 'a block must be one of those of Alloy', remedy: `did you mean ${near}?` }];
}

/** Each part of the name is that of the other, or a misspelling of it. */
function isLike(name: string, other: string): boolean {
  const [parts, others] = [name.split('.'), other.split('.')];
  if (parts.length !== others.length || parts[0] !== others[0]) return false;
  return parts.every((part, index) => misspelt(part, [others[index] ?? '']) !== undefined);
}

function inBlock(body: readonly AlloyStatement[], known: BlockNames, of: string): readonly UnknownName[] {
  return body.flatMap((statement): readonly UnknownName[] => {
    const { kind, name, start } = statement;
    const block = own(known.blocks, name);
    const isAttribute = known.attributes.includes(name);
    if (kind === 'block' && block !== undefined) {
      const takes = name === 'stage.match' ? { ...block, blocks: { ...stages.blocks, ...block.blocks } } : block;
      return inBlock(statement.body, takes, name);
    }
    if (kind === 'attribute' && isAttribute) return [];
    if (block !== undefined) {
      return [{ name, start, message: `'${name}' of ${of} must be a block`, remedy: `write ${name} { … }` }];
    }
    if (isAttribute) {
      return [{ name, start, message: `'${name}' of ${of} must be an attribute`, remedy: `write ${name} = …` }];
    }
    return [{ name, start, message: `a name in ${of} must be one that it takes`, remedy: remedyOf(name, known, of) }];
  });
}

function remedyOf(name: string, known: BlockNames, of: string): string {
  const names = [...known.attributes, ...Object.keys(known.blocks)];
  if (names.length === 0) return `leave it out: ${of} takes nothing`;
  const near = misspelt(name, names);
  if (near !== undefined) return `did you mean ${near}?`;
  return names.length > 12 ? `the nearest is ${nearest(name, names) ?? ''}` : `write one of ${names.join(', ')}`;
}

function own(blocks: BlockNames['blocks'], name: string): BlockNames | undefined {
  return Object.hasOwn(blocks, name) ? blocks[name] : undefined;
}
