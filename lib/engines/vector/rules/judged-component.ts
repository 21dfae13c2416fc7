import type { Finding } from '../../../findings/finding';
import type { ComponentFinding, Section } from '../config/component';
import { ByName } from '../config/settings';
import type { VectorVersion } from '../versions';

/** A component as its rules see it, built here or found in a file of Vector's. */
export interface JudgedComponent {
  readonly section: Section;
  readonly type: string;
  readonly options: object;
  /** An option as the user writes it, from Vector's word in camelCase. */
  readonly spell: (option: string) => string;
}

/** A finding, and where among the component's options. */
export type OptionFinding = ComponentFinding & { readonly path: Path };

/** What is wrong with one component. */
export type ComponentRule = (component: JudgedComponent, version: VectorVersion) => readonly OptionFinding[];

/** Options from the outermost to the one that is meant, as the user writes them. */
export type Path = readonly string[];

/** An option that is there. */
export interface Place {
  readonly path: Path;
  readonly value: unknown;
}

/** What stands at an option such as `request.headers.*`, where `*` is every name of the user's own. */
export function placesOf({ options, spell }: JudgedComponent, option: string): readonly Place[] {
  return option.split('.').reduce<readonly Place[]>(
    (places, step) =>
      places.flatMap(({ path, value }) =>
        entriesOf(value)
          .filter(([name, held]) => held !== undefined && (step === '*' || name === spell(step)))
          .map(([name, held]) => ({ path: [...path, name], value: held })),
      ),
    [{ path: [], value: options }],
  );
}

/** The value of an option; undefined where it is not given. */
export function valueOf(component: JudgedComponent, option: string): unknown {
  return placesOf(component, option)[0]?.value;
}

/** The path of an option, given or not. */
export function pathOf({ spell }: JudgedComponent, option: string): Path {
  return option.split('.').map(spell);
}

/** How messages name what stands at a path. */
export function named(path: Path): string {
  return `'${path.join('.')}'`;
}

/** A value for a finding. */
export function gotOf(value: unknown, none: string): string {
  if (value === undefined) return none;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The outputs of a component that something must read, as inputs write them. A router has outputs for its routes only. */
export function outputsToRead(
  section: Section,
  type: string,
  name: string,
  ports: readonly string[],
): readonly string[] {
  // What is sent to these sources is the senders' choice, and few send all kinds of signals.
  if (section === 'sinks' || type === 'opentelemetry' || type === 'datadog_agent') return [];
  const named = ports.map((port) => `${name}.${port}`);
  return type === 'route' || type === 'exclusive_route' ? named : [name, ...named];
}

/** An output that nothing reads. */
export function unreadOutput(at: string, output: string): Finding {
  return {
    rule: 'vector/unread-output',
    severity: 'warning',
    at,
    got: `nothing that reads ${output}`,
    message: 'each output must be read by a transform or a sink, or its events are dropped',
    remedy: `give it to the 'inputs' of one; to drop events on purpose, to those of a blackhole sink`,
  };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value instanceof ByName ? value.entries : value);
}
