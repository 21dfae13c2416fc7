import type { Regex } from '../../../lib/languages/regex/regex';
import type { ConditionSpec } from '../../../lib/pipeline/condition-spec';
import type { RefSpec, ValueSpec } from '../../../lib/pipeline/ref-spec';
import type { StageKind, StageOf, StageSpec } from '../../../lib/pipeline/stage-spec';
import type { FuzzInput } from './fuzz-input';
import { patternOf, percentOf } from './stage-of';

/** An input as one would write it. */
export function printInput({ sources, stages, sinks, files, pod }: FuzzInput): string {
  const reads = sources.map(({ glob, exclude, maxLineBytes }) =>
    call('Source.files', `\`\${folder}/${glob}\``, [
      ['exclude', exclude.length === 0 ? undefined : list(exclude.map((one) => `\`\${folder}/${one}\``))],
      ['maxLineBytes', maxLineBytes === undefined ? undefined : `Size.kibibytes(${maxLineBytes} / 1024)`],
    ]),
  );
  const sends = sinks.map(({ labels, metadata, when }) =>
    call('Sink.loki', 'to', [
      ['labels', pairs(labels, printValue)],
      ['structuredMetadata', metadata.length === 0 ? undefined : pairs(metadata, printValue)],
      ['when', when && printCondition(when)],
    ]),
  );
  return [
    `sources: ${pod === undefined ? list(reads) : 'Source.pods()'}`,
    `stages: [${stages.map((stage) => `\n  ${printStage(stage)},`).join('')}${stages.length === 0 ? '' : '\n'}]`,
    `sinks: ${list(sends)}`,
    ...files.map(({ path, lines }) => `file ${quote(path)}:${lines.map((line) => `\n  ${printBytes(line)}`).join('')}`),
    ...(pod === undefined ? [] : [`pod: ${JSON.stringify(pod)}`]),
  ].join('\n');
}

type Printers = { readonly [K in StageKind]: (spec: StageOf<K>) => string };

const printers: Printers = {
  parseJson: ({ from, only }) => call('Stage.parseJson', undefined, [fromOf(from), onlyOf(only)]),
  parseLogfmt: ({ from, only }) => call('Stage.parseLogfmt', undefined, [fromOf(from), onlyOf(only)]),
  parsePattern: ({ pattern, from }) => call('Stage.parsePattern', quote(pattern), [fromOf(from)]),
  parseRegex: ({ regex, from }) => call('Stage.parseRegex', printRegex(regex), [fromOf(from)]),
  parsePath: ({ pattern }) => `Stage.parsePath(${quote(pattern)})`,
  when: ({ condition, stages }) => `Stage.when(${[printCondition(condition), ...stages.map(printStage)].join(', ')})`,
  rename: ({ names }) => `Stage.rename(${pairs(names, quote)})`,
  set: ({ values }) => `Stage.set(${pairs(values, printValue)})`,
  remove: ({ names }) => `Stage.remove(${names.map(quote).join(', ')})`,
  time: ({ from, formats, zone }) =>
    call('Stage.time', printRef(from), [
      ['format', list(formats.map(quote))],
      ['zone', zone === 'UTC' ? undefined : quote(zone)],
    ]),
  level: ({ field }) => `Stage.level(${quote(field)})`,
  classify: ({ field, classes }) => `Stage.classify(${quote(field)}, ${pairs(classes, printRegex)})`,
  joinLines: ({ firstLine, maxWaitMs, maxLines }) =>
    call('Stage.joinLines', undefined, [
      ['firstLine', printRegex(firstLine)],
      ['maxWait', maxWaitMs === 500 ? undefined : `Duration.millis(${maxWaitMs})`],
      ['maxLines', maxLines === 1000 ? undefined : String(maxLines)],
    ]),
  keep: ({ condition }) => `Stage.keep(${printCondition(condition)})`,
  drop: ({ condition }) => `Stage.drop(${printCondition(condition)})`,
  sample: ({ share, unless, first }) =>
    call('Stage.sample', quote(percentOf(share)), [
      ['unless', unless && printCondition(unless)],
      ['first', first && `{ of: ${printRef(first.of)}, each: Duration.millis(${first.eachMs}) }`],
    ]),
  throttle: ({ linesPerSecond, per, unless }) =>
    call('Stage.throttle', undefined, [
      ['linesPerSecond', String(linesPerSecond)],
      ['per', per && printRef(per)],
      ['unless', unless && printCondition(unless)],
    ]),
  replace: ({ regex, by }) => `Stage.replace(${printRegex(regex)}, ${quote(by)})`,
  line: (spec) =>
    'value' in spec
      ? `Stage.line(${printRef(spec.value)})`
      : `Stage.line({ json: ${spec.json === 'all' ? "'all'" : list(spec.json.map(quote))} })`,
  count: ({ metric, when, labels }) => call('Stage.count', quote(metric), metricOf(when, labels)),
  measure: ({ metric, value, when, labels }) =>
    call('Stage.measure', `${quote(metric)}, ${printRef(value)}`, metricOf(when, labels)),
  native: ({ language, source }) => `Stage.native({ language: ${quote(language)}, source: ${quote(source)} })`,
};

export function printStage(spec: StageSpec): string {
  return (printers[spec.kind] as (one: StageSpec) => string)(spec);
}

function printCondition(spec: ConditionSpec): string {
  switch (spec.test) {
    case 'not':
      return `not(${printCondition(spec.condition)})`;
    case 'allOf':
    case 'anyOf':
      return `${spec.test}(${spec.conditions.map(printCondition).join(', ')})`;
    case 'is':
      return `${printRef(spec.ref)}.is(${spec.values.map((one) => (typeof one === 'string' ? quote(one) : String(one))).join(', ')})`;
    case 'contains':
    case 'startsWith':
      return `${printRef(spec.ref)}.${spec.test}(${quote(spec.part)})`;
    case 'matches':
      return `${printRef(spec.ref)}.matches(${printRegex(spec.regex)})`;
    case 'atLeast':
    case 'below':
      return `${printRef(spec.ref)}.${spec.test}(${spec.limit})`;
    case 'exists':
      return `${printRef(spec.ref)}.exists()`;
  }
}

function printRef(spec: RefSpec): string {
  switch (spec.of) {
    case 'line':
      return 'line';
    case 'field':
      return `field(${spec.path.map((step) => (typeof step === 'string' ? quote(step) : String(step))).join(', ')})`;
    case 'origin':
      return `origin.${spec.name}`;
    case 'podLabel':
    case 'podAnnotation':
      return `origin.${spec.of}(${quote(spec.key)})`;
    case 'firstOf':
      return `firstOf(${spec.values.map(printValue).join(', ')})`;
    case 'text':
      return `text\`${spec.parts.map(printPart).join('')}\``;
  }
}

function printPart(part: Extract<RefSpec, { readonly of: 'text' }>['parts'][number]): string {
  if (typeof part === 'string') return part.replace(/[\\`$]/g, '\\$&');
  return `\${${'of' in part ? printRef(part) : `env(${quote(part.name)})`}}`;
}

function printValue(value: ValueSpec): string {
  if (value.of !== 'constant') return printRef(value);
  return typeof value.text === 'string' ? quote(value.text) : JSON.stringify(value.text.parts);
}

/** With its flags in itself; as RE2 without a backslash more, where its quotes allow. */
function printRegex(regex: Regex): string {
  const { source } = patternOf(regex);
  return /`|\$\{/.test(source) ? `{ source: ${quote(source)}, flags: '' }` : `re2\`${source}\``;
}

/** Text, or what cannot be one as the bytes that each of its characters is. */
function printBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return Buffer.from(text).equals(bytes) ? quote(text) : `Buffer.from(${quote(bytes.toString('latin1'))}, 'latin1')`;
}

type Options = readonly (readonly [name: string, value: string | undefined])[];

function call(name: string, first: string | undefined, options: Options): string {
  const given = options.filter(([, value]) => value !== undefined);
  const shown = given.length === 0 ? [] : [`{ ${given.map(([key, value]) => `${key}: ${value}`).join(', ')} }`];
  return `${name}(${[...(first === undefined ? [] : [first]), ...shown].join(', ')})`;
}

function fromOf(from: RefSpec): Options[number] {
  return ['from', from.of === 'line' ? undefined : printRef(from)];
}

function onlyOf(only: readonly string[] | undefined): Options[number] {
  return ['only', only && list(only.map(quote))];
}

function metricOf(when: ConditionSpec | undefined, labels: readonly (readonly [string, ValueSpec])[]): Options {
  return [
    ['when', when && printCondition(when)],
    ['labels', labels.length === 0 ? undefined : pairs(labels, printValue)],
  ];
}

function pairs<T>(all: readonly (readonly [string, T])[], print: (value: T) => string): string {
  const key = (name: string): string => (/^[a-zA-Z]\w*$/.test(name) ? name : `[${quote(name)}]`);
  return `{ ${all.map(([name, value]) => `${key(name)}: ${print(value)}`).join(', ')} }`;
}

function list(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

function quote(text: string): string {
  return `'${printJson(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** JSON in which all that cannot be seen is an escape. */
export function printJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u00a0\u2000-\u200f\u2028\u2029\ufeff\ufffd]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
