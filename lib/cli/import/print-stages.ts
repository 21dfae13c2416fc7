import type { StageOf, StageSpec } from '../../pipeline/stage-spec';
import type { SourceSpec } from '../../pipeline/source-spec';
import { defaultMaxLineBytes } from '../../pipeline/source';
import type { Comments } from '../../engines/promtail/import/steps';
import { call, object, quoted } from './code';
import type { Code, List } from './code';
import type { ValuePrinter } from './print-values';

/** Stages and sources as a user writes them. */
export class StagePrinter {
  constructor(
    private readonly values: ValuePrinter,
    private readonly comments: Comments,
  ) {}

  stages(specs: readonly StageSpec[]): List {
    return {
      kind: 'list',
      items: specs.map((spec) => ({ value: this.stage(spec), comments: this.commentsOf(spec) })),
    };
  }

  /** Those of stages within, too: a call has no place for them. */
  private commentsOf(spec: StageSpec): readonly string[] {
    const inner = spec.kind === 'when' ? spec.stages.flatMap((stage) => this.commentsOf(stage)) : [];
    return [...(this.comments.get(spec) ?? []), ...inner];
  }

  source(spec: SourceSpec): Code {
    const source = this.values.imports.use('Source');
    const limit = spec.maxLineBytes === defaultMaxLineBytes ? undefined : this.size(spec.maxLineBytes);
    switch (spec.kind) {
      case 'files': {
        const exclude = spec.exclude.length === 0 ? undefined : this.values.strings(spec.exclude);
        return call(`${source}.files`, quoted(spec.glob), ...options({ exclude, maxLineBytes: limit }));
      }
      case 'pods': {
        const { select, except } = spec;
        return call(
          `${source}.pods`,
          ...options({
            ...this.selection(select),
            except: except === undefined ? undefined : object(this.selection(except)),
            maxLineBytes: limit,
          }),
        );
      }
      default:
        throw new TypeError(`'source' must be of files or pods, got ${spec.kind}`);
    }
  }

  private selection({
    namespaces,
    containers,
    labels,
  }: Extract<SourceSpec, { kind: 'pods' }>['select']): Readonly<Record<string, Code | undefined>> {
    return {
      namespaces: namespaces === undefined ? undefined : this.values.strings(namespaces),
      containers: containers === undefined ? undefined : this.values.strings(containers),
      labels:
        labels === undefined
          ? undefined
          : object(
              Object.fromEntries(
                Object.entries(labels).map(([name, value]) => [
                  name,
                  value === true ? 'true' : typeof value === 'string' ? quoted(value) : this.values.strings(value),
                ]),
              ),
            ),
    };
  }

  private size(bytes: number): Code {
    this.values.imports.use('Size', 'cdk8s');
    return bytes % 1024 ** 2 === 0 ? `Size.mebibytes(${bytes / 1024 ** 2})` : `Size.kibibytes(${bytes / 1024})`;
  }

  private duration(milliseconds: number): Code {
    this.values.imports.use('Duration', 'cdk8s');
    if (milliseconds % 60_000 === 0) return `Duration.minutes(${milliseconds / 60_000})`;
    return milliseconds % 1000 === 0 ? `Duration.seconds(${milliseconds / 1000})` : `Duration.millis(${milliseconds})`;
  }

  private stage(spec: StageSpec): Code {
    const { values } = this;
    const make = (...args: readonly Code[]): Code => call(`${values.imports.use('Stage')}.${spec.kind}`, ...args);
    switch (spec.kind) {
      case 'parseJson':
      case 'parseLogfmt':
        return make(
          ...options({ ...this.from(spec), only: spec.only === undefined ? undefined : values.strings(spec.only) }),
        );
      case 'parseRegex':
        return make(values.pattern(spec.regex), ...options(this.from(spec)));
      case 'when':
        return make(values.condition(spec.condition), ...this.inner(spec));
      case 'rename':
        return make(object(Object.fromEntries(spec.names.map(([from, to]) => [from, quoted(to)]))));
      case 'set':
        return make(object(Object.fromEntries(spec.values.map(([name, value]) => [name, values.value(value)]))));
      case 'remove':
        return make(...spec.names.map(quoted));
      case 'time': {
        const [first = 'iso8601', ...others] = spec.formats;
        const format =
          others.length > 0 ? values.strings(spec.formats) : first === 'iso8601' ? undefined : quoted(first);
        return make(
          values.ref(spec.from),
          ...options({ format, zone: spec.zone === 'UTC' ? undefined : quoted(spec.zone) }),
        );
      }
      case 'joinLines':
        return make(
          object({
            firstLine: values.pattern(spec.firstLine),
            maxWait: spec.maxWaitMs === 500 ? undefined : this.duration(spec.maxWaitMs),
            maxLines: spec.maxLines === 1000 ? undefined : String(spec.maxLines),
          }),
        );
      case 'keep':
      case 'drop':
        return make(values.condition(spec.condition));
      case 'sample':
        return make(quoted(`${Number((spec.share * 100).toPrecision(12))}%`));
      case 'throttle':
        return make(
          object({
            linesPerSecond: String(spec.linesPerSecond),
            per: spec.per === undefined ? undefined : values.ref(spec.per),
          }),
        );
      case 'replace':
        return make(values.pattern(spec.regex), quoted(spec.by));
      case 'line':
        if ('json' in spec) break;
        return make(values.ref(spec.value));
      case 'count':
        return make(quoted(spec.metric), ...this.metric(spec));
      case 'native':
        return make(this.native(spec));
      default:
        break;
    }
    throw new TypeError(`'stage' must be one that import makes, got ${spec.kind}`);
  }

  private inner({ stages }: StageOf<'when'>): readonly Code[] {
    return stages.map((stage) => this.stage(stage));
  }

  private metric({ when, labels }: StageOf<'count'>): readonly Code[] {
    return options({
      when: when === undefined ? undefined : this.values.condition(when),
      labels:
        labels.length === 0
          ? undefined
          : object(Object.fromEntries(labels.map(([name, value]) => [name, this.values.value(value)]))),
    });
  }

  /** Alloy's code, its lines indented by whoever prints it. */
  private native({ source }: StageOf<'native'>): Code {
    const tag = this.values.imports.use('alloy', 'cdk8s-logging/alloy');
    const escaped = source.replace(/`|\$(?=\{)/g, '\\$&');
    return { kind: 'template', tag, lines: escaped.split('\n') };
  }

  private from({ from }: { readonly from: StageOf<'parseJson'>['from'] }): Readonly<Record<string, Code | undefined>> {
    return { from: from.of === 'line' ? undefined : this.values.ref(from) };
  }
}

/** An argument of options, where there are any. */
function options(values: Readonly<Record<string, Code | undefined>>): readonly Code[] {
  const code = object(values);
  return code.entries.length === 0 ? [] : [code];
}
