import type { Finding } from '../../../findings/finding';
import type { PlacedFinding } from '../../judge';
import { outputsToRead, unreadOutput } from '../rules/judged-component';
import { indexAt, inputsOf } from './native-config';
import type { NativeComponent, NativeConfig } from './native-config';

/** Outputs beside the one that carries the component's own name. */
const namedOutputs: Readonly<Record<string, (options: NativeComponent['options']) => readonly string[]>> = {
  route: (options) => [...keysOf(options['route']), ...(options['reroute_unmatched'] === false ? [] : ['_unmatched'])],
  exclusive_route: (options) => [...namesOf(options['routes']), '_unmatched'],
  swimlanes: (options) => keysOf(options['lanes']),
  remap: (options) => (options['reroute_dropped'] === true ? ['dropped'] : []),
  opentelemetry: () => ['logs', 'metrics', 'traces'],
  datadog_agent: () => ['logs', 'metrics', 'traces'],
};

/** What does not meet: inputs that nobody has, and components that nothing reads or feeds. */
export function checkTopology(config: NativeConfig): readonly PlacedFinding[] {
  const outputs = new Map(
    config.components.filter(({ section }) => section !== 'sinks').map((one) => [one, outputsOf(one)] as const),
  );
  const read = new Set<string>();
  const findings: PlacedFinding[] = [];
  for (const component of config.components.filter(({ section }) => section !== 'sources')) {
    const at = pathOf(component);
    const inputs = inputsOf(component);
    if (inputs.length === 0) findings.push(unfed(component));
    for (const { name, index } of inputs) {
      const matched = [...outputs.values()].flat().filter((output) => matches(name, output));
      for (const output of matched) read.add(output);
      if (matched.length > 0) continue;
      const message = "'inputs' must name sources, transforms or their outputs";
      const finding = error(
        'vector/unknown-input',
        `${at}.inputs`,
        name,
        message,
        'write the name of one that there is',
      );
      findings.push({ ...finding, summary: 'an input that nothing matches', file: component.file.name, index });
    }
  }
  for (const output of [...outputs.values()].flat())
    if (config.tableInputs.some((name) => matches(name, output))) read.add(output);
  const unread = [...outputs].flatMap(([component, names]) => {
    if (names.every((output) => !read.has(output))) return [unused(component)];
    return outputsRead(component)
      .filter((output) => !read.has(output))
      .map((output) => unreadIn(component, output));
  });
  return [...findings, ...unread];
}

/** An output of a component that nothing reads, where it is made. */
export function unreadIn(component: NativeComponent, output: string): PlacedFinding {
  const { options, file, name } = component;
  const port = output.slice(name.length + 1);
  const routes = options['routes'];
  const place = Array.isArray(routes)
    ? ['routes', (routes as readonly unknown[]).findIndex((one) => namesOf([one]).includes(port))]
    : ['route', port];
  const finding = unreadOutput(pathOf(component), output);
  return { ...finding, summary: 'an output that nothing reads', file: file.name, index: indexAt(component, place) };
}

/** The outputs of a component that something must read. */
export function outputsRead({ section, name, options }: NativeComponent): readonly string[] {
  const type = String(options['type']);
  return outputsToRead(section, type, name, portsOf(type, options));
}

/** Where a component stands: `sinks.loki`. */
export function pathOf({ section, name }: NativeComponent): string {
  return `${section}.${name}`;
}

function outputsOf({ name, options }: NativeComponent): readonly string[] {
  const ports = portsOf(String(options['type']), options);
  return [name, ...ports.map((port) => `${name}.${port}`)];
}

function portsOf(type: string, options: NativeComponent['options']): readonly string[] {
  return Object.hasOwn(namedOutputs, type) ? (namedOutputs[type]?.(options) ?? []) : [];
}

function matches(input: string, output: string): boolean {
  if (!input.includes('*')) return input === output;
  const pattern = input.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${pattern.join('.*')}$`).test(output);
}

function unfed(component: NativeComponent): PlacedFinding {
  const at = `${pathOf(component)}.inputs`;
  const finding = error(
    'vector/no-inputs',
    at,
    'none',
    "'inputs' must name what feeds it",
    'name a source or a transform',
  );
  return { ...finding, summary: 'no inputs', file: component.file.name, index: component.index };
}

/** A component that nothing reads. */
export function unused(component: NativeComponent): PlacedFinding {
  return {
    rule: 'vector/unused',
    severity: 'warning',
    at: pathOf(component),
    got: 'nothing that reads it',
    message: `'${component.name}' should be an input of something`,
    remedy: 'take it out, or name it in inputs',
    summary: 'nothing reads it',
    file: component.file.name,
    index: component.index,
  };
}

function error(rule: Finding['rule'], at: string, got: string, message: string, remedy: string): Finding {
  return { rule, severity: 'error', at, got, message, remedy };
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function namesOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly unknown[]).flatMap((one) => {
    const name: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'name') : undefined;
    return typeof name === 'string' ? [name] : [];
  });
}
