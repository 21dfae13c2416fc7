import { canBeEmpty, children, MAX_REPEAT } from './node';
import type { Node, Repeat } from './node';

/** Why the engines would not agree on a repetition, and what to write instead. */
export interface Disagreement {
  readonly found: string;
  readonly remedy: string;
}

/**
 * Where a repetition has no shared meaning. All dialects take the first alternative that leads to a match; they part
 * where an iteration matches nothing (Go and Rust leave the loop, JavaScript tries the next alternative) and where an
 * iteration skips a group (JavaScript forgets what it held, the others keep it).
 */
export function disagreement(node: Repeat): Disagreement | undefined {
  if (!withinLimit(node, MAX_REPEAT)) {
    return { found: `nested repetitions of more than ${MAX_REPEAT} in all`, remedy: 'repeat fewer times' };
  }
  if (node.max <= 1) return undefined;
  if (canBeEmpty(node.item)) {
    if (hasGroup(node.item)) {
      return {
        found: 'a repeated part that can match nothing and has a group',
        remedy: 'let each repetition match a character',
      };
    }
    if (!prefersText(node.item)) {
      return {
        found: 'a repeated part that prefers to match nothing',
        remedy: 'let each repetition match a character',
      };
    }
  }
  if (hasGroup(node.item) && !setsEveryGroup(node.item)) {
    return {
      found: 'a repetition that may pass over its group',
      remedy: 'put the group around the repetition, or where every repetition sets it',
    };
  }
  return undefined;
}

/** Whether the empty match, if there is one, is what the node tries last. */
function prefersText(node: Node): boolean {
  if (!canBeEmpty(node)) return true;
  switch (node.kind) {
    case 'alternatives':
      return node.items.every((item, i) => (i === node.items.length - 1 ? prefersText(item) : !canBeEmpty(item)));
    case 'repeat':
      return node.max === 0 || (node.greedy && prefersText(node.item));
    default:
      return children(node).every(prefersText);
  }
}

function hasGroup(node: Node): boolean {
  return node.kind === 'group' || children(node).some(hasGroup);
}

function setsEveryGroup(node: Node): boolean {
  if (node.kind === 'alternatives') return !hasGroup(node);
  if (node.kind === 'repeat' && node.min === 0) return !hasGroup(node);
  return children(node).every(setsEveryGroup);
}

/** Go's rule: along each path the product of the repetitions. */
function withinLimit(node: Node, limit: number): boolean {
  if (node.kind !== 'repeat') return children(node).every((child) => withinLimit(child, limit));
  const times = node.max === Infinity ? node.min : node.max;
  if (times === 0) return true;
  return times <= limit && withinLimit(node.item, Math.floor(limit / times));
}
