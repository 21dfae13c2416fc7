import fc from 'fast-check';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import { Interpreter } from '../../../lib/pipeline/interpreter/interpreter';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import { records } from '../../../lib/pipeline/records';
import { field, fields, firstOf, line, text } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Stage } from '../../../lib/pipeline/stage';
import { at, lines, pipeline, sources } from './small-pipeline';

/** Stages that know every way to change a record, and lose none. */
const keeping = [
  Stage.replace(/x/, 'y'),
  Stage.parseJson(),
  Stage.parseLogfmt(),
  Stage.parsePattern('<k>: <v>'),
  Stage.parsePath('<k>.log'),
  Stage.when(
    field('k').exists(),
    Stage.rename({ k: 'l' }),
    Stage.set({ k: firstOf(field('l'), line) }),
    Stage.remove('v'),
  ),
  Stage.time(field('t')),
  Stage.level('k'),
  Stage.classify('c', { number: /\d/ }),
  Stage.count('lines_total', { labels: { kind: field('c') } }),
  Stage.measure('size', field('k')),
  Stage.line({ json: 'all' }),
  Stage.sample('0%', { unless: line.exists() }),
  Stage.throttle({ linesPerSecond: 1, unless: line.exists() }),
] as const;

const anyLine = fc.oneof(
  fc.string({ unit: 'binary' }).map((all) => all.replace(/\n/g, ' ')),
  fc
    .object({ maxDepth: 2, key: fc.constantFrom('k', 't', 'l', '__proto__', 'é') })
    .map((object) => JSON.stringify(object)),
  fc.constantFrom('k=v x=1', 'k: v', '{"k":1e400}', '{"t":"2026-11-21T00:00:00Z","k":"INFO"}'),
);

describe('laws', () => {
  test('no stage loses a record unless its name says so', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (all) => {
        const path = '/logs/a.log';
        expect(pipeline(keeping).run(all.map((one) => ({ line: one, origin: { path } })))).toHaveLength(all.length);
      }),
      { numRuns: 200 },
    );
  });

  test('joined lines are the lines that were read', () => {
    const stages = [Stage.joinLines({ firstLine: /^a/, maxLines: 3 })];
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', '', 'a c')), (all) => {
        const joined = lines(pipeline(stages).run(records(all, {})));
        expect(joined.flatMap((entry) => entry.split('\n'))).toEqual(all);
        expect(Math.max(0, ...joined.map((entry) => entry.split('\n').length))).toBeLessThanOrEqual(3);
      }),
      { numRuns: 200 },
    );
  });

  test('labels and metadata are such as Loki takes, whatever the record', () => {
    const labels = { app: 'a', ...fields('k'), both: text`${field('k')}${field('k')}` };
    const sink = Sink.loki({ url: 'http://loki' }, { labels, structuredMetadata: { line } });
    const all = new LogPipeline('test', { sources, stages: [Stage.parseJson()], sinks: [sink] });
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ minLength: 600, maxLength: 3000, unit: 'grapheme' })),
        (value) => {
          const [entry] = all.run([{ line: JSON.stringify({ k: value }) }]) as LokiEntry[];
          for (const text of Object.values(entry?.labels ?? {})) {
            expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);

            expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\ufffd]/);
            expect(text).not.toBe('');
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  test('pushed one by one, or run at once: the same', () => {
    const stages = [Stage.joinLines({ firstLine: /^\S/ }), ...keeping.slice(1)];
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (all) => {
        const read = all.map((one, index) => ({ ...at(index, one), origin: { path: '/logs/a.log' } }));
        const pushed: unknown[] = [];
        const interpreter = new Interpreter(pipeline(stages), { onEntry: (entry) => pushed.push(entry) });
        for (const record of read) interpreter.push(record);
        interpreter.flush();
        expect(pushed).toEqual(pipeline(stages).run(read));
      }),
      { numRuns: 100 },
    );
  });

  test('records that are given are not changed', () => {
    const record = Object.freeze({
      line: 'k: v',
      fields: Object.freeze({ a: Object.freeze({ b: 1 }), k: 'INFO' }),
      origin: Object.freeze({ path: '/logs/a.log' }),
    });
    const before = JSON.stringify(record);
    const [first, second] = [pipeline(keeping).run([record]), pipeline(keeping).run([record])] as LokiEntry[][];
    expect(JSON.stringify(record)).toBe(before);
    expect(first?.map(({ line: all }) => all)).toEqual(second?.map(({ line: all }) => all));
  });
});
