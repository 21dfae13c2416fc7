import { concat, mapLiterals } from './live-text';
import type { Text } from './live-text';

/** The text as a JSON string in printable ASCII; the value of a live part must need no escape. */
export function jsonString(text: Text): Text {
  return concat(
    '"',
    mapLiterals(text, (literal) => escapeAscii(JSON.stringify(literal).slice(1, -1))),
    '"',
  );
}

function escapeAscii(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
