import { LokiRecorder } from '../../../lib/cli/compare/loki-recorder';
import type { LokiEntry } from '../../../lib/pipeline/entry';

/** What entries are pushed to: a Loki, or what stands in for one. */
export interface Receiver {
  readonly url: string;
  /** Whether something has come, and nothing more has come for a while. */
  isQuiet(): boolean | Promise<boolean>;
  /** All that has come. */
  entries(): Promise<readonly LokiEntry[]>;
  stop(): Promise<void>;
}

const quietMs = 2_500;

/** Stands in for a Loki. */
export async function startRecorder(): Promise<Receiver> {
  const recorder = await LokiRecorder.start();
  return {
    url: recorder.url(),
    isQuiet: () => recorder.lastPushAt > 0 && Date.now() - recorder.lastPushAt > quietMs,
    entries: () => {
      if (recorder.refusals.length > 0) throw new Error(`a Loki would refuse ${recorder.refusals.join('\n')}`);
      return Promise.resolve(recorder.entries());
    },
    stop: () => recorder.stop(),
  };
}

/** A Loki that says what it has: the real one. */
export interface AskedLoki {
  readonly url: string;
  query(logql: string, range: { readonly start: string; readonly end: string }): Promise<readonly LokiEntry[]>;
  stop(): Promise<void>;
}

/** Of the logs here, and of what Vector gives the time of sending to. */
const from = '2026-11-21T00:00:00Z';
// A matcher must not match what is absent: entries that have lost all their labels get this one of Vector's.
const all = ['{namespace=~".+"}', '{agent="vector"}'] as const;

/** The real Loki as a receiver: what was pushed is known only by asking. */
export function askedReceiver(loki: AskedLoki): Receiver {
  let known = { count: 0, since: Date.now() };
  const entries = async (): Promise<readonly LokiEntry[]> => {
    const end = new Date(Date.now() + 60_000).toISOString();
    const found = await Promise.all(all.map((query) => loki.query(query, { start: from, end })));
    return found.flat();
  };
  return {
    url: loki.url,
    isQuiet: async () => {
      const count = (await entries()).length;
      if (count !== known.count) known = { count, since: Date.now() };
      return count > 0 && Date.now() - known.since > quietMs;
    },
    entries,
    stop: () => loki.stop(),
  };
}
