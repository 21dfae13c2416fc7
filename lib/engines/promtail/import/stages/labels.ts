import { Condition } from '../../../../pipeline/condition';
import { Known } from '../known';
import { Inexpressible } from '../note';
import type { Options } from '../options';
import type { State } from '../state';
import type { StageReader } from './context';

export const labels: StageReader = (options, { state }) => {
  const pairs = options.texts().map(([label, source]) => [label, state.value(source || label, options.at)] as const);
  for (const [label, value] of pairs) if (value !== undefined) state.setLabel(label, value, options.at);
};

export const staticLabels: StageReader = (options, { state, textOf }) => {
  for (const [label, text] of options.texts()) {
    if (text !== '') setConstant(label, Known.constant(textOf(text)), options, state);
  }
};

function setConstant(label: string, value: Known, options: Options, state: State): void {
  if (state.isWithin) state.setLabel(label, value, options.at);
  else state.labels.set(label, value);
}

export const labelDrop: StageReader = (options, { state }) => {
  refuseWithin(options, state);
  for (const name of namesOf(options)) state.labels.delete(name);
};

export const labelAllow: StageReader = (options, { state }) => {
  refuseWithin(options, state);
  const names = namesOf(options);
  for (const name of [...state.labels.keys()]) if (!names.includes(name)) state.labels.delete(name);
};

/** The stage is a list of names, which stands as `values`. */
function namesOf(options: Options): readonly string[] {
  return options.list('values').map(String);
}

function refuseWithin(options: Options, state: State): void {
  if (state.isWithin) throw new Inexpressible(options.at, 'removes labels of some lines only');
}

/** Values, or labels that become metadata. */
export const structuredMetadata: StageReader = (options, { state }) => {
  for (const [name, source] of options.texts().map(([key, from]) => [key, from || key] as const)) {
    const value = state.value(source, options.at);
    const label = state.labels.get(source);
    if (state.isWithin && label !== undefined) throw new Inexpressible(options.at, 'moves labels of some lines only');
    if (value !== undefined && label !== undefined && !value.equals(label)) {
      throw new Inexpressible(options.at, `keeps the label ${source} only where it is another than what is extracted`);
    }
    const moved = value ?? label;
    if (moved === undefined) continue;
    if (state.metadata.has(name)) throw new Inexpressible(options.at, `sends ${name} twice`);
    state.metadata.set(name, moved);
    state.labels.delete(source);
  }
};

export const tenant: StageReader = (options, { state, textOf }) => {
  const value = options.text('value');
  const source = options.text('source');
  const label = options.text('label');
  if (source !== undefined || label !== undefined) {
    const known = source === undefined ? state.labels.get(label ?? '') : state.value(source, options.at);
    if (known === undefined) return;
    if (known.literal === undefined) {
      throw new Inexpressible(
        options.at,
        `takes the tenant from ${source ?? label ?? ''} of each line; a sink has one tenant`,
      );
    }
    state.tenants.push({ tenant: known.literal, ...conditionOf(state) });
  } else if (value !== undefined && value !== '') state.tenants.push({ tenant: textOf(value), ...conditionOf(state) });
};

function conditionOf({ condition }: State): { readonly when?: Condition } {
  return condition === undefined ? {} : { when: new Condition(condition) };
}
