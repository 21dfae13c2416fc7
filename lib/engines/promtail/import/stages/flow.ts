import { Ref } from '../../../../pipeline/ref';
import type { RefSpec } from '../../../../pipeline/ref-spec';
import { Stage } from '../../../../pipeline/stage';
import { Inexpressible } from '../note';
import { parseSelector } from '../selector';
import { all, asJson, found, parseRegex } from '../tests';
import type { Test } from '../tests';
import { bytes } from '../units';
import type { StageReader } from './context';

const onlyCounted = "it only names a counter of Promtail's own";

/** `drop`: lines for which all conditions hold. */
export const drop: StageReader = (options, { state }) => {
  state.notes.push(...options.leaveOut(onlyCounted, 'drop_counter_reason'));
  const sources = [options.take('source') ?? []].flat().map(String);
  const expression = options.text('expression');
  const value = options.text('value');
  const longer = options.text('longer_than');
  const older = options.text('older_than');
  options.take('separator');
  if (older !== undefined) {
    throw new Inexpressible(options.path('older_than'), 'drops lines by their age, which no stage of a pipeline knows');
  }
  if (longer !== undefined) {
    const limit = bytes(longer, options.path('longer_than'));
    if (sources.length > 0 || expression !== undefined) {
      throw new Inexpressible(
        options.path('longer_than'),
        'drops long lines of some kind only; a source has one limit',
      );
    }
    const isFirst = state.lineVersion === (state.labels.get('stream')?.spec.of === 'origin' ? 1 : 0);
    if (!isFirst || state.isWithin) {
      throw new Inexpressible(
        options.path('longer_than'),
        'measures lines that stages changed; a source measures what it reads',
      );
    }
    state.maxLineBytes = Math.min(limit, state.maxLineBytes ?? limit);
    return;
  }
  const tests: Test[] = [];
  if (sources.length > 1) throw new Inexpressible(options.path('source'), 'compares several values as one text');
  const [source] = sources;
  if (source === undefined) {
    if (expression === undefined) throw new Inexpressible(options.at, 'has no condition');
    tests.push(found({ of: 'line' }, expression, options.path('expression')));
  } else {
    const known = state.value(source, options.at);
    if (value === undefined && expression === undefined) {
      if (known?.traits.mayBeNull === true || known?.traits.mayBeEmpty === true) {
        throw new Inexpressible(options.at, `drops each line that was parsed, whether ${source} is in it or not`);
      }
      tests.push(
        known === undefined ? false : known.traits.isAlways === true || new Ref(known.use() as RefSpec).exists(),
      );
    } else {
      const pattern = expression ?? `^${(value ?? '').replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')}$`;
      const regex = parseRegex(pattern, options.path('expression'));
      if (known === undefined || known.literal !== undefined) tests.push(regex.test(known?.literal ?? ''));
      else {
        // What is not there is the empty text for Promtail.
        if (regex.test('')) throw new Inexpressible(options.at, `drops lines that have no ${source} as well`);
        const ref = new Ref(known.use() as RefSpec);
        const isText = known.traits.isText === true;
        tests.push(
          value === undefined
            ? found(ref.spec, pattern, options.path('expression'), isText)
            : ref.is(value, ...(isText ? [] : asJson(value))),
        );
      }
    }
  }
  const test = all(tests);
  if (test === false) {
    state.note({ at: options.at, kind: 'left out', what: 'drop', why: 'its condition never holds' });
  } else if (test === true) throw new Inexpressible(options.at, 'drops all lines');
  else state.drop(test);
};

/** `sampling`: a share of the lines. */
export const sampling: StageReader = (options, { state }) => {
  state.notes.push(...options.leaveOut(onlyCounted, 'drop_counter_reason'));
  const rate = Number(options.text('rate') ?? Number.NaN);
  if (!(rate >= 0 && rate <= 1)) throw new Inexpressible(options.path('rate'), 'must be from 0 to 1');
  state.note({
    at: options.at,
    kind: 'differs',
    what: 'sampling',
    why: 'the share is the same, the lines are chosen by their hash in place of by chance',
  });
  state.add(Stage.sample(`${Number((rate * 100).toPrecision(12))}%`));
};

/** `limit`: a rate of lines. */
export const limit: StageReader = (options, { state }) => {
  const rate = Number(options.text('rate') ?? Number.NaN);
  const burst = Number(options.text('burst') ?? Number.NaN);
  const label = options.text('by_label_name');
  options.take('max_distinct_labels');
  if (!options.flag('drop')) {
    state.note({
      at: options.at,
      kind: 'left out',
      what: 'limit',
      why: 'without drop it loses no line, it makes Promtail read more slowly; a pipeline reads on',
    });
    return;
  }
  if (!Number.isSafeInteger(rate))
    throw new Inexpressible(options.path('rate'), `is ${rate}; a pipeline takes whole lines a second`);
  const per = label === undefined || label === '' ? undefined : state.labels.get(label);
  if (label !== undefined && label !== '') {
    if (per === undefined) {
      state.note({ at: options.at, kind: 'left out', what: 'limit', why: `no line has the label ${label} here` });
      return;
    }
    if (per.traits.isAlways !== true) {
      throw new Inexpressible(
        options.at,
        `limits lines with a label ${label} only; a pipeline counts those without one together`,
      );
    }
  }
  if (burst !== rate) {
    state.note({
      at: options.path('burst'),
      kind: 'differs',
      what: 'burst',
      why: `a pipeline lets a second's worth pass at once, ${rate} lines in place of ${burst}`,
    });
  }
  const perRef = per === undefined || per.spec.of === 'constant' ? {} : { per: new Ref(per.use() as RefSpec) };
  state.add(Stage.throttle({ linesPerSecond: rate, ...perRef }));
};

/** `match`: stages for the lines of a selector, or these lines dropped. */
export const match: StageReader = (options, { state, run }) => {
  state.notes.push(...options.leaveOut(onlyCounted, 'pipeline_name', 'drop_counter_reason'));
  const at = options.path('selector');
  const test = parseSelector(options.text('selector') ?? '', state.labels, at);
  const action = options.text('action') ?? 'keep';
  const stages = options.list('stages');
  if (test === false) {
    state.note({
      at: options.at,
      kind: 'left out',
      what: 'match',
      why: 'its selector matches no line that is read here',
    });
    return;
  }
  if (action === 'drop') {
    if (test === true) throw new Inexpressible(options.at, 'drops all lines');
    state.drop(test);
  } else if (test === true) run(stages, `${options.at}.stages`);
  else state.within(test, () => run(stages, `${options.at}.stages`), options.at);
};
