import * as fc from 'fast-check';
import { vector } from '../../../../lib/engines/vector';
import type { LokiEntry } from '../../../../lib/pipeline/entry';
import type { Example } from '../../../../lib/pipeline/example';
import { LogPipeline } from '../../../../lib/pipeline/log-pipeline';
import { field, fields, origin } from '../../../../lib/pipeline/ref';
import { records } from '../../../../lib/pipeline/records';
import { Sink } from '../../../../lib/pipeline/sink';
import { Source } from '../../../../lib/pipeline/source';
import { Stage } from '../../../../lib/pipeline/stage';
import { allCases } from '../../../contract/all-cases';
import { runByVector, whyNotReal } from './vector-test-run';
import { asItIs, randomPipelines } from './with-examples';

jest.setTimeout(60_000);

const loki = { url: 'http://loki' };

if (whyNotReal !== undefined) {
  test.skip(`the real Vector does not run them: ${whyNotReal}`, () => undefined);
} else {
  describe('the real Vector', () => {
    test('says of random pipelines what run says, and fails where one label is another', () => {
      const named = fc
        .sample(randomPipelines, { numRuns: 24, seed: 7 })
        .filter((of) => vector.check([of]).every(({ severity }) => severity !== 'error'))
        .map(({ name: _, ...of }, index) => new LogPipeline<'vector'>(`p-${index}`, of));
      const wrong = named.map((of) => {
        const [{ records: read, ships }] = Object.values(of.examples) as [Example];
        const other = ships.map((one, index) =>
          index === ships.length - 1 ? { ...one, labels: { ...(one as LokiEntry).labels, app: 'y' } } : one,
        );
        const changed = ships.length === 0 ? [{}] : other;
        return of.with<'vector'>({ examples: { ...of.examples, wrong: { records: read, ships: changed } } });
      });
      const passed = runByVector(wrong);
      expect(vector.tests(wrong).leftOut).toEqual([]);
      const all = wrong.flatMap(({ name }) => [[`${name}: all`, true] as const, [`${name}: wrong`, false] as const]);
      expect(passed).toEqual(Object.fromEntries(all));
    });

    test('says of the cases of the contract what run says', () => {
      // A process for each: a fifth of them shows what there is to see.
      const some = allCases.filter((_, index) => index % 5 === 2);
      const cases = some.flatMap(({ pipeline: made, files, pod }, index) => {
        const { sources, stages: all, sinks } = made(loki) as LogPipeline<'vector'>;
        const of = new LogPipeline<'vector'>(`case-${index}`, { sources, stages: all, sinks });
        if (vector.check([of]).some(({ severity }) => severity === 'error')) return [];
        const read = files.flatMap(({ path: at, bytes }) => {
          const lines = bytes.toString().split('\n').slice(0, -1);
          return [...records(lines, pod ?? { path: `/logs/${at}` })].map((one) => ({
            ...one,
            time: '2000-01-01T00:00:00Z',
          }));
        });
        return read.length === 0 ? [] : [of.with<'vector'>({ examples: { all: asItIs(of, read) } })];
      });
      const passed = runByVector(cases);
      expect(Object.entries(passed).flatMap(([name, ok]) => (ok ? [] : [name]))).toEqual([]);
      const leftOut = vector.tests(cases).leftOut.map(({ pipeline: of, reason }) => `${of}: ${reason}`);
      expect(Object.keys(passed)).toHaveLength(cases.length - leftOut.length);
      expect(leftOut.filter((one) => !/throttle|sample's first|maxLineBytes/.test(one))).toEqual([]);
    });

    test('joins lines, keeps sinks and metrics apart, and reads JSON', () => {
      const errors = field('level').is('error');
      const of = new LogPipeline<'vector'>('p', {
        sources: [Source.files('/v/**/*.log'), Source.files('/w/*.log', { exclude: ['/w/old*'] })],
        stages: [
          Stage.joinLines({ firstLine: /^\{/ }),
          Stage.parseJson({ from: origin.path }),
          Stage.parseRegex(/"level":"(?<level>\w+)"/),
          Stage.count('lines_total'),
          Stage.count('errors_total', { when: errors }),
        ],
        sinks: [Sink.loki(loki, { labels: { app: 'x', ...fields('level') } }), Sink.stdout({ when: errors })],
      });
      const read = [
        ...records(['{"level":"error"}', '  more'], { path: '/v/a.log' }),
        ...records(['{"level":"info"}', '  more'], { path: '/w/b.log' }),
      ];
      const right: Example = {
        records: read,
        ships: [
          { labels: { level: 'error' }, line: '{"level":"error"}\n  more' },
          { fields: { level: 'error' }, line: /more$/, time: '2000-01-01T00:00:00Z' },
          { labels: { level: 'info' }, line: /more$/ },
        ],
        counts: { lines_total: 2, errors_total: 1 },
      };
      const [loki1, json1, loki2] = right.ships as [object, object, object];
      const examples: Record<string, Example> = {
        right,
        'a line of JSON': { ...right, ships: [loki1, { ...json1, fields: { level: 'info' } }, loki2] },
        'one too many': { ...right, ships: [loki1, json1] },
        'a count': { ...right, counts: { lines_total: 1 } },
        'a time': { ...right, ships: [loki1, { ...json1, time: '2001-01-01T00:00:00Z' }, loki2] },
      };
      const names = Object.keys(examples);
      const passed = runByVector([of.with<'vector'>({ examples })]);
      expect(passed).toEqual(Object.fromEntries(names.map((name) => [`p: ${name}`, name === 'right'])));
    });
  });
}
