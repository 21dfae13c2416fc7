import type { AlloyNode, AlloyStatement } from '../../languages/alloy/compiler/tree';
import type { Redirection } from './agent-program';
import {
  array,
  assigned,
  attribute,
  chainOf,
  componentsOf,
  idOf,
  made,
  reference,
  regexOf,
  rule,
  stringOf,
  stringsIn,
  text,
  without,
} from './alloy-nodes';
import type { Block } from './alloy-nodes';
import { kept, reasonOf } from './alloy-kept';
import { nodeText } from './alloy-text';
import { discoveredLabels } from './container-log';
import type { ContainerLog } from './container-log';
import { namedUrl } from './named-url';
import { selected } from './pod-selectors';

/** Of an endpoint: what says what is sent; how it gets there is left to the recorder. */
const endpointKeys = new Set([
  ...['name', 'tenant_id', 'headers', 'batch_wait', 'batch_size', 'min_backoff_period', 'max_backoff_period'],
  ...['max_backoff_retries', 'retry_on_http_429', 'remote_timeout'],
]);

/** What an edit makes known, of the configuration and of all that it declares. */
export interface AlloyFound {
  readonly targets: Record<string, string>;
  readonly leftOut: string[];
  readonly notes: string[];
  readers: number;
}

/** One configuration's edit, or that of a component that it declares: it reads from the run's folder, and sends to the recorder. */
export class AlloyEdit {
  private readonly ids = new Map<string, string>();
  private readonly discovered = new Map<string, AlloyNode>();
  private readonly matchers = new Set<string>();
  private readonly referred = new Set<string>();
  /** Names of what is declared here or around. */
  private readonly declared: Set<string>;

  constructor(
    private readonly where: Redirection,
    readonly found: AlloyFound = { targets: {}, leftOut: [], notes: [], readers: 0 },
    declared: ReadonlySet<string> = new Set(),
  ) {
    this.declared = new Set(declared);
  }

  /** The components as they are run. */
  components(statements: readonly AlloyStatement[]): readonly Block[] {
    const all = componentsOf(statements);
    this.discover(all);
    const edited = all.filter(({ name }) => name !== 'local.file').flatMap((block) => this.component(block));
    // A file that only credentials came from need not be here.
    return [...edited, ...all.filter((block) => block.name === 'local.file' && this.referred.has(idOf(block)))];
  }

  /** Learns what components there are, and what discovery gives. */
  private discover(components: readonly Block[]): void {
    for (const block of components) {
      const id = idOf(block);
      this.ids.set(id, block.name);
      if (block.name === 'local.file_match') this.matchers.add(id);
      if (block.name === 'discovery.kubernetes') this.discovered.set(id, this.pods(block));
      if (block.name === 'declare') this.declared.add(block.label ?? '');
      const reason = reasonOf(block.name);
      if (reason !== undefined) this.found.leftOut.push(`${id}: ${reason}`);
    }
  }

  private component(block: Block): readonly Block[] {
    if (block.name === 'declare') {
      const inner = new AlloyEdit(this.where, this.found, this.declared);
      return [{ ...block, body: inner.components(block.body) }];
    }
    if (!this.isRun(block.name)) return [];
    // What an endpoint needs only to get to its Loki is left out before it is looked at.
    const sent = block.name === 'loki.write' ? this.write(block) : block;
    const own: Block = { ...sent, body: sent.body.map((statement) => this.statement(statement)) };
    switch (block.name) {
      case 'local.file_match':
        return this.match(own);
      case 'loki.source.file':
        return this.source(own);
      case 'loki.source.kubernetes':
        return this.containers(own);
      default:
        return [own];
    }
  }

  /** Paths are matched below the root, and told without it, as on the node. */
  private match(block: Block): readonly Block[] {
    const label = block.label ?? '';
    const [below, above] = [`compare_root_${label}`, `compare_path_${label}`];
    return [
      this.rooted(below, attribute(block, 'path_targets')),
      {
        ...block,
        body: [
          ...without(block, ['path_targets']),
          assigned('path_targets', reference(`discovery.relabel.${below}.output`)),
        ],
      },
      made('discovery.relabel', above, [
        assigned('targets', reference(`local.file_match.${label}.targets`)),
        rule('__path__', `${regexOf(this.where.root)}(.*)`, '$1'),
      ]),
    ];
  }

  private source(block: Block): readonly Block[] {
    this.found.readers += 1;
    const label = block.label ?? '';
    const [below, shown] = [`compare_source_${label}`, `compare_shown_${label}`];
    return [
      this.rooted(below, attribute(block, 'targets')),
      {
        ...block,
        body: [
          ...without(block, ['targets', 'forward_to', 'tail_from_end', 'legacy_positions_file']),
          assigned('targets', reference(`discovery.relabel.${below}.output`)),
          assigned('forward_to', array([reference(`loki.process.${shown}.receiver`)])),
        ],
      },
      made('loki.process', shown, [
        assigned('forward_to', attribute(block, 'forward_to') ?? array([])),
        made('stage.template', undefined, [
          assigned('source', text('filename')),
          assigned('template', text(`{{ TrimPrefix .Value ${JSON.stringify(this.where.root)} }}`)),
        ]),
        made('stage.labels', undefined, [
          assigned('values', { kind: 'object', start: 0, fields: [{ name: 'filename', value: text('') }] }),
        ]),
      ]),
    ];
  }

  /** What stands for a source that reads through Kubernetes' API: its targets' files, and the labels that it gives by itself. */
  private containers(block: Block): readonly Block[] {
    this.found.readers += 1;
    this.found.notes.push(`${idOf(block)}: reads through Kubernetes' API; files, read with stage.cri, stand for it`);
    const label = block.label ?? '';
    const [found, files, read] = [`compare_pods_${label}`, `compare_files_${label}`, `compare_lines_${label}`];
    const meta = ['namespace', 'pod_name', 'pod_uid', 'pod_container_name'].map((name) => `__meta_kubernetes_${name}`);
    const [namespace = '', pod = '', uid = '', container = ''] = meta;
    return [
      made('discovery.relabel', found, [
        assigned('targets', attribute(block, 'targets') ?? array([])),
        rule('__path__', '(.+);(.+);(.+);(.+)', `${this.where.root}/var/log/pods/\${1}_\${2}_\${3}/\${4}/*.log`, [
          ...[namespace, pod, uid, container],
        ]),
        rule('job', '^$', idOf(block)),
        rule('instance', ';(.+);(.+);(.+)', '${1}/${2}:${3}', ['instance', namespace, pod, container]),
      ]),
      made('local.file_match', files, [assigned('path_targets', reference(`discovery.relabel.${found}.output`))]),
      made('loki.source.file', files, [
        assigned('targets', reference(`local.file_match.${files}.targets`)),
        assigned('forward_to', array([reference(`loki.process.${read}.receiver`)])),
      ]),
      made('loki.process', read, [
        assigned('forward_to', attribute(block, 'forward_to') ?? array([])),
        made('stage.cri', undefined, []),
        made('stage.label_drop', undefined, [assigned('values', array([text('filename'), text('stream')]))]),
      ]),
    ];
  }

  /** Targets with their paths below the root, where they are not yet. */
  private rooted(label: string, targets: AlloyNode | undefined): Block {
    const regex = `(?:${regexOf(this.where.root)})?(.+)`;
    const replacement = `${this.where.root}$1`;
    return made('discovery.relabel', label, [
      assigned('targets', targets ?? array([])),
      rule('__path__', regex, replacement),
      rule('__path_exclude__', regex, replacement),
    ]);
  }

  private write(block: Block): Block {
    const body = block.body.flatMap((statement): readonly AlloyStatement[] => {
      if (statement.kind === 'attribute') return [statement];
      if (statement.name !== 'endpoint') return [];
      const to = String(Object.keys(this.found.targets).length);
      const url = attribute(statement, 'url');
      this.found.targets[to] = namedUrl(url === undefined ? '' : (stringOf(url) ?? nodeText(url)));
      const settings = statement.body.filter((one) => one.kind === 'attribute' && endpointKeys.has(one.name));
      const pushes = assigned('url', text(`${this.where.url(to)}/loki/api/v1/push`));
      return [{ ...statement, body: [pushes, ...settings] }];
    });
    return { ...block, body };
  }

  private statement(statement: AlloyStatement): AlloyStatement {
    if (statement.kind === 'attribute') return { ...statement, value: this.node(statement.value) };
    return { ...statement, body: statement.body.map((one) => this.statement(one)) };
  }

  /** An expression without what is not there any more. */
  private node(node: AlloyNode): AlloyNode {
    const chain = chainOf(node);
    if (chain !== undefined) return this.resolved(chain) ?? node;
    switch (node.kind) {
      case 'array':
        return { ...node, items: node.items.filter((item) => !this.isGone(item)).map((item) => this.node(item)) };
      case 'object':
        return { ...node, fields: node.fields.map(({ name, value }) => ({ name, value: this.node(value) })) };
      case 'access':
      case 'unary':
      case 'parentheses':
        return { ...node, of: this.node(node.of) };
      case 'index':
        return { ...node, of: this.node(node.of), at: this.node(node.at) };
      case 'call':
        return { ...node, of: node.of, arguments: node.arguments.map((one) => this.node(one)) };
      case 'binary':
        return { ...node, left: this.node(node.left), right: this.node(node.right) };
      default:
        return node;
    }
  }

  /** What a reference to a component stands for now; undefined where it stays. */
  private resolved(chain: readonly string[]): AlloyNode | undefined {
    const id = this.idIn(chain);
    if (id === undefined) return undefined;
    if (this.matchers.has(id)) return reference(`discovery.relabel.compare_path_${id.split('.').at(-1) ?? ''}.output`);
    const found = this.discovered.get(id);
    if (found !== undefined) return found;
    this.referred.add(id);
    if (this.isRun(this.ids.get(id) ?? '')) return undefined;
    this.found.leftOut.push(`${id}: is not run; what it would give is empty`);
    return /^(?:targets|output|rules|receiver)$/.test(chain.at(-1) ?? '') ? array([]) : text('');
  }

  /** Whether an item of a list leads to a component that is not run. */
  private isGone(item: AlloyNode): boolean {
    const id = this.idIn(chainOf(item) ?? []);
    if (id === undefined || this.isRun(this.ids.get(id) ?? '') || this.discovered.has(id)) return false;
    this.found.leftOut.push(`${id}: is no part of what Loki is sent`);
    return true;
  }

  private isRun(name: string): boolean {
    return kept.has(name) || this.declared.has(name);
  }

  private idIn(chain: readonly string[]): string | undefined {
    return chain.map((_, index) => chain.slice(0, index + 1).join('.')).find((id) => this.ids.has(id));
  }

  /** The targets of `discovery.kubernetes`. */
  private pods(block: Block): AlloyNode {
    const role = stringOf(attribute(block, 'role'));
    if (role !== 'pod') {
      this.found.leftOut.push(`${idOf(block)}: role ${role ?? 'unknown'}: only pods are given`);
      return array([]);
    }
    const blocks = (name: string): readonly Block[] => componentsOf(block.body).filter((one) => one.name === name);
    const names = blocks('namespaces').flatMap((one) => stringsIn(attribute(one, 'names')));
    const selectors = blocks('selectors').map((one) => ({
      label: stringOf(attribute(one, 'label')) ?? '',
      field: stringOf(attribute(one, 'field')) ?? '',
    }));
    return array(this.where.containers.filter((container) => selected(container, names, selectors)).map(targetOf));
  }
}

function targetOf(container: ContainerLog): AlloyNode {
  const fields = Object.entries(discoveredLabels(container)).map(([name, value]) => ({ name, value: text(value) }));
  return { kind: 'object', start: 0, fields };
}
