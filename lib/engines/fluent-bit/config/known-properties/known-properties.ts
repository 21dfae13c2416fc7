import type { Section } from '../plugin';
import { filters } from './filters';
import { groups } from './groups';
import { inputs } from './inputs';
import { outputs } from './outputs';
import { processors } from './processors';

/** What a property holds; what is no text is read from one. */
export type PropertyKind = 'text' | 'boolean' | 'integer' | 'size' | 'time' | 'double';

/** Properties of a plugin by their names in lower case; one that ends with `*` stands for all that begin so. */
export type KnownProperties = ReadonlyMap<string, PropertyKind>;

const sections = { inputs, filters, processors, outputs };
const singular = { inputs: 'input', filters: 'filter', processors: 'processor', outputs: 'output' } as const;

/** What Fluent Bit's instances have that its schema leaves out. */
const besides: Readonly<Record<Section, string>> = {
  inputs: '@oauth2Validation',
  filters: '',
  processors: '',
  outputs: 'workers:integer storage.total_limit_size:size host port:integer ipv6:boolean @oauth2',
};

/** Plugins of Fluent Bit that depend on how it was built, or on the system: their properties are not known here. */
const ofSomeBuilds: Readonly<Record<Section, string>> = {
  inputs:
    'calyptia_fleet ebpf event_tracing_windows exec_wasi kafka unix_socket windows_exporter_metrics winevtlog winlog winstat',
  filters: 'tensorflow wasm',
  processors: '',
  outputs: 'calyptia kafka pgsql',
};

/** Whether some builds of Fluent Bit have such a plugin, of which nothing else is known. */
export function isOfSomeBuilds(section: Section, type: string): boolean {
  const all = section === 'processors' ? ofSomeBuilds.filters : ofSomeBuilds[section];
  return all.split(' ').includes(type);
}

/** All properties of a plugin of Fluent Bit 5.1; undefined where there is no such plugin. */
export function knownProperties(section: Section, type: string): KnownProperties | undefined {
  const own = Object.hasOwn(sections[section], type) ? sections[section][type] : undefined;
  if (own === undefined) {
    // A filter can stand among the processors.
    return section === 'processors' ? knownProperties('filters', type) : undefined;
  }
  return read([groups[singular[section]] ?? '', besides[section], own].join(' '));
}

/** All plugins of a section. */
export function knownPlugins(section: Section): readonly string[] {
  return Object.keys(sections[section]);
}

function read(outline: string): KnownProperties {
  return new Map(
    outline.split(/\s+/).flatMap((word): readonly (readonly [string, PropertyKind])[] => {
      if (word === '') return [];
      if (word.startsWith('@')) return [...read(groups[word.slice(1)] ?? '')];
      const [name = '', kind = 'text'] = word.split(':');
      return [[name, kind as PropertyKind]];
    }),
  );
}
