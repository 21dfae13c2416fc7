import type { Condition } from '../../../../pipeline/condition';
import { Ref } from '../../../../pipeline/ref';
import type { RefSpec } from '../../../../pipeline/ref-spec';
import { Stage } from '../../../../pipeline/stage';
import { asJson } from '../tests';
import type { Options } from '../options';
import type { State } from '../state';
import type { StageReader } from './context';

/** `metrics`: counters of lines; nothing of it is in what is sent. */
export const metrics: StageReader = (options, { state }) => {
  for (const name of options.keys()) {
    const metric = options.options(name);
    const reason = count(name, metric, state);
    if (reason !== undefined) state.note({ at: metric.at, kind: 'left out', what: `metric ${name}`, why: reason });
  }
};

/** Adds what counts the same; else the reason why nothing does. */
function count(name: string, metric: Options, state: State): string | undefined {
  const type = (metric.text('type') ?? '').toLowerCase();
  const prefix = metric.text('prefix') ?? 'promtail_custom_';
  const source = metric.text('source') ?? name;
  const config = metric.options('config');
  const action = config.text('action');
  const value = config.text('value');
  const isAll = config.flag('match_all');
  const isBytes = config.flag('count_entry_bytes');
  metric.take('description');
  metric.take('max_idle_duration');
  if (type === 'histogram')
    return 'a pipeline measures in buckets of its own; write Stage.measure() where those will do';
  if (type !== 'counter')
    return `a pipeline has no ${type === '' ? 'metric without a type' : type}, it counts and measures`;
  if (isBytes || (action !== 'inc' && !(isAll && action === 'add')))
    return 'a pipeline counts lines, and adds nothing up';
  state.notes.push(...metric.rest(), ...config.rest());
  const when = isAll ? undefined : condition(source, value, state);
  if (typeof when === 'string') return when;
  const labels = [...state.labels].filter(([label]) => !label.startsWith('__'));
  state.add(
    Stage.count(`${prefix}${name}` as 'metric', {
      ...(when === undefined ? {} : { when }),
      labels: Object.fromEntries(
        labels.map(([label, known]) => {
          const spec = known.use();
          return [label, spec.of === 'constant' ? spec.text : new Ref(spec)];
        }),
      ),
    }),
  );
  return undefined;
}

function condition(source: string, value: string | undefined, state: State): Condition | string {
  const known = state.value(source, source);
  if (known === undefined) return `nothing extracts ${source}`;
  if (known.spec.of === 'constant') return `${source} is the same for all lines`;
  if (value !== undefined) {
    return new Ref(known.use() as RefSpec).is(value, ...(known.traits.isText === true ? [] : asJson(value)));
  }
  if (known.traits.mayBeNull === true || known.traits.mayBeEmpty === true) {
    return `it counts each line that was parsed, whether ${source} is in it or not`;
  }
  return new Ref(known.use() as RefSpec).exists();
}
