import type { EngineName } from '../../../lib/pipeline/engine-name';
import type { LokiEntry } from '../../../lib/pipeline/entry';
import { Interpreter } from '../../../lib/pipeline/interpreter/interpreter';
import { LineSplitter } from '../../../lib/pipeline/line-splitter';
import type { LogPipeline } from '../../../lib/pipeline/log-pipeline';
import type { Origin } from '../../../lib/pipeline/record';
import type { LokiTarget } from '../../../lib/pipeline/sink-spec';
import type { StageSpec } from '../../../lib/pipeline/stage-spec';
import { root } from '../../contract/contract-case';
import type { ContractCase, ExpectedEntry, InputFile } from '../../contract/contract-case';
import { readingSource } from '../../contract/reading-source';
import { pipelineOf } from './fuzz-input';
import type { FuzzInput } from './fuzz-input';
import { isByChance, sparing } from './sparing';

/** A time that no record has: the time of reading. */
const readAt = '2001-02-03T04:05:06.000000007Z';

/** What a Loki may receive, and what it must: the same, but where a stage drops by the agent's clock. */
export interface Expectation {
  readonly must: readonly ExpectedEntry[];
  readonly may: readonly ExpectedEntry[];
}

/** An input as a case, whose expectation is what the interpreter makes of the files where the agent found them. */
export class FuzzCase implements ContractCase {
  readonly about = 'parseJson';
  readonly files: readonly InputFile[];
  readonly pod?: Origin;
  private folder = root;
  private known: Expectation | undefined;

  /** @param index - among the cases of a process, in which metrics and pods must be told apart */
  constructor(
    readonly name: string,
    readonly input: FuzzInput,
    private readonly index: number,
  ) {
    const { files, pod } = input;
    this.files = files.map(({ path, lines }) => ({ path, bytes: Buffer.concat(lines) }));
    if (pod !== undefined) this.pod = { ...pod, namespace: `fuzz-${index}` };
  }

  readonly pipeline = (to: LokiTarget, folder = root): LogPipeline<EngineName> => {
    if (folder !== this.folder) this.known = undefined;
    this.folder = folder;
    return this.model(to, ({ stages }) => stages);
  };

  get expected(): readonly ExpectedEntry[] {
    return this.expectation.must;
  }

  get awaited(): number {
    return this.expectation.must.length;
  }

  /** Of the folder that the pipeline was last made for. */
  get expectation(): Expectation {
    return (this.known ??= this.expect());
  }

  private expect(): Expectation {
    if (!this.input.stages.some(isByChance)) {
      const all = this.interpreted(({ stages }) => stages);
      return { must: all, may: all };
    }
    return {
      must: this.interpreted(({ stages }) => stages.map((stage) => sparing(stage, 'least'))),
      may: this.interpreted(({ stages }) => stages.map((stage) => sparing(stage, 'most'))),
    };
  }

  private model(to: LokiTarget, stagesOf: (input: FuzzInput) => readonly StageSpec[]): LogPipeline<EngineName> {
    const { input, pod, index } = this;
    const stages = stagesOf(input).map((stage) => named(stage, index));
    return pipelineOf({ ...input, stages, ...(pod === undefined ? {} : { pod }) }, to, this.folder);
  }

  private interpreted(stagesOf: (input: FuzzInput) => readonly StageSpec[]): readonly ExpectedEntry[] {
    const model = this.model({ url: 'http://loki' }, stagesOf);
    const entries: LokiEntry[] = [];
    const interpreter = new Interpreter(model, { onEntry: (entry) => entries.push(entry as LokiEntry) });
    const sources = model.sources.map(({ spec }) => spec);
    for (const { path, bytes } of this.files) {
      const origin: Origin = this.pod ?? { path: `${this.folder}/${path}` };
      const source = readingSource(sources, origin);
      if (source === undefined) continue;
      for (const line of new LineSplitter(source.maxLineBytes).push(bytes)) {
        interpreter.push({ line, time: readAt, origin });
      }
    }
    interpreter.flush();
    return entries.map((entry) => this.shown(entry));
  }

  private shown({ line, labels, structuredMetadata, time }: LokiEntry): ExpectedEntry {
    const shown = (text: string): string => text.replaceAll(this.folder, root);
    const all = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, shown(text)]));
    return {
      line: shown(line),
      labels: all(labels),
      metadata: all(structuredMetadata),
      ...(time === readAt ? {} : { time }),
    };
  }
}

/** With metrics of its own: a process has each name once. */
function named(stage: StageSpec, index: number): StageSpec {
  if (stage.kind === 'when') return { ...stage, stages: stage.stages.map((inner) => named(inner, index)) };
  return 'metric' in stage ? { ...stage, metric: `${stage.metric}_${index}` } : stage;
}
