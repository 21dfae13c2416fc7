import { Unmodelled, Unreadable } from '../../text/unspellable';
import { nothing } from './configuration';
import type { Extracted, Found } from './configuration';

/** What is found on a way that a reader may refuse, or of which there is no model. */
export function attempt(found: Found, take: () => Extracted): Extracted {
  try {
    return take();
  } catch (error) {
    if (error instanceof Unmodelled) return { ...nothing, unjudged: [{ ...found, reason: error.message }] };
    if (!(error instanceof Unreadable)) throw error;
    const { place, at, owner } = found;
    const finding = {
      rule: 'check/unreadable',
      severity: 'error',
      at: `${owner} ${at}`,
      got: error.message,
      message: 'the text must be such that all programs on its way can read it',
      remedy: 'write what stands for these characters there',
      ...place,
    } as const;
    return { ...nothing, findings: [finding], unjudged: [{ ...found, reason: 'it cannot be read on its way' }] };
  }
}
