import { allOf, not } from '../../../../pipeline/condition';
import type { Condition } from '../../../../pipeline/condition';
import { Ref } from '../../../../pipeline/ref';
import type { RefSpec } from '../../../../pipeline/ref-spec';
import { Stage } from '../../../../pipeline/stage';
import { readTemplate } from '../go-template';
import type { Decisions, Printed } from '../go-template';
import { Known } from '../known';
import { Inexpressible } from '../note';
import type { State } from '../state';
import { asJson } from '../tests';
import type { StageReader } from './context';
import { nativeRun } from './native-run';

/** `template`: a value in place of another. */
export const template: StageReader = (options, context) => {
  const { state, textOf } = context;
  const source = options.text('source') ?? '';
  const text = options.text('template') ?? '';
  const read = readTemplate(text);
  const native = (): void => nativeRun({ template: { source, template: text } }, options, context);
  if (read === undefined) return native();
  const nameOf = (name: string): string => (name === 'Value' ? source : name);
  const remember = (): void => {
    const reads = [
      source,
      ...[...read.cases, ...read.otherwise].flatMap((one) =>
        typeof one === 'object' && 'name' in one ? [nameOf(one.name)] : [],
      ),
    ];
    state.extractions.push({
      stage: { template: { source, template: text } },
      names: [source],
      reads,
      lineVersion: state.isWithin ? -1 : state.lineVersion,
    });
  };
  if (read.cases.length > 0) return choose(source, read, nameOf, state, options.at) ? remember() : native();
  if (read.otherwise.length === 1 && typeof read.otherwise[0] === 'string' && !state.isWithin) {
    state.extracted.set(source, Known.constant(textOf(read.otherwise[0])));
    return remember();
  }
  const made = printed(read.otherwise, nameOf, state, options.at);
  if (made === undefined) return native();
  state.extracted.set(source, made);
  remember();
};

/** Texts and values side by side; undefined where Promtail prints something for a value that is not there. */
function printed(parts: Printed, nameOf: (name: string) => string, state: State, at: string): Known | undefined {
  const values = parts.map((part) =>
    typeof part === 'string' ? Known.constant(part) : state.value(nameOf(part.name), at),
  );
  if (values.length === 0 || values.some((value) => value?.traits.isAlways !== true)) return undefined;
  const known = values as readonly Known[];
  if (known.length === 1) return known[0];
  if (known.some(({ spec }) => spec.of === 'constant' && typeof spec.text !== 'string')) return undefined;
  const specs = known.map((value): string | RefSpec => value.literal ?? (value.spec as RefSpec));
  return new Known({ of: 'text', parts: specs }, { isAlways: true, isText: true }, known);
}

/** A value by what another is: a text for each case, and for all others a text or the value as it was. */
function choose(
  source: string,
  { cases, otherwise }: Decisions,
  nameOf: (name: string) => string,
  state: State,
  at: string,
): boolean {
  const names = new Set(cases.map(({ name }) => nameOf(name)));
  const [of = ''] = names;
  if (names.size !== 1 || of !== source) return false;
  const literal = (printed_: Printed): string | undefined => {
    const [only] = printed_;
    return printed_.length === 1 && typeof only === 'string' ? only : undefined;
  };
  const texts = cases.map(({ print }) => literal(print));
  const [last] = otherwise;
  const isKept = otherwise.length === 1 && typeof last === 'object' && nameOf(last.name) === source;
  const other = isKept ? undefined : literal(otherwise);
  if (texts.includes(undefined) || (!isKept && other === undefined)) return false;
  const known = state.value(source, at);
  // Comparing nothing with a text fails, and leaves what was there.
  if (known === undefined || known.spec.of === 'constant' || known.traits.mayBeEmpty === true) return false;
  const isText = known.traits.isText === true;
  const name = source.replace(/^_+/, '') || source;
  const isInPlace = known.spec.of === 'field' && known.spec.path.length === 1 && isAlone(known, source, state);
  const target = isInPlace && known.spec.of === 'field' ? known.spec.path[0] : name;
  if (!isInPlace && (state.writers.has(target) || state.isWithin)) {
    throw new Inexpressible(at, `changes ${source}, which is read as it was, too`);
  }
  const from = new Ref(known.use() as RefSpec);
  const is = (values: readonly string[]): Condition => {
    const [first = '', ...others] = values;
    return from.is(first, ...others, ...(isText ? [] : values.flatMap(asJson)));
  };
  if (!isInPlace) {
    state.claim(target, at);
    if (isKept) state.add(Stage.set({ [target]: from }));
  }
  const outputs = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const [index, { texts: values }] of cases.entries()) {
    const to = texts[index] ?? '';
    const fresh = values.filter((value) => !seen.has(value));
    for (const value of fresh) seen.add(value);
    outputs.set(to, [...(outputs.get(to) ?? []), ...fresh]);
  }
  const all = [...outputs].filter(([to, values]) => !isKept || values.some((value) => value !== to || !isText));
  // In place, what one case wrote must be no other case's value.
  if (isInPlace && all.some(([to]) => [...outputs].some(([another, values]) => another !== to && values.includes(to))))
    return false;
  if (isInPlace && other !== undefined && [...outputs.values()].flat().includes(other)) return false;
  if (other !== undefined) {
    const values = [...outputs.values()].flat();
    state.add(Stage.when(allOf(from.exists(), not(is(values))), Stage.set({ [target]: other })));
  }
  for (const [to, values] of all) state.add(Stage.when(is(values), Stage.set({ [target]: to })));
  state.extracted.set(
    source,
    new Known({ of: 'field', path: [target] }, { isText: other !== undefined || isText }, [known]),
  );
  return true;
}

/** Whether nothing else reads the field. */
function isAlone(known: Known, source: string, state: State): boolean {
  const key = known.spec.of === 'field' ? known.spec.path[0] : '';
  const others = [...state.labels.values(), ...state.metadata.values()];
  const extracted = [...state.extracted].flatMap(([name, value]) =>
    name === source || value === undefined ? [] : [value],
  );
  return ![...others, ...extracted].some((value) => value.reads(key));
}
