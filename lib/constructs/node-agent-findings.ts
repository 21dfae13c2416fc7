import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { EngineConfig } from '../engines/engine';
import type { Finding } from '../findings/finding';
import { targetOf } from './sink-target';
import type { EngineName } from '../pipeline/engine-name';
import type { LogPipeline } from '../pipeline/log-pipeline';
import { foldersOf, hides } from './host-folders';
import { overlapOf } from './pod-selection';

type Pipelines = readonly LogPipeline<EngineName>[];

/** What an agent of the node cannot read. @param own - folders of the container itself */
export function sourceFindings(pipelines: Pipelines, own: readonly string[]): readonly Finding[] {
  const all = pipelines.flatMap(({ name, sources }) =>
    sources.map(({ spec }, index) => ({ spec, at: `${name}: sources[${index}]` })),
  );
  const found = all.flatMap(({ spec, at }): readonly Finding[] => {
    if (spec.kind === 'docker') return [compose(at)];
    return foldersOf(spec).flatMap((folder) => (hides(folder, own) ? [hiding(at, folder)] : []));
  });
  return all.some(({ spec }) => spec.kind === 'pods') ? found : [...found, noPods(pipelines)];
}

function compose(at: string): Finding {
  return {
    rule: 'node-agent/source',
    severity: 'error',
    at,
    got: 'a source of docker',
    message: "'sources' must be pods, files or the journal, since docker compose runs on no node of a cluster",
    remedy: 'read Source.pods()',
  };
}

function hiding(at: string, folder: string): Finding {
  return {
    rule: 'node-agent/host-folder',
    severity: 'error',
    at,
    got: folder,
    message: "'sources' must be files in a folder of the node that the agent's container has no other use for",
    remedy: 'begin the glob with a folder that holds logs only, such as /var/log/app',
  };
}

function noPods(pipelines: Pipelines): Finding {
  return {
    rule: 'node-agent/no-pods',
    severity: 'warning',
    at: pipelines.map(({ name }) => name).join(', '),
    got: 'files of the node only',
    message: "'sources' must name pods for their output to be collected",
    remedy: 'add Source.pods(), unless the files of nodes are all that is meant',
  };
}

/** What is given to an agent as variables. */
export interface Given {
  readonly env: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
}

/** The variables that the configuration names and that the agent is not given. @param own - those it is given anyway */
export function missingVariables(
  { variables }: EngineConfig,
  given: Given,
  own: readonly string[],
): readonly Finding[] {
  return (['env', 'secrets'] as const).flatMap((kind) =>
    variables[kind]
      .filter((name) => !own.includes(name) && !Object.hasOwn(given[kind], name))
      .map((name) => ({
        rule: `node-agent/${kind === 'env' ? 'env' : 'secret'}-missing` as const,
        severity: 'error' as const,
        at: kind,
        got: Object.keys(given[kind]).join(', ') || 'none',
        message: `'${kind}' must hold ${name}, which a pipeline names`,
        remedy: `say what ${kind === 'env' ? `env('${name}')` : `secret('${name}')`} stands for on the nodes`,
      })),
  );
}

const enforce = 'pod-security.kubernetes.io/enforce';

/** A namespace in this app whose Pod Security Standard lets no pod have folders of its node. */
export function podSecurityFindings(agent: IConstruct, namespace: string): readonly Finding[] {
  return agent.node.root.node.findAll().flatMap((construct): readonly Finding[] => {
    if (!ApiObject.isApiObject(construct) || construct.kind !== 'Namespace' || construct.name !== namespace) return [];
    const level: unknown = construct.metadata.getLabel(enforce);
    if (level !== 'baseline' && level !== 'restricted') return [];
    return [
      {
        rule: 'node-agent/pod-security',
        severity: 'error',
        at: construct.node.path,
        got: `${enforce}: ${level}`,
        message: `the namespace ${namespace} must allow privileged pods, since an agent reads folders of its node as root`,
        remedy: `write ${enforce}: privileged there, and keep other programs out of the namespace`,
      },
    ];
  });
}

/** An agent that may be one of several. */
export interface Reader extends IConstruct {
  readonly pipelines: Pipelines;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** Pods that an agent before this one in the same chart reads too, and sends to the same place. */
export function doubleReadings(
  agent: Reader,
  isReader: (construct: IConstruct) => construct is Reader,
): readonly Finding[] {
  const readers = Chart.of(agent).node.findAll().filter(isReader);
  return readers.slice(0, readers.indexOf(agent)).flatMap((other) => {
    if (onOtherNodes(agent, other)) return [];
    return agent.pipelines.flatMap((one) => other.pipelines.flatMap((two) => doubled(one, two, other)));
  });
}

function doubled(one: Pipelines[number], two: Pipelines[number], other: Reader): readonly Finding[] {
  const targets = new Set(two.sinks.map(({ spec }) => targetOf(spec)));
  const shared = one.sinks.map(({ spec }) => targetOf(spec)).find((to) => to !== undefined && targets.has(to));
  if (shared === undefined) return [];
  return one.sources.flatMap(({ spec }, index): readonly Finding[] => {
    const overlaps = two.sources.map((source) =>
      spec.kind === 'pods' && source.spec.kind === 'pods' ? overlapOf(spec, source.spec) : 'none',
    );
    const worst = overlaps.includes('all') ? 'all' : overlaps.includes('some') ? 'some' : undefined;
    if (worst === undefined) return [];
    return [
      {
        rule: 'node-agent/read-twice',
        severity: worst === 'all' ? 'error' : 'warning',
        at: `${one.name}: sources[${index}]`,
        got: `pods that ${two.name} of ${other.node.path} ${worst === 'all' ? 'reads' : 'may read'}`,
        message: "'sources' must be read by one agent of a node, or their logs arrive twice at the same place",
        remedy: 'give both pipelines to one agent, or leave the pods out of one with except',
      },
    ];
  });
}

/** Whether no node has both labels. */
function onOtherNodes(one: Reader, other: Reader): boolean {
  return Object.entries(one.nodeSelector).some(
    ([key, value]) => Object.hasOwn(other.nodeSelector, key) && other.nodeSelector[key] !== value,
  );
}
