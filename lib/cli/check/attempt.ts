import { Unmodelled, Unreadable } from '../../text/unspellable';
import { nothing } from './configuration';
import type { Extracted, Found } from './configuration';

/**
 * What is found on a way that a reader may refuse, or of which there is no model.
 *
 * @param isSecret - whether nothing of the text may be shown, as readers do
 */
export function attempt(found: Found, take: () => Extracted, isSecret = false): Extracted {
  try {
    return take();
  } catch (error) {
    if (error instanceof Unmodelled) {
      const reason = isSecret ? 'there is no model of what reads it on its way' : error.message;
      return { ...nothing, unjudged: [{ ...found, reason }] };
    }
    if (!(error instanceof Unreadable)) throw error;
    const { place, at, owner } = found;
    const finding = {
      rule: 'check/unreadable',
      severity: 'error',
      at: `${owner} ${at}`,
      got: isSecret ? 'a text that is not shown' : error.message,
      message: 'the text must be such that all programs on its way can read it',
      remedy: 'write what stands for these characters there',
      ...place,
    } as const;
    return { ...nothing, findings: [finding], unjudged: [{ ...found, reason: 'it cannot be read on its way' }] };
  }
}
