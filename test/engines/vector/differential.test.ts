import * as fc from 'fast-check';
import { vector } from '../../../lib/engines/vector';
import { vectorVersions } from '../../../lib/engines/vector/versions';
import { timeReader } from '../../../lib/languages/time/time-reader';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import { Interpreter } from '../../../lib/pipeline/interpreter/interpreter';
import { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { Ref } from '../../../lib/pipeline/ref';
import { Sink } from '../../../lib/pipeline/sink';
import { Source } from '../../../lib/pipeline/source';
import type { Stage } from '../../../lib/pipeline/stage';
import { compileAll, GeneratedVrl } from './generated-vrl';
import type { Sent } from './generated-vrl';
import { record, ref, stages, statefulStages } from '../../contract/random-pipeline';

jest.setTimeout(60_000);

const loki = { url: 'http://loki' };
const readTime = timeReader('iso8601');

function pipeline(all: readonly Stage<'vector'>[], [one, two, three]: readonly [Ref, Ref, Ref], metadata = true) {
  const labels = { app: 'x', one, two, podName: three };
  const more = metadata ? { structuredMetadata: { meta: three, three: one } } : {};
  return new LogPipeline<'vector'>('p', {
    sources: [Source.files('/v/**/*.log')],
    stages: all,
    sinks: [Sink.loki(loki, { labels, ...more })],
  });
}

test('what is written for Vector compiles without a word, whatever the pipeline and the version', () => {
  fc.assert(
    fc.property(statefulStages, fc.tuple(ref, ref, ref), fc.constantFrom(...vectorVersions), (all, refs, version) => {
      const written = pipeline(all, refs, version !== '0.39.0');
      // What a version cannot do is refused by name.
      fc.pre(vector.check([written], { version }).every(({ severity }) => severity !== 'error'));
      const said = compileAll(vector.translate([written], { version })).flatMap(({ at, program }) =>
        program.diagnostics.map(({ text }) => `${at}: ${text}`),
      );
      expect(said).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('what Vector runs for a pipeline does to each record what the pipeline means', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      stages,
      fc.tuple(ref, ref, ref),
      fc.array(record, { minLength: 100, maxLength: 100 }),
      (all, refs, records) => {
        const meant = pipeline(all, refs);
        const generated = new GeneratedVrl(vector.translate([meant]));
        let expected: Sent | undefined;
        const interpreter = new Interpreter(meant, { onEntry: (entry) => (expected = sent(entry as LokiEntry)) });
        for (const one of records) {
          expected = undefined;
          interpreter.push(one);
          expect({ of: one.line, is: generated.run(one) }).toEqual({ of: one.line, is: expected });
          compared += 1;
        }
      },
    ),
    { numRuns: 100 },
  );
  expect(compared).toBeGreaterThanOrEqual(10_000);
});

function sent(entry: LokiEntry): Sent {
  return { ...entry, time: readTime(entry.time) ?? 0n };
}
