import type { Live } from '../../text/live-text';

/**
 * A part of a text as `run` shows it. What a live part will hold is not known here, so it stands as its reader writes it:
 * `${REGION}`, `{{ .Release.Name }}`.
 */
export function livePlaceholder(part: string | Live): string {
  if (typeof part === 'string') return part;
  return part.reader === 'helm' ? `{{ ${part.name} }}` : `\${${part.name}}`;
}
