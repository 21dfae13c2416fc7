import { compileVrl } from '../../../lib/languages/vrl/compiler/compiler';
import type { CompiledVrl } from '../../../lib/languages/vrl/compiler/compiler';
import { VrlBytes, VrlTimestamp } from '../../../lib/languages/vrl/compiler/vrl-value';
import type { VrlValue } from '../../../lib/languages/vrl/compiler/vrl-value';
import { Vrl } from '../../../lib/languages/vrl/vrl';
import { timeReader } from '../../../lib/languages/time/time-reader';
import type { LogRecord } from '../../../lib/pipeline/record';
import { ByName } from '../../../lib/engines/vector/config/settings';
import type { VectorConfig } from '../../../lib/engines/vector';
import { vrlDialect } from '../../../lib/engines/vector/versions';

/** A configuration's program or condition, compiled. */
export interface Compiled {
  /** `transforms.p_stages.source` */
  readonly at: string;
  readonly program: CompiledVrl;
}

/** Every program and condition of a configuration. */
export function compileAll({ components, version }: VectorConfig): readonly Compiled[] {
  return components.flatMap(({ section, name, options }) =>
    Object.entries(options).flatMap(([option, value]) => {
      if (!Vrl.is(value)) return [];
      const program = compileVrl(value.print(vrlDialect(version)), { vector: version, condition: option !== 'source' });
      return [{ at: `${section}.${name}.${option}`, program }];
    }),
  );
}

/** What a loki sink would send. */
export interface Sent {
  readonly labels: Texts;
  readonly structuredMetadata: Texts;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly line: string;
}

type Texts = Readonly<Record<string, string>>;
type Event = Readonly<Record<string, VrlValue>>;

const readTime = timeReader('iso8601');

/** A configuration of one source, remaps in a row and a loki sink, at work on records. */
export class GeneratedVrl {
  private readonly programs: readonly Compiled[];

  constructor(private readonly config: VectorConfig) {
    const strangers = config.components.filter(({ type }) => !['file', 'remap', 'loki'].includes(type));
    if (strangers.length > 0) throw new TypeError(`'config' must be remaps in a row, got ${strangers[0]?.type}`);
    this.programs = compileAll(config);
  }

  /** What is sent for a record; nothing where it is dropped. @throws if a program of ours fails */
  run({ line, time = '', origin }: LogRecord): Sent | undefined {
    let event: Event = {
      file: origin?.path ?? '',
      message: line,
      offset: 7,
      source_type: 'file',
      timestamp: new VrlTimestamp(readTime(time) ?? 0n),
    };
    for (const { at, program } of this.programs) {
      const outcome = program.run(event);
      if (outcome.kind === 'aborted') return undefined;
      // What a user's program fails at passes as it was; one of ours never fails.
      if (outcome.kind === 'done') event = outcome.event as Event;
      else if (!/_native(_\d+)?\.source$/.test(at)) throw new Error(`${outcome.message}\n${program.source}`);
    }
    const { timestamp, message } = event;
    if (!(timestamp instanceof VrlTimestamp)) throw new TypeError('no timestamp is left');
    const { offset: _, ...structuredMetadata } = this.texts('structuredMetadata', 'structured_metadata', event);
    return {
      labels: this.texts('labels', 'labels', event),
      structuredMetadata,
      time: timestamp.instant,
      line: textOf(message),
    };
  }

  /** An option of the sink with its templates filled in: `*` takes a whole object, other names stand one by one. */
  private texts(option: string, key: string, event: Event): Texts {
    const given = this.config.components.at(-1)?.options[option];
    if (!(given instanceof ByName)) return {};
    const [all, names, values] = ['', '_names', '_values'].map((end) => (event[key + end] ?? {}) as Event);
    return Object.fromEntries(
      Object.entries(given.entries).flatMap(([name, text]): (readonly [string, string])[] => {
        if (name === '*') return Object.entries(all ?? {}).map(([one, value]) => [one, textOf(value)]);
        const [, quoted, bare] = /\.(?:"([^"]*)"|(\w+)) \}\}$/.exec(name) ?? [];
        const split = quoted ?? bare;
        if (split === undefined) return [[name, typeof text === 'string' ? text : '']];
        return names?.[split] === '*' ? [] : [[textOf(names?.[split]), textOf(values?.[split])]];
      }),
    );
  }
}

function textOf(value: VrlValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value instanceof VrlBytes) return Buffer.from(value.hex, 'hex').toString();
  throw new TypeError(`a text must be left, got ${JSON.stringify(value)}`);
}
