import { shown } from '../findings/shown';

const strings = /"(?:\\.|[^"\\])*"|`[^`]*`|'(?:\\.|[^'\\])*'/g;
const printsNothing = /^(if|else|end|range|with|define|block|template|break|continue)\b/;

/**
 * The action without the white space around it.
 *
 * @throws if it is not one action on one line that prints a value
 */
export function checkHelmAction(action: string): string {
  const trimmed = typeof action === 'string' ? action.trim() : '';
  const rule = brokenRule(trimmed);
  if (rule !== undefined) {
    throw new TypeError(`'action' must ${rule}, got ${shown(action)}; write what stands between {{ and }}`);
  }
  return trimmed;
}

function brokenRule(action: string): string | undefined {
  if (action === '') return 'name what the template prints';
  // Beyond printable ASCII an action would be at the mercy of how the chart quotes the value it stands in.
  if (!/^[\x20-\x7e]*$/.test(action)) return 'be one line of printable ASCII';
  if (action.includes('{{') || action.includes('}}')) return 'be without braces of its own';
  if (action.startsWith('-') || action.endsWith('-')) return 'not trim the text around it';
  if (printsNothing.test(action)) return 'print a value';
  const bare = action.replace(strings, '');
  if (/["'`]/.test(bare)) return 'close its quotes';
  if (bare.includes('/*') || bare.includes('=')) return 'print a value';
  return undefined;
}
