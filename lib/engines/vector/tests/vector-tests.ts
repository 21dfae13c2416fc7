import { FindingsError } from '../../../findings/finding';
import type { Vrl } from '../../../languages/vrl';
import type * as Compiler from '../../../languages/vrl/compiler/check-vrl';
import { printYaml } from '../../../languages/yaml/print';
import type { YamlValue } from '../../../languages/yaml/print';
import { exampleSpec } from '../../../pipeline/example-spec';
import type { LogPipeline } from '../../../pipeline/log-pipeline';
import type { Text } from '../../../text/live-text';
import { through } from '../../../text/reader';
import { Unspellable } from '../../../text/unspellable';
import type { EngineTests, LeftOutExample } from '../../engine';
import { vectorInterpolation } from '../interpolation';
import { vectorSecrets } from '../secret-placeholder';
import type { VectorConfig } from '../vector-config';
import { isFrom, vrlDialect } from '../versions';
import { exampleTest } from './example-test';
import type { TestOutput, VectorTest } from './example-test';
import { whyLeftOut } from './left-out';
import { testTopologies } from './test-topology';

interface NamedTest {
  readonly name: string;
  readonly test: VectorTest;
}

/**
 * Examples of pipelines as tests of Vector's own, in a file for `vector test` beside the configuration. Vector runs the
 * transforms alone: a record is given to the one behind its source as the source would, and what leaves for a sink is looked
 * at as the sink's templates do.
 */
export class VectorTests implements EngineTests {
  readonly fileName = 'vector.tests.yaml';
  readonly command: string;
  readonly leftOut: readonly LeftOutExample[];
  private readonly tests: readonly NamedTest[];

  /** @param config - the translation of exactly these pipelines */
  constructor(
    private readonly pipelines: readonly LogPipeline<'vector'>[],
    private readonly config: VectorConfig,
  ) {
    this.command = `vector test ${config.fileName} ${this.fileName}`;
    const leftOut: LeftOutExample[] = [];
    const topologies = testTopologies(pipelines, config);
    this.tests = pipelines.flatMap((pipeline, index) =>
      Object.entries(pipeline.examples).flatMap(([example, given]): NamedTest[] => {
        const spec = exampleSpec(given);
        const topology = topologies[index];
        if (topology === undefined) return [];
        const name = `${pipeline.name}: ${example}`;
        const test =
          whyLeftOut(spec, pipeline, topology, config.variables.env) ??
          exampleTest(spec, pipeline, topology, config.version);
        const reason = typeof test === 'string' ? test : this.unspellable(name, test);
        if (reason !== undefined) leftOut.push({ pipeline: pipeline.name, example, reason });
        return typeof test === 'string' || reason !== undefined ? [] : [{ name, test }];
      }),
    );
    this.leftOut = Object.freeze(leftOut);
    Object.freeze(this);
  }

  get notes(): readonly string[] {
    if (this.counts || this.tests.length === 0) return Object.freeze([]);
    return Object.freeze([
      `Vector ${this.config.version} cannot count: that nothing is sent beside what an example expects is not tested`,
    ]);
  }

  /** @throws FindingsError if VRL's own compiler has a word to say */
  print(): Text {
    FindingsError.throwIfAny(this.check());
    const comments = [
      `Examples of ${this.pipelines.map(({ name }) => name).join(', ')}, as tests of Vector's own:`,
      `    ${this.command}`,
      ...this.notes.map((note) => `Note: ${note}`),
      ...this.leftOut.map(({ pipeline, example, reason }) => `Left out: ${pipeline}: ${example}: ${reason}`),
    ];
    const tests = this.tests.map((one) => this.body(one));
    return this.spelled(`${comments.map(printComment).join('')}${printYaml({ tests }) as string}`);
  }

  private get counts(): boolean {
    return isFrom(this.config.version, '0.56.0');
  }

  private check(): ReturnType<typeof Compiler.checkVrl> {
    if (this.tests.length === 0) return [];
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when there is VRL
    const { checkVrl } = require('../../../languages/vrl/compiler/check-vrl') as typeof Compiler;
    const { version: vector } = this.config;
    const judge = (code: Vrl, name: string, condition: boolean): ReturnType<typeof checkVrl> =>
      checkVrl(code.print(vrlDialect(vector)), name, { vector, condition });
    const found = this.tests.flatMap(({ name, test }) => [
      ...test.inputs.flatMap(({ event }) => judge(event, name, false)),
      ...test.outputs.flatMap(({ conditions }) => conditions.flatMap((one) => judge(one, name, true))),
    ]);
    // What is written here is to compile without a word.
    return found.map((finding) => ({ ...finding, severity: 'error' }));
  }

  private body({ name, test }: NamedTest): YamlValue {
    const print = (code: Vrl): string => `${code.print(vrlDialect(this.config.version))}\n`;
    const sent = test.outputs.filter(({ count }) => count > 0);
    const silent = test.outputs.filter(({ count }) => count === 0).flatMap(({ extractFrom }) => extractFrom);
    return {
      name,
      inputs: test.inputs.map(({ insertAt, event }) => ({ insert_at: insertAt, type: 'vrl', source: print(event) })),
      ...(sent.length === 0 ? {} : { outputs: sent.map((output) => this.output(output, print)) }),
      ...(silent.length === 0 ? {} : { no_outputs_from: silent }),
    };
  }

  private output({ extractFrom, count, conditions }: TestOutput, print: (code: Vrl) => string): YamlValue {
    return {
      extract_from: extractFrom,
      ...(this.counts ? { expected_event_count: count } : {}),
      ...(conditions.length === 0
        ? {}
        : { conditions: conditions.map((one) => ({ type: 'vrl', source: print(one) })) }),
    };
  }

  private unspellable(name: string, test: VectorTest): string | undefined {
    try {
      this.spelled(printYaml(this.body({ name, test })));
      return undefined;
    } catch (error) {
      if (error instanceof Unspellable) return error.message;
      throw error;
    }
  }

  /** As Vector reads all files of a configuration. */
  private spelled(text: Text): Text {
    const { version, environment } = this.config;
    const expands = !isFrom(version, '0.57.0') || Object.keys(environment).length > 0;
    return through(text, vectorSecrets, ...(expands ? [vectorInterpolation] : []));
  }
}

function printComment(text: string): string {
  return `# ${text.replace(/[^\x20-\x7e]+/g, ' ').replaceAll('SECRET[', 'SECRET [')}\n`;
}
