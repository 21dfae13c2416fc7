import fc from 'fast-check';

import { concat, env, helm } from '../../lib/text/live-text';
import { fluxVariable } from '../../lib/text/flux';
import { settle, through } from '../../lib/text/reader';
import { readersOf } from '../../lib/text/route';
import { Unspellable } from '../../lib/text/unspellable';
import { vectorInterpolation } from '../../lib/engines/vector/interpolation';
import { fluentBitInterpolation } from '../../lib/engines/fluent-bit/interpolation';
import { lokiExpandEnv } from '../../lib/backends/loki/expand-env';
import { grafanaProvisioning } from '../../lib/backends/grafana/provisioning';
import { anyText, asciiText, plainValue } from './texts';
import type { LiveText } from '../../lib/text/live-text';
import type { Reader } from '../../lib/text/reader';
import type { Route } from '../../lib/text/route';

const names = (route: Route): string[] => readersOf(route).map((reader) => reader.name);

describe('a route', () => {
  it('lists its readers innermost first', () => {
    expect(names({})).toEqual([]);
    expect(names({ container: 'args', chart: { tpl: 1 }, flux: true })).toEqual([
      'kubernetes expansion',
      'helm tpl',
      'flux post-build',
    ]);
    expect(names({ chart: { tpl: 2, yaml: true } })).toEqual(['helm toYaml', 'helm tpl', 'helm tpl']);
    expect(names({ chart: { tpl: 1, block: '|-' }, flux: true })).toEqual([
      'helm block scalar |-',
      'helm tpl',
      'flux post-build',
    ]);
    expect(names({ chart: { tpl: 0 } })).toEqual(['helm template']);
    expect(names({ chart: { tpl: 1, airflowConfig: true } })).toEqual(['airflow.cfg', 'helm tpl']);
    expect(names({ shell: true, container: 'command', compose: true })).toEqual([
      'shell',
      'kubernetes expansion',
      'docker compose',
    ]);
    expect(names({ targetPath: true })).toEqual(['flux targetPath']);
  });

  it('fills each live part by the one reader that it names', () => {
    const text = concat('a$ ', env('A'), ' {{ ', helm('.Release.Name'), ' ${x} ', fluxVariable('cluster'));
    const written = settle(through(text, ...readersOf({ container: 'env', chart: { tpl: 1 }, flux: true })), 'env.X');
    expect(written).toBe('a$$$$ $$(A) {{`{{`}} {{ .Release.Name }} $$$${x} ${cluster}');
  });

  it('fails when nothing on the way fills a live part in', () => {
    expect(() => settle(through(helm('.x'), ...readersOf({ flux: true })), 'data.x')).toThrow(
      "'data.x' must be read by helm, which fills .x in, but nothing on its way does",
    );
  });

  it('hands a live action through the outer of two passes of tpl', () => {
    const written = through(concat('{{', helm('.x')), ...readersOf({ chart: { tpl: 2 } }));
    expect(written).toBe('{{`{{`}}`{{`{{`}}`}}{{`{{`}} .x }}');
  });

  it("fails when toYaml's quotes would break an action", () => {
    const route: Route = { chart: { tpl: 1, yaml: true } };
    expect(() => through(helm('include "x" .'), ...readersOf(route))).toThrow('quote with backticks in it');
    expect(through(helm('include `x` .'), ...readersOf(route))).toBe('{{ include `x` . }}');
  });
});

// Every reader as one on the way of the same text; what a stack cannot spell it refuses.
const inner: readonly Reader[] = [vectorInterpolation, fluentBitInterpolation, lokiExpandEnv, grafanaProvisioning];
const chart = fc.record(
  {
    tpl: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    yaml: fc.boolean(),
    block: fc.constantFrom<'|' | '|-'>('|', '|-'),
    airflowConfig: fc.constant(true),
  },
  { requiredKeys: ['tpl'] },
);
const routes: fc.Arbitrary<Route> = fc.record(
  {
    container: fc.constantFrom<'args' | 'env' | 'command'>('args', 'env', 'command'),
    shell: fc.boolean(),
    compose: fc.boolean(),
    chart,
    targetPath: fc.boolean(),
    flux: fc.boolean(),
  },
  { requiredKeys: [] },
);
const stacks = fc
  .tuple(fc.option(fc.constantFrom(...inner), { nil: undefined }), routes)
  .map(([first, route]) => [...(first === undefined ? [] : [first]), ...readersOf(route)]);

describe('a random stack of readers', () => {
  it('gives back every text that has a spelling, live parts filled in', () => {
    let spelled = 0;
    const live = fc.constantFrom(env('A'), helm('.B'), fluxVariable('C'));
    const parts = fc.array(fc.oneof({ weight: 3, arbitrary: fc.oneof(anyText(4), asciiText(4)) }, live), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(stacks, parts, plainValue(), plainValue(), plainValue(), (stack, texts, A, B, C) => {
        // Only what the stack fills in, and only once: variables belong to the innermost reader of them.
        const filled = texts.filter(
          (text) =>
            typeof text === 'string' ||
            stack.some((reader) => reader.fills === (text.parts[0] as { reader: string }).reader),
        );
        let written: string;
        try {
          written = settle(through(concat(...filled), ...stack), 'here');
        } catch (error) {
          if (error instanceof Unspellable) return;
          throw error;
        }
        spelled += 1;
        const values: Record<string, string> = { A, '.B': B, C };
        const read = stack.reduceRight((text, reader) => reader.read(text, values), written);
        const value = (text: LiveText): string => values[(text.parts[0] as { name: string }).name]!;
        expect(read).toBe(filled.map((text) => (typeof text === 'string' ? text : value(text))).join(''));
      }),
      { numRuns: 3000, seed: 3 },
    );
    expect(spelled).toBeGreaterThan(1000);
  });
});
