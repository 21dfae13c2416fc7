import { Ref } from '../../../../pipeline/ref';
import type { RefSpec } from '../../../../pipeline/ref-spec';
import { Stage } from '../../../../pipeline/stage';
import { canBeEmpty, children } from '../../../../languages/regex/node';
import type { Node } from '../../../../languages/regex/node';
import { parsePath } from '../jmespath';
import { Known } from '../known';
import { Inexpressible } from '../note';
import type { Options } from '../options';
import type { State } from '../state';
import { parseRegex, patternOf } from '../tests';
import type { StageReader } from './context';

/** What is parsed, where it is not the line. */
function sourceOf(options: Options, state: State): { readonly from?: Known } {
  const source = options.text('source');
  if (source === undefined || source === '') return {};
  const value = state.value(source, options.at);
  if (value?.spec.of === 'constant')
    throw new Inexpressible(options.at, `parses ${source}, which is the same for all lines`);
  if (value === undefined) throw new Inexpressible(options.at, `parses ${source}, which nothing extracts`);
  return { from: value };
}

function fromOf(from: Known | undefined): { readonly from?: Ref } {
  return from === undefined ? {} : { from: new Ref(from.use() as RefSpec) };
}

/** `json`: the keys that are used become fields of their own names. */
export const json: StageReader = (options, { state }) => {
  const { from } = sourceOf(options, state);
  if (options.flag('drop_malformed')) {
    throw new Inexpressible(
      options.path('drop_malformed'),
      'drops lines that are no JSON, which no stage of a pipeline tells from others',
    );
  }
  const paths = options
    .texts('expressions')
    .map(
      ([name, expression]) =>
        [name, parsePath(expression === '' ? name : expression, `${options.at}.expressions.${name}`)] as const,
    );
  const names = paths.map(([name]) => name);
  for (const key of new Set(paths.map(([, [key]]) => key))) state.claim(key, options.at, names);
  const sets = paths.map(([name, path]) => {
    const known = Known.field(path, { mayBeNull: true });
    state.extracted.set(name, known);
    return [path[0], known] as const;
  });
  state.parse({ sets, make: (only) => Stage.parseJson({ ...fromOf(from), only }) });
};

/** `logfmt`: the keys that are used become fields of their own names. */
export const logfmt: StageReader = (options, { state }) => {
  const { from } = sourceOf(options, state);
  const mapping = options.texts('mapping').map(([name, key]) => [name, key === '' ? name : key] as const);
  const names = mapping.map(([name]) => name);
  for (const [name, key] of mapping) {
    state.claim(key, options.at, names);
    if (state.extracted.get(name) !== undefined && !state.labels.has(name)) {
      throw new Inexpressible(options.at, `extracts ${name} again, and keeps the earlier one where it finds none`);
    }
  }
  const sets = mapping.map(([name, key]) => {
    const known = Known.field([key], { isText: true });
    state.extracted.set(name, Known.firstOf(known, state.extracted.get(name)));
    return [key, known] as const;
  });
  state.parse({ sets, make: (only) => Stage.parseLogfmt({ ...fromOf(from), only }) });
};

/** `regex`: each named group becomes a field. */
export const regex: StageReader = (options, { state }) => {
  const { from } = sourceOf(options, state);
  const at = options.path('expression');
  const expression = options.text('expression');
  if (expression === undefined) throw new Inexpressible(options.at, 'has no expression');
  const parsed = parseRegex(expression, at);
  for (const name of parsed.groups) state.claim(name, options.at, parsed.groups);
  const groups = groupsOf(parsed.root, true);
  const sets = groups.map(
    ({ name, isFilled }) => [name, Known.field([name], { isText: true, mayBeEmpty: !isFilled })] as const,
  );
  const sure = sets.find((_, index) => groups[index]?.isFilled === true)?.[1];
  for (const [name, known] of sets) {
    const witnessed = sure === undefined || sure === known ? known : witness(known, sure);
    const before = state.extracted.get(name);
    // Where the pattern is not found, what was extracted before stays.
    state.extracted.set(
      name,
      before === undefined ? witnessed : known.traits.mayBeEmpty === true ? undefined : Known.firstOf(known, before),
    );
  }
  state.parse({ sets, make: () => Stage.parseRegex(patternOf(expression), fromOf(from)) });
};

function witness(known: Known, sure: Known): Known {
  return new Known(known.spec, { ...known.traits, witness: sure }, [known]);
}

/** Whether a group takes part in each match, and is never empty then. */
function groupsOf(node: Node, isSure: boolean): readonly { readonly name: string; readonly isFilled: boolean }[] {
  const inner = isSure && !(node.kind === 'alternatives' || (node.kind === 'repeat' && node.min === 0));
  return [
    ...(node.kind === 'group' ? [{ name: node.name, isFilled: isSure && !canBeEmpty(node.item) }] : []),
    ...children(node).flatMap((child) => groupsOf(child, inner)),
  ];
}
