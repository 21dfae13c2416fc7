import type { Node } from '../../../languages/regex/node';
import type { Regex } from '../../../languages/regex/regex';
import { Lua, lua } from './code';

/** A search for one text is so much faster than a pattern that these many are, too. */
const mostTexts = 6;

/**
 * An expression that is false where a pattern cannot be found in a text: it looks for what every match holds. Undefined where
 * that says little, or the pattern's own search begins with it.
 *
 * @param text - a variable
 */
export function mayMatch({ root }: Regex, text: Lua): Lua | undefined {
  const texts = neededTexts(root);
  if (texts === undefined || texts.length > mostTexts || !texts.every(isTelling)) return undefined;
  if (!texts.every(isRare) && (texts.length === 1 || isBoundToStart(root))) return undefined;
  return found(texts, text);
}

/** A pattern that is nothing but texts, as an expression that says whether one is found; undefined where it is more. */
export function isOneOfTexts({ root }: Regex, text: Lua): Lua | undefined {
  if (root.kind !== 'alternatives' || root.items.length > mostTexts) return undefined;
  const texts = root.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  return texts.length === root.items.length ? found(texts, text) : undefined;
}

/** Texts of which every match of a node holds one: as few, and as long, as are known. Undefined where none is. */
export function neededTexts(node: Node): readonly string[] | undefined {
  switch (node.kind) {
    case 'text':
      return [node.text];
    case 'group':
      return neededTexts(node.item);
    case 'repeat':
      return node.min > 0 ? neededTexts(node.item) : undefined;
    case 'sequence':
      return node.items
        .map(neededTexts)
        .filter((texts) => texts !== undefined)
        .sort((one, other) => worth(other) - worth(one))[0];
    case 'alternatives': {
      const all = node.items.map(neededTexts);
      return all.every((texts) => texts !== undefined) ? [...new Set(all.flat())] : undefined;
    }
    default:
      return undefined;
  }
}

/** How much a search for the texts is worth before that for the pattern: few ones that are seldom found are. */
function worth(texts: readonly string[]): number {
  const least = Math.min(...texts.map((text) => (isRare(text) ? 10 : Math.min(text.length, 9))));
  return isFinite(least) ? least - 5 * texts.length : -Infinity;
}

function isTelling(text: string): boolean {
  return text.length >= 3 || isRare(text);
}

/** Lines of text seldom hold control characters. */
function isRare(text: string): boolean {
  return /[\u0000-\u001f]/.test(text);
}

/** A search that is bound to the start ends with the first byte that does not fit. */
function isBoundToStart(node: Node): boolean {
  if (node.kind === 'sequence') return node.items[0] !== undefined && isBoundToStart(node.items[0]);
  return node.kind === 'group' ? isBoundToStart(node.item) : node.kind === 'assertion' && node.at === 'text-start';
}

function found(texts: readonly string[], text: Lua): Lua {
  return Lua.join(
    texts.map((one) => lua`string.find(${text}, ${one}, 1, true)`),
    ' or ',
  );
}
