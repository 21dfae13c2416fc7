import { acknowledges } from '../acknowledging-sources';
import type { Acknowledgements, Buffer } from '../config/sink-options';
import type { Component } from '../config/component';
import type { ConfigRule } from './rule';

/** A sink that tells what it has delivered, fed by a source that does not listen: what is under way is lost at a crash. */
export const acknowledged: ConfigRule = ({ components, globals }) =>
  components
    .filter(({ section, options }) => {
      const own = options['acknowledgements'] as Acknowledgements | undefined;
      const buffer = options['buffer'] as Buffer | undefined;
      // What lies on the disk outlives a crash.
      return section === 'sinks' && (own ?? globals.acknowledgements)?.enabled === true && buffer?.type !== 'disk';
    })
    .flatMap((sink) =>
      sourcesOf(sink)
        .filter((source) => !acknowledges(source))
        .map(({ name, type }) => ({
          rule: 'vector/acknowledgements',
          severity: 'warning',
          at: `sinks.${sink.name}`,
          got: `${name}, of type ${type}`,
          message: "'acknowledgements' must be asked of sources that wait for them",
          remedy: `leave them out, since a ${type} source reads nothing again, or give the sink a disk buffer`,
        })),
    );

/** Whatever feeds a component, directly or not. */
function sourcesOf(component: Component, seen = new Set<Component>()): readonly Component[] {
  if (seen.has(component)) return [];
  seen.add(component);
  if (component.section === 'sources') return [component];
  return component.inputs.flatMap((input) => sourcesOf(input.component, seen));
}
