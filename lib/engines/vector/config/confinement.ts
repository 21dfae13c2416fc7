import type { Text } from '../../../text/live-text';
import { partsOf } from '../../../text/live-text';
import { isFrom } from '../versions';
import type { VectorVersion } from '../versions';
import type { Release } from './release';

/** Of a sink whose templates Vector holds to what stands before their first field. */
export interface Confined {
  /**
   * Lets fields of an event decide the whole of where it goes: with `true` Vector 0.57 and later neither asks for a literal
   * before the first field nor drops an event that leads elsewhere. Earlier ones always did so, and know no such option.
   *
   * @default false
   */
  readonly dangerouslyAllowUnconfinedTemplateResolution?: boolean;
}

/** What a template renders: a path's folder has to be literal, a URI's host, of any other text the first letters. */
export type TemplateKind = 'path' | 'uri' | 'text';

/** Since when templates are confined, and the opt-out is known. */
export const confinedSince: Release = '0.57.0';

/** The opt-out, where the version knows it. */
export function optOut(version: VectorVersion, isWanted: boolean | undefined): { readonly [option: string]: boolean } {
  if (isWanted !== true || !isFrom(version, confinedSince)) return {};
  return { dangerouslyAllowUnconfinedTemplateResolution: true };
}

const field = /\{\{[^}]+\}\}/;

/** Whether a template reads fields of the event. */
export function hasFields(template: Text): boolean {
  return partsOf(template).some((part) => typeof part === 'string' && field.test(part));
}

/** What a template must do that Vector 0.57 and later do not start with; undefined for any other. */
export function unconfined(template: Text, kind: TemplateKind): string | undefined {
  const parts = partsOf(template);
  const first = parts.findIndex((part) => typeof part === 'string' && field.test(part));
  // What a variable before it holds is known to Vector only.
  if (first !== 0) return undefined;
  const text = outline(template);
  const prefix = /^(?:(?!\{\{|%).)*/s.exec(text)?.[0] ?? '';
  if (kind === 'path') {
    return /^\/+[^/]/.test(prefix.slice(0, prefix.lastIndexOf('/') + 1))
      ? undefined
      : 'begin with a folder before its first field';
  }
  if (prefix === '' || prefix === '/') return 'begin with literal text before its first field';
  if (!/^https?:\/\//i.test(prefix)) return undefined;
  if (/[?#]/.test(text)) return 'have no ? and no # beside a field';
  return /^https?:\/\/[^/]/i.test(prefix) ? undefined : 'name the host before its first field';
}

/** The text with a word for each live part. */
export function outline(template: Text): string {
  return partsOf(template)
    .map((part) => (typeof part === 'string' ? part : part.name))
    .join('');
}
