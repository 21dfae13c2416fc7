import * as fc from 'fast-check';
import type { EngineName } from '../../lib/pipeline/engine-name';
import type { LokiEntry } from '../../lib/pipeline/entry';
import { Interpreter } from '../../lib/pipeline/interpreter/interpreter';
import { LogPipeline } from '../../lib/pipeline/log-pipeline';
import type { Ref } from '../../lib/pipeline/ref';
import { Sink } from '../../lib/pipeline/sink';
import { Source } from '../../lib/pipeline/source';
import type { Stage } from '../../lib/pipeline/stage';
import type { StageSpec } from '../../lib/pipeline/stage-spec';
import { root } from './contract-case';
import type { ContractCase, ExpectedEntry } from './contract-case';
import { record, ref, stages } from './random-pipeline';

/** A time that no record of the random ones has: the time of reading. */
const readAt = '2001-02-03T04:05:06.000000007Z';
const file = 'q/x=1/n.log';

/** Random pipelines as cases, whose expectation is what the interpreter makes of the files where the agent found them. */
export function randomCases(seed: number, count: number, lines: number): readonly ContractCase[] {
  const pipelines = fc.sample(
    fc.record({
      stages: stages.filter((all) => all.every(({ spec }) => !isByTimeOfReading(spec))),
      refs: fc.tuple(ref, ref, ref),
      lines: fc.array(record, { minLength: lines, maxLength: lines }),
    }),
    { seed, numRuns: count },
  );
  return pipelines.map((one, index) => randomCase(`${seed}/${index}`, one));
}

interface RandomPipeline {
  readonly stages: readonly Stage<'vector'>[];
  readonly refs: readonly [Ref, Ref, Ref];
  readonly lines: readonly { readonly line: string }[];
}

function randomCase(name: string, random: RandomPipeline): ContractCase {
  const lines = random.lines.map(({ line }) => line);
  let at = root;
  return {
    about: 'parseJson',
    name,
    pipeline(to, folder = root) {
      at = folder;
      const [one, two, three] = random.refs;
      return new LogPipeline<EngineName>('contract', {
        sources: [Source.files(`${folder}/**/*.log` as `/${string}`)],
        stages: random.stages,
        sinks: [
          Sink.loki(to, {
            labels: { app: 'x', one, two, podName: three },
            structuredMetadata: { meta: three, three: one },
          }),
        ],
      });
    },
    files: [{ path: file, bytes: Buffer.from(lines.map((line) => `${line}\n`).join('')) }],
    get expected() {
      return interpreted(this, lines, at);
    },
  };
}

function interpreted(of: ContractCase, lines: readonly string[], folder: string): readonly ExpectedEntry[] {
  const entries: LokiEntry[] = [];
  const interpreter = new Interpreter(of.pipeline({ url: 'http://loki' }, folder), {
    onEntry: (entry) => entries.push(entry as LokiEntry),
  });
  for (const line of lines) interpreter.push({ line, time: readAt, origin: { path: `${folder}/${file}` } });
  interpreter.flush();
  const shown = (text: string): string => text.replaceAll(folder, root);
  const all = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, shown(text)]));
  return entries.map(({ line, labels, structuredMetadata, time }) => ({
    line: shown(line),
    labels: all(labels),
    metadata: all(structuredMetadata),
    ...(time === readAt ? {} : { time }),
  }));
}

/** Whether what it does depends on when the agent reads. */
function isByTimeOfReading(stage: StageSpec): boolean {
  return stage.kind === 'sample' || (stage.kind === 'when' && stage.stages.some(isByTimeOfReading));
}
