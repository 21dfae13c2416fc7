import type { ConditionSpec } from '../../../lib/pipeline/condition-spec';
import type { RefSpec } from '../../../lib/pipeline/ref-spec';
import type { StageSpec } from '../../../lib/pipeline/stage-spec';
import { pipelineOf } from './fuzz-input';
import type { FuzzFile, FuzzInput, FuzzSink, FuzzSource } from './fuzz-input';

/** Inputs with something less, the boldest first: records, stages, what they are made of, sinks and sources, bytes. */
export function* smaller(input: FuzzInput): Generator<FuzzInput> {
  for (const less of parts(input)) if (isAllowed(less)) yield less;
}

function* parts(input: FuzzInput): Generator<FuzzInput> {
  const { stages, sinks, sources, files } = input;
  for (const less of fewerLines(files)) yield { ...input, files: less };
  for (const less of fewerStages(stages)) yield { ...input, stages: less };
  for (const less of [...without(sinks), ...replaced(sinks, plainerSink)]) yield { ...input, sinks: less };
  for (const less of [...without(sources), ...replaced(sources, plainerSource)]) yield { ...input, sources: less };
  for (const less of replaced(stages, lessOf)) yield { ...input, stages: less };
  for (const less of replaced(sinks, lessOf)) yield { ...input, sinks: less };
  for (const less of fewerBytes(files)) yield { ...input, files: less };
}

function isAllowed(input: FuzzInput): boolean {
  try {
    pipelineOf(input, { url: 'http://loki' }, '/logs');
    return input.sinks.every(hasConstant);
  } catch {
    return false;
  }
}

/** Each line alone, each half, and all but one. */
function fewerLines(files: readonly FuzzFile[]): readonly (readonly FuzzFile[])[] {
  const count = files.reduce((sum, { lines }) => sum + lines.length, 0);
  if (count < 2) return [];
  const keep = (isKept: (at: number) => boolean): readonly FuzzFile[] => {
    let at = 0;
    return files
      .map(({ path, lines }) => ({ path, lines: lines.filter(() => isKept(at++)) }))
      .filter(({ lines }) => lines.length > 0);
  };
  const each = Array.from({ length: count }, (_, index) => index);
  const half = Math.floor(count / 2);
  return [
    ...each.map((index) => keep((at) => at === index)),
    ...(count > 2 ? [keep((at) => at < half), keep((at) => at >= half)] : []),
    ...(count > 3 ? each.map((index) => keep((at) => at !== index)) : []),
  ];
}

/** Each one left out, and a conditional one without its condition. */
function fewerStages(stages: readonly StageSpec[]): readonly (readonly StageSpec[])[] {
  const open = stages.flatMap((stage, index) =>
    stage.kind === 'when' ? [[...stages.slice(0, index), ...stage.stages, ...stages.slice(index + 1)]] : [],
  );
  return [...stages.map((_, index) => stages.filter((__, at) => at !== index)), ...open];
}

/** A Loki takes no entry without labels. */
function hasConstant({ labels }: FuzzSink): boolean {
  return labels.some(([, value]) => value.of === 'constant');
}

function plainerSink({ labels, metadata, when }: FuzzSink): readonly FuzzSink[] {
  const conditional = when === undefined ? {} : { when };
  return [
    ...(when === undefined ? [] : [{ labels, metadata }]),
    ...(metadata.length > 1 ? [{ labels, metadata: [], ...conditional }] : []),
    ...without(labels).map((less) => ({ labels: less, metadata, ...conditional })),
    ...metadata.map((_, index) => ({ labels, metadata: metadata.filter((__, at) => at !== index), ...conditional })),
  ];
}

function plainerSource({ glob, exclude, maxLineBytes }: FuzzSource): readonly FuzzSource[] {
  const limited = maxLineBytes === undefined ? {} : { maxLineBytes };
  return [
    ...(maxLineBytes === undefined ? [] : [{ glob, exclude }]),
    ...(exclude.length === 0 ? [] : [{ glob, exclude: [], ...limited }]),
    ...(glob.endsWith('/**/*.log') ? [] : [{ glob: glob.replace(/\/.*/, '/**/*.log'), exclude, ...limited }]),
  ];
}

/** Options that may be missing. */
const options = ['only', 'unless', 'first', 'per', 'when'];
const line: RefSpec = { of: 'line' };

/** Data of a stage, condition or value with one part less; some of it is none. */
function lessOf<T>(value: T): readonly T[] {
  if (Array.isArray(value)) {
    const all = value as readonly unknown[];
    return [...without(all), ...replaced(all, lessOf)] as readonly unknown[] as readonly T[];
  }
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  const pairs = Object.entries(value);
  const less = pairs.flatMap(([key, held], index) => [
    ...(options.includes(key) ? [pairs.filter((_, at) => at !== index)] : []),
    ...(key === 'from' && (held as RefSpec).of !== 'line' ? [replace(pairs, index, [key, line])] : []),
    ...(lessOf(held) as readonly unknown[]).map((part) => replace(pairs, index, [key, part])),
  ]);
  return [
    ...within(value),
    ...less.map((parts): unknown => Object.fromEntries(parts)),
  ] as readonly unknown[] as readonly T[];
}

/** What a condition, or a value, is made of in its place. */
function within(value: object): readonly unknown[] {
  if ('test' in value) {
    const condition = value as ConditionSpec;
    return 'condition' in condition ? [condition.condition] : 'conditions' in condition ? condition.conditions : [];
  }
  const { values, parts } = value as { readonly values?: readonly unknown[]; readonly parts?: readonly unknown[] };
  return 'of' in value ? [...(values ?? []), ...(parts ?? [])].filter((part) => typeof part === 'object') : [];
}

/** Parts of each line left out, down to single bytes of a short one; then a plain path. */
function fewerBytes(files: readonly FuzzFile[]): readonly (readonly FuzzFile[])[] {
  const cut = replaced(files, ({ path, lines }) =>
    replaced(lines, (bytes) => cuts(bytes)).map((less) => ({ path, lines: less })),
  );
  const moved = replaced(files, ({ path, lines }) => {
    const plain = path.replace(/\/.*/, '/n.log');
    return plain === path || files.some((other) => other.path === plain) ? [] : [{ path: plain, lines }];
  });
  return [...moved, ...cut];
}

function cuts(bytes: Buffer): readonly Buffer[] {
  const length = bytes.length - 1;
  const sizes = [...new Set([1, 2, 4, 8, 16].map((parts) => Math.ceil(length / parts)))].filter((size) => size > 0);
  if (length <= 48) sizes.push(1);
  return sizes.flatMap((size) =>
    Array.from({ length: Math.ceil(length / size) }, (_, index) =>
      Buffer.concat([bytes.subarray(0, index * size), bytes.subarray(Math.min(length, (index + 1) * size))]),
    ),
  );
}

/** All but one, for each one of several. */
function without<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.length < 2 ? [] : all.map((_, index) => all.filter((__, at) => at !== index));
}

/** With one of them replaced, for each one and all that it may be. */
function replaced<T>(all: readonly T[], by: (one: T) => readonly T[]): readonly (readonly T[])[] {
  return all.flatMap((one, index) => by(one).map((other) => replace(all, index, other)));
}

function replace<T>(all: readonly T[], index: number, by: T): readonly T[] {
  return all.map((one, at) => (at === index ? by : one));
}
