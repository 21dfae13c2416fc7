import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A part of a JSON schema, as far as Vector's makes use of it. */
export interface Schema {
  readonly $ref?: string;
  readonly const?: unknown;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly _metadata?: Readonly<Record<string, unknown>>;
}

const program = process.env['VECTOR'] ?? 'vector';
const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout ?? '';

/** The Vector 0.57 that there is, with the components that it has by section; or why there is none. */
export function findVector():
  | { readonly program: string; readonly components: Readonly<Record<string, readonly string[]>> }
  | { readonly missing: string } {
  if (!version.startsWith('vector 0.57.')) {
    return { missing: `${program} is ${version.trim() || 'not there'}; set VECTOR to a Vector 0.57` };
  }
  const { stdout } = spawnSync(program, ['list', '--format', 'json'], { encoding: 'utf8' });
  return { program, components: JSON.parse(stdout) as Readonly<Record<string, readonly string[]>> };
}

/** Vector's own schema of its configuration, by the file that VECTOR_SCHEMA names or by the program; or why there is none. */
export function findSchema(): { readonly schema: Schema; readonly from: string } | { readonly missing: string } {
  const file = process.env['VECTOR_SCHEMA'];
  if (file !== undefined) return { schema: JSON.parse(readFileSync(file, 'utf8')) as Schema, from: 'VECTOR_SCHEMA' };
  const found = findVector();
  if ('missing' in found) return { missing: `${found.missing}, or VECTOR_SCHEMA to its schema` };
  const { stdout } = spawnSync(program, ['generate-schema'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  return { schema: JSON.parse(stdout.slice(stdout.indexOf('{'))) as Schema, from: program };
}

/** What the schema says of one section, such as the sinks, by type. */
export function componentsIn(schema: Schema, section: string): ReadonlyMap<string, Schema> {
  const variants = new Map<string, Schema>();
  const visit = (part: Schema): void => {
    const resolved = resolve(schema, part);
    for (const one of resolved.allOf ?? []) visit(one);
    for (const one of resolved.oneOf ?? []) {
      const type = typeOf(schema, one);
      if (type !== undefined) variants.set(type, one);
    }
  };
  const held = schema.allOf?.flatMap(({ properties = {} }) => properties[section] ?? [])[0];
  if (typeof held?.additionalProperties === 'object') visit(held.additionalProperties);
  return variants;
}

/** The codecs of events that the schema knows. */
export function codecsIn(part: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof part !== 'object' || part === null) return found;
  const { properties } = part as Schema;
  if (properties !== undefined && Object.hasOwn(properties, 'codec')) found.add(properties['codec']?.const);
  for (const held of Object.values(part)) codecsIn(held, found);
  return found;
}

/** The paths of the options that all components of a section have, such as the buffers of sinks. */
export function commonIn(schema: Schema, section: string): readonly string[] {
  const held = schema.allOf?.flatMap(({ properties = {} }) => properties[section] ?? [])[0]?.additionalProperties;
  const parts = typeof held === 'object' ? (resolve(schema, held).allOf ?? []) : [];
  const isType = (part: Schema): boolean => (resolve(schema, part).oneOf ?? []).some((one) => typeOf(schema, one));
  return parts.filter((part) => !isType(part)).flatMap((part) => [...optionsIn(schema, part)]);
}

/** The paths of the options that hold for all components. */
export function globalsIn(schema: Schema): readonly string[] {
  const sections = ['sources', 'transforms', 'sinks', 'secret', 'enrichment_tables'];
  return [...optionsIn(schema, schema)].filter((path) => !sections.includes(path.replace(/\..*/, '')));
}

/** The paths of all options below a part, the user's own names left out. */
export function optionsIn(schema: Schema, part: Schema, at = '', above: readonly Schema[] = []): ReadonlySet<string> {
  const resolved = resolve(schema, part);
  if (above.includes(resolved)) return new Set();
  const within = [...above, resolved];
  const found = new Set<string>();
  const add = (more: ReadonlySet<string>): void => more.forEach((path) => found.add(path));
  for (const one of [...(resolved.allOf ?? []), ...(resolved.anyOf ?? []), ...(resolved.oneOf ?? [])]) {
    add(optionsIn(schema, one, at, within));
  }
  if (resolved.items !== undefined) add(optionsIn(schema, resolved.items, at, within));
  for (const [name, option] of Object.entries(resolved.properties ?? {})) {
    const path = at === '' ? name : `${at}.${name}`;
    found.add(path);
    add(optionsIn(schema, option, path, within));
  }
  return found;
}

/** The paths of what a configuration sets. */
export function pathsIn(value: unknown, at = ''): ReadonlySet<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((item) => [...pathsIn(item, at)]));
  if (typeof value !== 'object' || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([name, held]) => {
      const path = at === '' ? name : `${at}.${name}`;
      return [path, ...pathsIn(held, path)];
    }),
  );
}

function resolve(schema: Schema, part: Schema): Schema {
  const name = part.$ref?.replace('#/definitions/', '');
  if (name === undefined) return part;
  const definition = schema.definitions?.[name];
  if (definition === undefined) throw new Error(`the schema has no definition ${name}`);
  return resolve(schema, definition);
}

function typeOf(schema: Schema, part: Schema): string | undefined {
  const resolved = resolve(schema, part);
  const type = resolved.properties?.['type']?.const;
  if (typeof type === 'string') return type;
  return (resolved.allOf ?? []).map((one) => typeOf(schema, one)).find((one) => one !== undefined);
}
