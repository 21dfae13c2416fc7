import { printFinding } from '../../../lib/findings/finding';
import { LokiStage } from '../../../lib/engines/loki-stages/loki-stage';
import { checkStages } from '../../../lib/engines/loki-stages/rules';

const level = LokiStage.labels({ values: { level: '' } });

test('a label of a field that nothing extracts is found', () => {
  expect(
    checkStages([LokiStage.json({ expressions: { lvl: 'level' } }), level], 'loki.process.p').map(printFinding),
  ).toEqual([
    'loki/label-source: a label must be of a field that a stage before extracts, got level from level; extract it, or name one of lvl (at loki.process.p.stages[1])',
  ]);
  expect(checkStages([LokiStage.structuredMetadata({ values: { id: 'trace' } })], 'p')).toMatchObject([
    { rule: 'loki/metadata-source', severity: 'warning', got: 'id from trace' },
  ]);
});

test.each([
  ['json', LokiStage.json({ expressions: { level: '' } })],
  ['logfmt', LokiStage.logfmt({ mapping: { level: '' } })],
  ['regex', LokiStage.regex({ expression: '(?P<level>[a-z]+)' })],
  ['pattern', LokiStage.pattern({ pattern: '<_> <level>' })],
  ['template', LokiStage.template({ source: 'level', template: 'x' })],
  ['match', LokiStage.match({ selector: '{a="b"}', stages: [LokiStage.docker()] })],
])('a field that %s extracts is known', (_, stage) => {
  expect(checkStages([stage, level], 'p')).toEqual([]);
});
