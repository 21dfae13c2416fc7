import { FindingsError } from '../../findings/finding';
import type { Finding } from '../../findings/finding';
import { Vrl } from '../../languages/vrl/vrl';
import { printYaml } from '../../languages/yaml/print';
import type { YamlValue } from '../../languages/yaml/print';
import { LiveText, livesOf } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { through } from '../../text/reader';
import { SecretRef } from '../../text/secret-ref';
import { refusal } from '../../pipeline/argument';
import type { EngineConfig } from '../engine';
import type { Component, Consumer, NonEmpty } from './config/component';
import { printSettings } from './config/settings';
import { anything, boolean, checkAll, filled, maybe, object } from './config/shape';
import type { Checks } from './config/shape';
import type { Setting } from './config/settings';
import { vectorInterpolation } from './interpolation';
import { checkPrograms } from './programs';
import { checkConfig } from './rules';
import { checkVersion, isFrom, vrlDialect } from './versions';
import type { VectorVersion } from './versions';

/** Where Vector keeps checkpoints and buffers when nothing else is said. */
export const defaultDataDir = '/var/lib/vector';

/** A configuration of Vector. */
export interface VectorConfigProps {
  /** Where events go; what feeds them is found through their `inputs`. */
  readonly sinks: NonEmpty<Consumer>;
  /** Of the Vector that will read it. @default - the newest tested */
  readonly version?: VectorVersion;
  /** Folder for checkpoints and disk buffers. @default '/var/lib/vector' */
  readonly dataDir?: string;
  /** Serves `GET /health`, and what `vector top` reads. @default - off */
  readonly api?: { readonly address?: string };
  /** Whether sinks are tried before the start, and have to answer. @default - tried, a failure is only logged */
  readonly healthchecks?: { readonly enabled?: boolean; readonly requireHealthy?: boolean };
  /** Of times in VRL that name no zone. @default - the agent's own */
  readonly timezone?: string;
}

const checks: Checks<VectorConfigProps> = {
  sinks: anything,
  version: anything,
  dataDir: maybe(filled),
  api: maybe(object<Required<VectorConfigProps>['api']>({ address: maybe(filled) })),
  healthchecks: maybe(
    object<Required<VectorConfigProps>['healthchecks']>({ enabled: maybe(boolean), requireHealthy: maybe(boolean) }),
  ),
  timezone: maybe(filled),
};

/** Files that a source reads. */
export interface ReadFiles {
  /** The source's name, which is also that of the folder of its checkpoints. */
  readonly source: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly maxLineBytes: number;
}

/**
 * A configuration of Vector, from its sinks. Components hold what feeds them, so there is none that nothing reads, no input
 * that does not exist, and no loop.
 */
export class VectorConfig implements EngineConfig {
  readonly version: VectorVersion;
  readonly fileName = 'vector.yaml';
  readonly dataDir: string;
  /** No further files. */
  readonly files: Readonly<Record<string, Text>> = Object.freeze({});
  /** All components: sources, transforms and sinks, each after what feeds it. */
  readonly components: readonly Component[];
  private readonly globals: Readonly<Record<string, Setting>>;

  /** @throws if the version is not one that is known */
  constructor(props: VectorConfigProps) {
    const { api, healthchecks, timezone, dataDir = defaultDataDir, sinks, version } = checkAll('props', props, checks);
    this.version = checkVersion(version);
    this.dataDir = dataDir;
    this.components = collect(sinks);
    this.globals = Object.freeze({
      dataDir: this.dataDir,
      timezone,
      api: api === undefined ? undefined : Object.freeze({ enabled: true, address: api.address }),
      healthchecks: healthchecks === undefined ? undefined : Object.freeze({ ...healthchecks }),
    });
    Object.freeze(this);
  }

  /** The files that it reads. */
  get reads(): readonly ReadFiles[] {
    return this.components.flatMap(({ name, type, options }) => {
      if (type !== 'file') return [];
      const { include, exclude, maxLineBytes } = options as Partial<Omit<ReadFiles, 'source'>>;
      return [{ source: name, include: include ?? [], exclude: exclude ?? [], maxLineBytes: maxLineBytes ?? 102_400 }];
    });
  }

  /** For Vector 0.57 and later: the permission to expand variables, where the configuration has some. Before it always does. */
  get environment(): Readonly<Record<string, string>> {
    if (!isFrom(this.version, '0.57.0') || !this.hasLiveEnv) return Object.freeze({});
    return Object.freeze({ VECTOR_DANGEROUSLY_ALLOW_ENV_VAR_INTERPOLATION: 'true' });
  }

  get variables(): { readonly env: readonly string[]; readonly secrets: readonly string[] } {
    const found = { env: new Set<string>(), secrets: new Set<string>() };
    for (const { options } of this.components) findVariables(options, found);
    return { env: [...found.env].sort(), secrets: [...found.secrets].sort() };
  }

  check(): readonly Finding[] {
    return [...checkConfig(this), ...this.checkPrograms()];
  }

  /** What VRL's own compiler says of what the user wrote. */
  protected checkPrograms(): readonly Finding[] {
    return checkPrograms(this);
  }

  /** The configuration as YAML. @throws FindingsError with all errors of {@link check} */
  print(): Text {
    FindingsError.throwIfAny(this.check());
    const text = printYaml(this.tree());
    const expands = !isFrom(this.version, '0.57.0') || this.hasLiveEnv;
    return expands ? through(text, vectorInterpolation) : text;
  }

  private get hasLiveEnv(): boolean {
    return livesOf(printYaml(this.tree())).some(({ reader }) => reader === 'env');
  }

  private tree(): YamlValue {
    const dialect = vrlDialect(this.version);
    const section = (name: Component['section']): Record<string, YamlValue> =>
      Object.fromEntries(
        this.components
          .filter((component) => component.section === name)
          .map((component) => [component.name, this.body(component)] as const),
      );
    const sections = { sources: section('sources'), transforms: section('transforms'), sinks: section('sinks') };
    return {
      ...(printSettings(this.globals, dialect) as Record<string, YamlValue>),
      ...Object.fromEntries(Object.entries(sections).filter(([, members]) => Object.keys(members).length > 0)),
    };
  }

  private body({ type, inputs, options, byVersion }: Component): YamlValue {
    const settings = printSettings({ ...options, ...byVersion?.(this.version) }, vrlDialect(this.version));
    return {
      type,
      ...(inputs.length === 0 ? {} : { inputs: inputs.map(({ name }) => name) }),
      ...(settings as Record<string, YamlValue>),
    };
  }
}

/** Each component once, after what feeds it. */
function collect(sinks: readonly Consumer[]): readonly Component[] {
  if (!Array.isArray(sinks) || sinks.length === 0) {
    throw refusal('sinks', 'have at least one sink', sinks, 'add one such as Sink.loki(…)');
  }
  const found = new Set<Component>();
  const visit = (component: Component): void => {
    if (found.has(component)) return;
    for (const input of component.inputs) visit(input.component);
    found.add(component);
  };
  for (const sink of sinks as readonly (Partial<Consumer> | null | undefined)[]) {
    if (sink?.component?.section !== 'sinks') {
      throw refusal('sinks', 'be sinks', sink, 'give what Sink.loki(…) or another gives back');
    }
    visit(sink.component);
  }
  return Object.freeze([...found]);
}

function findVariables(setting: Setting, found: { readonly env: Set<string>; readonly secrets: Set<string> }): void {
  if (setting instanceof LiveText) {
    for (const { reader, name } of livesOf(setting)) if (reader === 'env') found.env.add(name);
  } else if (Vrl.is(setting)) {
    for (const name of setting.variables) found.env.add(name);
  } else if (SecretRef.is(setting)) {
    found.secrets.add(setting.variable);
  } else if (typeof setting === 'object' && setting !== null) {
    for (const inner of Object.values(setting)) findVariables(inner as Setting, found);
  }
}
