import type { Finding } from '../../findings/finding';
import { checkOptions, refusal } from '../../pipeline/argument';
import type { YamlValue } from '../../languages/yaml/print';
import { checkDay, nextDay } from './day';
import type { Day } from './day';
import { readPeriods } from './running-periods';
import { checkPeriod, difference, printPeriod } from './schema-period';
import type { ObjectStore, SchemaPeriod } from './schema-period';

/** What a new period may say; the index is TSDB, the schema v13. */
export interface NewPeriodOptions {
  /** @default - that of the period before, or of the Loki that it is given to */
  readonly objectStore?: ObjectStore;
  /** Before the number of each table of the index. @default 'index_' */
  readonly prefix?: string;
}

/** What `keeping` holds a schema to. */
interface Promised {
  readonly running: readonly SchemaPeriod[];
  readonly asOf: Day;
}

/**
 * How Loki keeps chunks and index, from which day on. Periods are appended: what was written in a past one can be read by
 * that one only. An immutable value.
 *
 *     LokiSchema.since('2024-04-01')
 *     LokiSchema.running(readFileSync('loki-running.yaml', 'utf8'), '2026-11-21').followedBy('2026-12-01')
 */
export class LokiSchema {
  private constructor(
    private readonly list: readonly (Omit<SchemaPeriod, 'objectStore'> & { readonly objectStore?: ObjectStore })[],
    private readonly promised?: Promised,
    /** Of the periods, those that a Loki has already. */
    private readonly known?: number,
  ) {
    Object.freeze(this.list);
    Object.freeze(this);
  }

  /**
   * Of a new Loki: TSDB v13 from that day on. What is older than the day cannot be stored, so it lies in the past.
   *
   * @throws if it is no day
   */
  static since(from: Day, options: NewPeriodOptions = {}): LokiSchema {
    return new LokiSchema([newPeriod('from', from, options)]);
  }

  /**
   * Of a Loki that runs, with what it has, an index of BoltDB too. As a text its configuration, or what its `/config` says: keep
   * it in a file beside the program.
   *
   * @param asOf - the day on which it was so: what is appended must begin after it. Without it nobody knows, which is a warning
   * @throws if there are no periods, or their days do not rise
   */
  static running(periods: string | readonly [SchemaPeriod, ...SchemaPeriod[]], asOf?: Day): LokiSchema {
    const list =
      typeof periods === 'string' ? readPeriods(periods) : periods.map((one, index) => checkPeriod(`[${index}]`, one));
    if (list.length === 0) throw refusal('periods', 'not be empty', list, 'give those that Loki has');
    list.forEach((one, index) => {
      const before = list[index - 1];
      if (before !== undefined) checkLater(one.from, before.from);
    });
    const running = new LokiSchema([...list], undefined, list.length);
    return asOf === undefined ? running : running.keeping(running, asOf);
  }

  /**
   * With one more period: TSDB v13 from that day on.
   *
   * @throws if the day is not after the last period's
   */
  followedBy(from: Day, options: NewPeriodOptions = {}): LokiSchema {
    const last = this.list.at(-1);
    const { objectStore = last?.objectStore, prefix = last?.prefix } = options;
    const next = newPeriod('from', from, {
      ...(objectStore === undefined ? {} : { objectStore }),
      ...(prefix === undefined ? {} : { prefix }),
    });
    if (last !== undefined) checkLater(next.from, last.from);
    return new LokiSchema([...this.list, next], this.promised, this.known);
  }

  /**
   * Held to what runs: each of its periods must stand here as it is, and others begin after the day of the change. What differs is
   * a finding. The day is said and not looked up, so that the same program always synthesizes the same.
   */
  keeping(running: LokiSchema, asOf: Day): LokiSchema {
    const { list } = running;
    const kept = list.map((one, index) => complete(`running[${index}]`, one));
    return new LokiSchema(this.list, Object.freeze({ running: Object.freeze(kept), asOf: checkDay('asOf', asOf) }));
  }

  /** The periods, those that do not say it on this store. */
  periods(objectStore: ObjectStore): readonly SchemaPeriod[] {
    return this.list.map((one) => Object.freeze({ ...one, objectStore: one.objectStore ?? objectStore }));
  }

  /** Stores that periods name. */
  get stores(): readonly ObjectStore[] {
    return [...new Set(this.list.flatMap(({ objectStore }) => objectStore ?? []))];
  }

  /** The period on the day that `keeping` was told; undefined where it was not. */
  active(objectStore: ObjectStore): SchemaPeriod | undefined {
    const asOf = this.promised?.asOf;
    return asOf === undefined
      ? undefined
      : this.periods(objectStore)
          .filter(({ from }) => from <= asOf)
          .at(-1);
  }

  /** The last period without structured metadata, if it may be the one that lasts. */
  withoutMetadata(objectStore: ObjectStore): SchemaPeriod | undefined {
    const old = this.periods(objectStore)
      .filter(({ store, schema }) => store !== 'tsdb' || schema !== 'v13')
      .at(-1);
    const active = this.active(objectStore);
    return old === undefined || (active !== undefined && active.from > old.from) ? undefined : old;
  }

  /** Loki's `schema_config`. */
  print(objectStore: ObjectStore): YamlValue {
    return { configs: this.periods(objectStore).map(printPeriod) };
  }

  /** What is edited that must be kept. */
  check(objectStore: ObjectStore): readonly Finding[] {
    if (this.promised === undefined) return this.known === undefined ? [] : unchecked(this.list.slice(this.known));
    const { running, asOf } = this.promised;
    const periods = this.periods(objectStore);
    const edited = running.flatMap((kept): readonly Finding[] => {
      // One that has not begun holds nothing yet.
      if (kept.from > asOf) return [];
      const now = periods.find(({ from }) => from === kept.from);
      const what = now === undefined ? 'from' : difference(now, kept);
      if (what === undefined) return [];
      const got =
        now === undefined ? `no period from ${kept.from}` : `${String(now[what])} in place of ${String(kept[what])}`;
      return [edit(`from ${kept.from}`, `'${what}' of a period that has begun must stay as it is`, got, asOf)];
    });
    const late = periods
      .filter(({ from }) => from <= asOf && !running.some((kept) => kept.from === from))
      .map(({ from }) =>
        edit(`from ${from}`, `a period that is added must begin after ${asOf}`, `one from ${from}`, asOf),
      );
    return [...edited, ...late];
  }
}

/** A period that is appended must begin in the future, and no program looks at the clock. */
function unchecked(appended: readonly { readonly from: Day }[]): readonly Finding[] {
  return appended.slice(0, 1).map(({ from }) => ({
    rule: 'loki/schema-edit',
    severity: 'warning',
    at: `schema: from ${from}`,
    got: 'no day on which the other periods were all',
    message: `a period that is appended must begin after the day on which the others were all`,
    remedy: "say that day: LokiSchema.running(…, '2026-11-21')",
  }));
}

function edit(at: string, message: string, got: string, asOf: Day): Finding {
  const remedy = `what was written could no longer be read: keep it, and append a period with .followedBy('${nextDay(asOf)}') or later`;
  return { rule: 'loki/schema-edit', severity: 'error', at: `schema: ${at}`, got, message, remedy };
}

function newPeriod(
  at: string,
  from: Day,
  options: NewPeriodOptions,
): Omit<SchemaPeriod, 'objectStore'> & NewPeriodOptions {
  const { objectStore, prefix = 'index_' } = checkOptions(options, ['objectStore', 'prefix']);
  const day = checkDay(at, from);
  const period = { from: day, store: 'tsdb', schema: 'v13', prefix, periodHours: 24 } as const;
  checkPeriod('period', { ...period, objectStore: objectStore ?? 's3' });
  return Object.freeze({ ...period, ...(objectStore === undefined ? {} : { objectStore }) });
}

function complete(
  at: string,
  period: Omit<SchemaPeriod, 'objectStore'> & { readonly objectStore?: ObjectStore },
): SchemaPeriod {
  if (period.objectStore === undefined) {
    throw refusal(
      `${at}.objectStore`,
      'be said of what runs',
      undefined,
      'add objectStore, or use LokiSchema.running(…)',
    );
  }
  return { ...period, objectStore: period.objectStore };
}

function checkLater(from: Day, before: Day): void {
  if (from > before) return;
  throw refusal(
    'from',
    `be after ${before}, the day of the period before`,
    from,
    'periods are appended, never put between',
  );
}
