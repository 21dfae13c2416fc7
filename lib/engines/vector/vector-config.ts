import { FindingsError } from '../../findings/finding';
import type { Finding } from '../../findings/finding';
import { Vrl } from '../../languages/vrl/vrl';
import { printYaml } from '../../languages/yaml/print';
import type { YamlValue } from '../../languages/yaml/print';
import type { Text } from '../../text/live-text';
import { LiveText } from '../../text/live-text';
import { settle, through } from '../../text/reader';
import type { Reader } from '../../text/reader';
import { SecretRef } from '../../text/secret-ref';
import { refusal } from '../../pipeline/argument';
import type { EngineConfig } from '../engine';
import type { Component, Consumer, NonEmpty } from './config/component';
import { enrichmentTable } from './config/enrichment-table';
import type { EnrichmentTable } from './config/enrichment-table';
import { frozenGlobals, globalChecks, globalSettings } from './config/globals';
import type { Globals } from './config/globals';
import { BackendSecret } from './config/secret-backend';
import type { SecretBackend } from './config/secret-backend';
import { printSettings } from './config/settings';
import type { Setting } from './config/settings';
import { anything, checkAll, list, maybe } from './config/shape';
import type { Checks } from './config/shape';
import { expandedIn, leavesOf } from './config/walk-settings';
import type { Leaf } from './config/walk-settings';
import { vectorInterpolation } from './interpolation';
import { checkPrograms } from './programs';
import { checkConfig } from './rules';
import type { CheckedConfig } from './rules/rule';
import { vectorSecrets } from './secret-placeholder';
import { checkVersion, isFrom, vrlDialect } from './versions';
import type { VectorVersion } from './versions';

/** Where Vector keeps checkpoints and buffers when nothing else is said. */
export const defaultDataDir = '/var/lib/vector';

/** A configuration of Vector. */
export interface VectorConfigProps extends Globals {
  /** Where events go; what feeds them is found through their `inputs`. */
  readonly sinks: NonEmpty<Consumer>;
  /** Of the Vector that will read it. @default - the newest tested */
  readonly version?: VectorVersion;
  /** Tables that programs look events up in. @default - none */
  readonly enrichmentTables?: readonly EnrichmentTable[];
}

const checks: Checks<VectorConfigProps> = {
  ...globalChecks,
  sinks: anything,
  version: anything,
  enrichmentTables: maybe(list(enrichmentTable)),
};

/** Files that a source reads. */
export interface ReadFiles {
  /** The source's name, which is also that of the folder of its checkpoints. */
  readonly source: string;
  /** Globs of the files it reads. */
  readonly include: readonly string[];
  /** Globs of files that it leaves out of those. */
  readonly exclude: readonly string[];
  /** Bytes of a line; a longer one is dropped and counted. */
  readonly maxLineBytes: number;
}

/**
 * A configuration of Vector, from its sinks and the tables that events fill. Components hold what feeds them, so there is
 * none that nothing reads, no input that does not exist, and no loop; a secret holds the backend that it comes from.
 */
export class VectorConfig implements EngineConfig {
  /** Which Vector it is printed for. */
  readonly version: VectorVersion;
  /** How its main file is called. */
  readonly fileName = 'vector.yaml';
  /** Folder of checkpoints and disk buffers. */
  readonly dataDir: string;
  /** No further files. */
  readonly files: Readonly<Record<string, Text>> = Object.freeze({});
  /** All components: sources, transforms and sinks, each after what feeds it. */
  readonly components: readonly Component[];
  /** Tables that its programs look things up in. */
  readonly enrichmentTables: readonly EnrichmentTable[];
  /** The backends whose secrets are used. */
  readonly secretBackends: readonly SecretBackend[];
  private readonly globals: Globals;
  private readonly leaves: readonly Leaf[];

  /** @throws if the version is not one that is known */
  constructor(props: VectorConfigProps) {
    const { sinks, version, enrichmentTables = [], ...globals } = checkAll('props', props, checks);
    this.version = checkVersion(version);
    this.dataDir = globals.dataDir ?? defaultDataDir;
    this.components = collect(sinks, enrichmentTables);
    this.enrichmentTables = Object.freeze([...enrichmentTables]);
    this.globals = frozenGlobals({ ...globals, dataDir: this.dataDir });
    const leaves = [
      ...Object.entries(globalSettings(this.globals)).flatMap(([at, setting]) => [...leavesOf(setting, at, at)]),
      ...this.leavesIn('enrichment_tables', this.enrichmentTables),
      ...this.components.flatMap((component) => this.leavesIn(component.section, [component])),
    ];
    const used = leaves.flatMap(({ value }) => (value instanceof BackendSecret ? [value.backend] : []));
    this.secretBackends = Object.freeze([...new Set(used)]);
    this.leaves = Object.freeze([...leaves, ...this.leavesIn('secret', this.secretBackends)]);
    Object.freeze(this);
  }

  /** The files that it reads. */
  get reads(): readonly ReadFiles[] {
    return this.components.flatMap(({ section, name, type, options }) => {
      if (section !== 'sources' || type !== 'file') return [];
      const { include, exclude, maxLineBytes } = options as Partial<Omit<ReadFiles, 'source'>>;
      return [{ source: name, include: include ?? [], exclude: exclude ?? [], maxLineBytes: maxLineBytes ?? 102_400 }];
    });
  }

  /** For Vector 0.57 and later: the permission to expand variables, where the configuration has some. Before it always does. */
  get environment(): Readonly<Record<string, string>> {
    if (!isFrom(this.version, '0.57.0') || !this.hasLiveEnv) return Object.freeze({});
    return Object.freeze({ VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION: 'true' });
  }

  /** Variables that whoever runs it has to give, and those that hold secrets. */
  get variables(): { readonly env: readonly string[]; readonly secrets: readonly string[] } {
    const [env, secrets] = [new Set<string>(), new Set<string>()];
    for (const { value } of this.leaves) {
      if (Vrl.is(value)) value.variables.forEach((name) => env.add(name));
      else expandedIn(value).forEach((name) => (SecretRef.is(value) ? secrets : env).add(name));
    }
    return { env: [...env].sort(), secrets: [...secrets].sort() };
  }

  /** What Vector would refuse of it, or lose in silence. */
  check(): readonly Finding[] {
    return [...checkConfig(this.checked), ...this.checkPrograms()];
  }

  /** What VRL's own compiler says of what the user wrote. */
  protected checkPrograms(): readonly Finding[] {
    return checkPrograms(this.checked);
  }

  /** The configuration as YAML. @throws FindingsError with all errors of {@link check} */
  print(): Text {
    FindingsError.throwIfAny(this.check());
    return through(printYaml(this.sections()), ...this.readers);
  }

  /**
   * The configuration as data: what {@link print} gives, before it is written as YAML.
   *
   * @throws FindingsError with all errors of {@link check}
   */
  tree(): { readonly [key: string]: YamlValue } {
    FindingsError.throwIfAny(this.check());
    return mapTexts(this.sections(), (text) => through(text, ...this.readers)) as { readonly [key: string]: YamlValue };
  }

  /** What reads its text before it is YAML. */
  private get readers(): readonly Reader[] {
    const expands = !isFrom(this.version, '0.57.0') || this.hasLiveEnv;
    return [vectorSecrets, ...(expands ? [vectorInterpolation] : [])];
  }

  private get hasLiveEnv(): boolean {
    return this.leaves.some(({ value }) => expandedIn(value).length > 0);
  }

  private get checked(): CheckedConfig {
    const { version, dataDir, globals, components, enrichmentTables, secretBackends, leaves } = this;
    return { version, dataDir, globals, components, enrichmentTables, secretBackends, leaves };
  }

  private leavesIn(section: string, members: readonly Body[]): readonly Leaf[] {
    return members.flatMap((member) => [...leavesOf(settingsOf(member, this.version), `${section}.${member.name}`)]);
  }

  private sections(): YamlValue {
    const dialect = vrlDialect(this.version);
    const bodies = (members: readonly Body[]): Record<string, YamlValue> =>
      Object.fromEntries(members.map((member) => [member.name, this.body(member)] as const));
    const sections = {
      secret: bodies(this.secretBackends),
      enrichment_tables: bodies(this.enrichmentTables),
      sources: bodies(this.components.filter(({ section }) => section === 'sources')),
      transforms: bodies(this.components.filter(({ section }) => section === 'transforms')),
      sinks: bodies(this.components.filter(({ section }) => section === 'sinks')),
    };
    return {
      ...(printSettings(globalSettings(this.globals), dialect) as Record<string, YamlValue>),
      ...Object.fromEntries(Object.entries(sections).filter(([, members]) => Object.keys(members).length > 0)),
    };
  }

  private body(body: Body): YamlValue {
    const { type, inputs = [] } = body;
    const settings = printSettings(settingsOf(body, this.version), vrlDialect(this.version));
    return {
      type,
      ...(inputs.length === 0 ? {} : { inputs: inputs.map(({ name }) => name) }),
      ...(settings as Record<string, YamlValue>),
    };
  }
}

/** What stands under a name of the user's. */
type Body = Pick<Component, 'name' | 'type' | 'options' | 'byVersion'> & Partial<Pick<Component, 'inputs'>>;

function settingsOf({ options, byVersion }: Body, version: VectorVersion): { readonly [option: string]: Setting } {
  return { ...options, ...byVersion?.(version) };
}

/** Each component once, after what feeds it. */
function collect(sinks: readonly Consumer[], tables: readonly EnrichmentTable[]): readonly Component[] {
  if (!Array.isArray(sinks) || sinks.length === 0) {
    throw refusal('sinks', 'have at least one sink', sinks, 'add one such as Sink.loki(…)');
  }
  const found = new Set<Component>();
  const under = new Set<Component>();
  const visit = (component: Component): void => {
    if (found.has(component)) return;
    if (under.has(component)) {
      throw refusal(`${component.name}.inputs`, 'not lead back to itself', component.name, 'remove one of the inputs');
    }
    under.add(component);
    for (const input of component.inputs) visit(input.component);
    found.add(component);
  };
  for (const sink of sinks as readonly (Partial<Consumer> | null | undefined)[]) {
    if (sink?.component?.section !== 'sinks') {
      throw refusal('sinks', 'be sinks', sink, 'give what Sink.loki(…) or another gives back');
    }
    visit(sink.component);
  }
  for (const { inputs } of tables) for (const input of inputs) visit(input.component);
  return Object.freeze([...found]);
}

/** A tree with other texts; names are texts too, without live parts. */
function mapTexts(value: YamlValue, map: (text: Text) => Text): YamlValue {
  if (typeof value === 'string' || value instanceof LiveText) return map(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map((item) => mapTexts(item, map));
  const entries = Object.entries(value).map(([name, item]) => [settle(map(name), name), mapTexts(item, map)]);
  return Object.fromEntries(entries) as YamlValue;
}
