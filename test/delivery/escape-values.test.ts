import fc from 'fast-check';

import { escapeValues } from '../../lib/delivery/escape-values';
import { HelmChart } from '../../lib/delivery/helm-chart';
import { helmValues, printValues } from '../../lib/delivery/values-file';
import { parseYaml } from '../../lib/languages/yaml/parse';
import { fluxPostBuild, fluxVariable } from '../../lib/text/flux';
import { concat, env, helm } from '../../lib/text/live-text';
import { through } from '../../lib/text/reader';
import { readersOf } from '../../lib/text/route';
import { anyText, asciiText } from '../text/texts';
import type { HelmValue, HelmValues } from '../../lib/delivery/helm-value';
import type { ValuePath } from '../../lib/delivery/value-path';

const chart = HelmChart.of({
  name: 'ours',
  version: '1.0.0',
  repository: 'https://charts.example.com',
  tplPasses: { once: 1, twice: 2, 'block.*': { tpl: 1, block: '|-' }, config: { tpl: 1, airflowConfig: true } },
});

/** What Flux, and then the chart, make of the values: the models of `lib/text`, each held to the real program. */
function read(value: HelmValue, path: ValuePath): HelmValue {
  if (typeof value === 'string') return readText(value, path);
  if (Array.isArray(value)) return value.map((item: HelmValue, index) => read(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return value;
  const around = chart.pathOf(path);
  return Object.fromEntries(
    Object.entries(value as HelmValues).map(([written, item]) => {
      const key = fluxPostBuild.read(written, {});
      const meant =
        around.yaml === true && around.tpl > 0
          ? readers(path).reduce((text, reader) => reader.read(text, {}), key)
          : key;
      return [meant, read(item, [...path, meant])];
    }),
  );
}

const readers = (path: ValuePath) => [...readersOf({ chart: chart.pathOf(path) })].reverse();

function readText(text: string, path: ValuePath): string {
  return readers(path).reduce((read, reader) => reader.read(read, {}), fluxPostBuild.read(text, {}));
}

/** Doubles what Flux would read, as the object does that the values travel in. */
function throughFlux(value: HelmValue): HelmValue {
  if (typeof value === 'string') return through(value, fluxPostBuild);
  if (Array.isArray(value)) return value.map(throughFlux);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as HelmValues).map(([key, item]) => [
      through(key, fluxPostBuild) as string,
      throughFlux(item),
    ]),
  );
}

describe('escapeValues', () => {
  it('gives back every tree of values whose texts have a spelling', () => {
    // Flux has no way for these, whatever the chart.
    const text = fc.oneof(anyText(4), asciiText(4)).filter((any) => !/[\0\u0085\u2028\u2029\ufeff]/.test(any));
    const key = asciiText(2).filter((name) => name !== '__proto__');
    const { tree } = fc.letrec<{ tree: HelmValue }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3, depthSize: 'small' },
        text,
        fc.constantFrom(null, true, 0, 1.5),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    const names = fc.constantFrom('once', 'twice', 'block', 'other');
    let spelled = 0;
    fc.assert(
      fc.property(fc.dictionary(names, tree, { minKeys: 1, maxKeys: 3, noNullPrototype: true }), (values) => {
        const { values: written, findings } = escapeValues(chart, values);
        if (findings.length > 0) return;
        spelled += 1;
        expect(read(throughFlux(written), [])).toEqual(values);
      }),
      { numRuns: 500, seed: 3 },
    );
    expect(spelled).toBeGreaterThan(200);
  });

  it('writes a text for each pass', () => {
    const values = { once: '{{ a }}', twice: ['{{'], other: '{{ a }}', config: { x: '5 %' } };
    expect(escapeValues(chart, values)).toEqual({
      values: { once: '{{`{{`}} a }}', twice: ['{{`{{`}}`{{`{{`}}`}}'], other: '{{ a }}', config: { x: '5 %%' } },
      findings: [],
    });
  });

  it('writes the keys that toYaml writes, and leaves those that the chart prints', () => {
    expect(escapeValues(chart, { once: { '{{': 1 }, block: { '{{': 'a' } }).values).toEqual({
      once: { '{{`{{`}}': 1 },
      block: { '{{': 'a' },
    });
  });

  it('spells what Helm fills in, and leaves what Flux fills in', () => {
    const cluster = fluxVariable('cluster');
    const { values, findings } = escapeValues(chart, { once: concat(helm('.Release.Name'), ' in ', cluster) });
    expect(findings).toEqual([]);
    expect(values).toEqual({ once: concat('{{ .Release.Name }} in ', cluster) });
  });

  it('finds all that has no way to the chart', () => {
    const { findings } = escapeValues(chart, {
      other: [helm('.Release.Name')],
      once: '<no value>',
      block: { 'a.b': ' x' },
      twice: env('NODE'),
    });
    expect(findings).toEqual([
      {
        rule: 'delivery/helm-unread',
        severity: 'error',
        at: 'values.other[0]',
        got: 'the action .Release.Name',
        message: "'values.other[0]' must be without template actions, since the chart ours does not pass it to tpl",
        remedy: 'write a plain string; passed to tpl are once, twice, block.*, config',
      },
      expect.objectContaining({ rule: 'delivery/unspellable', at: 'values.once', got: '<no value> at character 0' }),
      expect.objectContaining({ at: 'values.block.a\\.b', got: 'white space before the first word at character 0' }),
      expect.objectContaining({ rule: 'delivery/env-unread', at: 'values.twice', got: 'the variable NODE' }),
    ]);
  });

  it('finds a name that the chart does not read, with the one that was meant', () => {
    expect(escapeValues(HelmChart.vector(), { customconfig: {}, env: [] }).findings).toEqual([
      expect.objectContaining({
        rule: 'delivery/unknown-value',
        at: 'values.customconfig',
        remedy: 'write customConfig, or leave it out',
      }),
    ]);
  });

  it('finds values that were escaped before', () => {
    const file = helmValues(chart, { once: { a: '{{' } });
    expect(escapeValues(chart, { once: file['once']! }).findings).toEqual([
      expect.objectContaining({ rule: 'delivery/escaped-twice', at: 'values.once' }),
    ]);
    expect(() => helmValues(chart, { ...file })).toThrow("'values.once' must be given as they are meant");
  });
});

describe('helmValues', () => {
  it('stands under the name of a sub-chart', () => {
    expect(helmValues(chart, { once: '{{' }, { under: 'logs' })).toEqual({ logs: { once: '{{`{{`}}' } });
  });

  it('fails with all that has no way there, parts for Flux among it', () => {
    const values = { other: helm('.Release.Name'), once: { a: fluxVariable('cluster') } };
    expect(() => helmValues(chart, values)).toThrow(
      /values\.other[\s\S]*'values\.once\.a' must be without parts that flux/,
    );
  });
});

describe('printValues', () => {
  it('prints ASCII that reads back as the values', () => {
    const values = { other: { text: 'é 😀\n', none: null, yes: 'yes', list: [1, true] } };
    const printed = printValues(chart, values);
    expect(printed).toMatch(/^[\n\x20-\x7e]*$/);
    expect(parseYaml(printed)).toEqual(values);
  });
});
