import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2019';
import type { AnySchema } from 'ajv';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { vector } from '../../../lib/engines/vector';
import type { VectorConfig } from '../../../lib/engines/vector';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { Sink as ModelSink } from '../../../lib/pipeline/sink';
import { Source as ModelSource } from '../../../lib/pipeline/source';
import { settle } from '../../../lib/text/reader';
import {
  codecsIn,
  commonIn,
  componentsIn,
  findSchema,
  findVector,
  globalsIn,
  optionsIn,
  pathsIn,
} from './config-schema';
import { configOf, everyGlobal, everyOption } from './every-option';
import { leftOut, reasons } from './left-out';
import { stages } from '../../contract/random-pipeline';

const found = findSchema();

/**
 * What Vector reads although its schema says otherwise: a character where the schema has its code, and basic authentication
 * without its name. `vector validate` takes both.
 */
function asTheSchemaHasIt(value: unknown, option = '', at = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => asTheSchemaHasIt(item, option, at));
  if (typeof value !== 'object' || value === null) {
    const isCode = /^(?:csv|character_delimited)$/.test(at) && /^(?:delimiter|quote|escape)$/.test(option);
    return isCode && typeof value === 'string' ? value.charCodeAt(0) : value;
  }
  const held = option === 'auth' && 'username' in value ? { strategy: 'basic', ...value } : value;
  return Object.fromEntries(Object.entries(held).map(([name, item]) => [name, asTheSchemaHasIt(item, name, option)]));
}

/** The configuration as a reader of YAML has it. */
function parsed(config: VectorConfig): Readonly<Record<string, Readonly<Record<string, object>>>> {
  return parse(settle(config.print(), 'test')) as Readonly<Record<string, Readonly<Record<string, object>>>>;
}

if ('missing' in found) {
  test.skip(`configurations are not held to Vector's schema: ${found.missing}`, () => undefined);
} else {
  const { schema, from } = found;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(schema as AnySchema);

  const complaints = (config: VectorConfig): readonly string[] =>
    validate(asTheSchemaHasIt(parsed(config)))
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

  const sections = ['sources', 'transforms', 'sinks'] as const;
  const known = new Map(sections.map((section) => [section, componentsIn(schema, section)] as const));
  const codecs = codecsIn(schema);
  const codecOf = ({ component: { options } }: (typeof everyOption)[number]): string | undefined =>
    [options['decoding'], options['encoding']]
      .map((coding) => (coding as { codec?: string } | undefined)?.codec)
      .find(Boolean);
  // A reduced build lacks components, and codecs too.
  const isKnown = (one: (typeof everyOption)[number]): boolean =>
    known.get(one.component.section)?.has(one.component.type) === true && codecs.has(codecOf(one) ?? 'json');
  const unknown = new Set(
    everyOption.filter((one) => !isKnown(one)).map(({ component: one }) => `${one.section}.${one.type}: ${one.name}`),
  );
  const tables = componentsIn(schema, 'enrichment_tables');
  const unknownTables = everyGlobal.enrichmentTables.filter(({ type }) => !tables.has(type)).map(({ type }) => type);

  describe(`by the schema of ${from}`, () => {
    test.each(
      everyOption
        .filter(isKnown)
        .map((one) => [one.component.section, one.component.type, one.component.name, one] as const),
    )('%s.%s is right with every option: %s', (_section, _type, _name, one) => {
      expect(complaints(configOf(one, '0.57.0'))).toEqual([]);
    });

    for (const name of unknown)
      test.skip(`${name} is not held to the schema, which is of a build without it`, () => undefined);

    if (unknownTables.length > 0)
      test.skip(`what holds for all is not held to the schema, which is of a build without ${unknownTables.join()}`, () =>
        undefined);
    else
      test('what holds for all is right with every option', () => {
        expect(complaints(everyGlobal)).toEqual([]);
      });
  });

  describe(`each option in the schema of ${from} is typed, or left out for a reason:`, () => {
    const types = sections.flatMap((section) =>
      [...(known.get(section) ?? new Map<string, never>())].map(([type, part]) => ({ section, type, part })),
    );
    const typed = new Set(everyOption.map(({ component: { section, type } }) => `${section}.${type}`));

    test.each(types.filter(({ section, type }) => typed.has(`${section}.${type}`)))(
      '$section: $type',
      ({ section, type, part }) => {
        const has = new Set(
          everyOption.flatMap((one) => {
            if (one.component.section !== section) return [];
            const paths = [...pathsIn(parsed(configOf(one, '0.57.0'))[section]?.[one.component.name])];
            // How events are coded is one list of shapes for all that do so.
            return one.component.type === type
              ? paths
              : paths.filter((path) => /^(?:en|de)coding\.|^framing\./.test(path));
          }),
        );
        const isCoding = (path: string): boolean => has.has(path.replace(/^protocol\.(?=encoding|framing)/, ''));
        const left = (path: string): boolean => leftOut(section, type, path) !== undefined;
        const missing = [...optionsIn(schema, part)].filter((path) => !has.has(path) && !isCoding(path) && !left(path));
        expect(missing).toEqual([]);
      },
    );

    test.each(sections)('what all %s have', (section) => {
      const has = new Set(
        everyOption.flatMap((one) =>
          one.component.section === section
            ? [...pathsIn(parsed(configOf(one, '0.57.0'))[section]?.[one.component.name])]
            : [],
        ),
      );
      const missing = commonIn(schema, section).filter(
        (path) => !has.has(path) && leftOut(section, '', path) === undefined,
      );
      expect(missing).toEqual([]);
    });

    test('each reason is still one', () => {
      const there = [
        ...sections.flatMap((section) => commonIn(schema, section).map((path) => [section, '', path] as const)),
        ...[...sections, 'secret', 'enrichment_tables'].flatMap((section) =>
          [...componentsIn(schema, section)].flatMap(([type, part]) =>
            [...optionsIn(schema, part)].map((path) => [section, type, path] as const),
          ),
        ),
        ...globalsIn(schema).map((path) => ['globals', '', path] as const),
      ];
      const isHere = (at: RegExp): boolean => there.some(([section, type]) => at.test(`${section}.${type}`));
      const stale = reasons.filter(
        ([at, option]) =>
          isHere(at) && !there.some(([section, type, path]) => at.test(`${section}.${type}`) && option.test(path)),
      );
      expect(stale).toEqual([]);
    });

    test('what holds for all', () => {
      const has = pathsIn(parsed(everyGlobal));
      const missing = [...globalsIn(schema)].filter(
        (path) => !has.has(path) && leftOut('globals', '', path) === undefined,
      );
      expect(missing).toEqual([]);
    });

    test('secret backends and enrichment tables', () => {
      for (const section of ['secret', 'enrichment_tables']) {
        const members = Object.entries(parsed(everyGlobal)[section] ?? {});
        for (const [type, part] of componentsIn(schema, section)) {
          const has = new Set(
            members.flatMap(([, held]) => ((held as { type: string }).type === type ? [...pathsIn(held)] : [])),
          );
          const missing = [...optionsIn(schema, part)].filter(
            (path) => !has.has(path) && leftOut(section, type, path) === undefined,
          );
          expect({ section, type, missing }).toEqual({ section, type, missing: [] });
        }
      }
    });
  });

  test(`pipelines are translated to what the schema of ${from} has`, () => {
    fc.assert(
      fc.property(stages, (random) => {
        const pipeline = new LogPipeline<'vector'>('p', {
          sources: [ModelSource.files('/l/*.log')],
          stages: random,
          sinks: [ModelSink.loki({ url: 'http://l' }, { labels: { a: 'b' } })],
        });
        if (vector.check([pipeline]).some(({ severity }) => severity === 'error')) return;
        expect(complaints(vector.translate([pipeline]))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
}

const vectorFound = findVector();

if ('missing' in vectorFound) {
  test.skip(`configurations are not judged by Vector: ${vectorFound.missing}`, () => undefined);
} else {
  const { program, components } = vectorFound;
  const folder = mkdtempSync(join(tmpdir(), 'every-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const judged = everyOption.filter(({ component: { section, type } }) => components[section]?.includes(type));
  const codecs = /^(?:framed|decoded|encoded)_/;

  test.each(judged.map((one) => [one.component.section, one.component.type, one.component.name, one] as const))(
    'Vector takes %s.%s with every option: %s',
    (_section, _type, name, one) => {
      const file = join(folder, `${name}.yaml`);
      const config = configOf(one, '0.57.0');
      writeFileSync(file, settle(config.print(), name));
      const variables = Object.fromEntries(
        [...config.variables.env, ...config.variables.secrets].map((variable) => [variable, 'x']),
      );
      const env = { ...process.env, ...config.environment, ...variables };
      const { status, stdout, stderr } = spawnSync(program, ['validate', '--no-environment', file], {
        encoding: 'utf8',
        env,
      });
      // A build may lack a codec, which it says.
      if (codecs.test(name) && /unknown variant/.test(stdout + stderr)) return;
      expect({ status, stderr: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, stderr: '' });
    },
  );
}
