import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alloy as code } from '../../../lib/languages/alloy';
import { AlloyConfig } from '../../../lib/engines/alloy/alloy-config';
import { loki } from '../../../lib/engines/alloy/config/components';
import { alloy as engine } from '../../../lib/engines/alloy/engine';
import { promtail } from '../../../lib/engines/promtail/engine';
import { checkAlloy } from '../../../lib/languages/alloy/compiler/check-alloy';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import { LokiStage } from '../../../lib/engines/loki-stages/loki-stage';
import { printFinding } from '../../../lib/findings/finding';
import { argumentNames } from '../../../lib/languages/alloy/compiler/argument-names';
import type { BlockNames } from '../../../lib/languages/alloy/compiler/argument-names';

function plain({ attributes, blocks }: BlockNames): object {
  return {
    ...Object.fromEntries(attributes.map((name) => [name, 'attribute'])),
    ...Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, plain(block)])),
  };
}

test('the names are those that Alloy declares', () => {
  const data = join(__dirname, '..', '..', 'data', 'alloy', 'arguments-1.18.1.json');
  expect(plain({ attributes: [], blocks: argumentNames })).toEqual(JSON.parse(readFileSync(data, 'utf8')));
});

const process = (body: string): string => `loki.process "x" {\n  forward_to = []\n  ${body}\n}`;

test.each([
  ['loki.proces "x" { }', 'line 1, column 1', 'loki.proces', 'did you mean loki.process?'],
  ['discovery.kubernets "x" { }', 'line 1, column 1', 'discovery.kubernets', 'did you mean discovery.kubernetes?'],
  ['declare "m" { loki.sorce.file "x" { } }', 'line 1, column 15', 'loki.sorce.file', 'did you mean loki.source.file?'],
  [process('stage.json { expresions = { } }'), 'line 3, column 16', 'expresions', 'did you mean expressions?'],
  [process('stage.jsom { }'), 'line 3, column 3', 'stage.jsom', 'did you mean stage.json?'],
  [process('stage.geoip { dbb = 3 }'), 'line 3, column 17', 'dbb', 'write one of db, source, db_type, custom_lookups'],
  [process('stage.docker { a = 3 }'), 'line 3, column 18', 'a', 'leave it out: stage.docker takes nothing'],
  [
    process('stage.match {\n    stage.json { expresions = { } }\n  }'),
    'line 4, column 18',
    'expresions',
    'did you mean expressions?',
  ],
  ['loki.write "x" { endpoint = { } }', 'line 1, column 18', 'endpoint', 'write endpoint { … }'],
  ['loki.write "x" { endpoint { url { } } }', 'line 1, column 29', 'url', 'write url = …'],
])('%s is told', (source, place, got, remedy) => {
  expect(checkAlloy(source, 'a')).toEqual([
    expect.objectContaining({ rule: 'alloy/unknown-name', severity: 'error', at: `a, ${place}`, got, remedy }),
  ]);
});

test.each([
  process('stage.match {\n selector = "a"\n stage.match {\n stage.cri { }\n } }'),
  'loki.source.gelf "x" { anything = 1 }',
  'loki.brandnew "x" { }',
  'otelcol.receiver.otlp "x" { grpc { } }',
  'declare "m" { argument "a" { } }\nm "x" { a = 1 }',
])('%s is taken', (source) => {
  expect(checkAlloy(source, 'a')).toEqual([]);
});

test('a stage of no such name is told, in stages of a component too', () => {
  expect(checkAlloy('stage.bogus { }', 'p: stages[0]', { only: 'stage.' }).map(printFinding)).toEqual([
    expect.stringContaining('p: stages[0], line 1, column 1'),
  ]);
  const echo = loki.echo('e');
  const stages = [LokiStage.cri(), code`stage.json { expresions = { } }`];
  const config = new AlloyConfig({ components: [loki.process('p', { forwardTo: [echo.receiver], stages })] });
  expect(config.check()).toMatchObject([
    { rule: 'alloy/unknown-name', at: 'loki.process.p.stages[1], line 1, column 14', got: 'expresions' },
  ]);
});

describe('more labels than Loki takes as it comes', () => {
  const labels = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`l${index}`, 'x']));
  const pipeline = (maxLabels?: number): LogPipeline =>
    new LogPipeline('p', {
      sources: [Source.files('/v/*.log')],
      sinks: [Sink.loki({ url: 'http://loki', ...(maxLabels === undefined ? {} : { maxLabels }) }, { labels })],
    });

  test('are told once, by the pipeline', () => {
    expect(pipeline().check()).toMatchObject([{ rule: 'loki/label-limit' }]);
    expect(engine.check([pipeline()])).toEqual([]);
    expect(promtail.check([pipeline()])).toEqual([]);
    expect(() => engine.translate([pipeline()]).print()).toThrow('labels');
  });

  test('are printed for a Loki that takes them', () => {
    expect(engine.translate([pipeline(16)]).print()).toContain('l15');
    expect(promtail.translate([pipeline(16)]).print()).toContain('l15');
  });
});
