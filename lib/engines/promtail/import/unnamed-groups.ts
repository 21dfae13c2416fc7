/** The pattern with a name for one of its groups, given by its number or its name; undefined where it has none such. */
export function nameGroup(pattern: string, group: string, name: string): string | undefined {
  let count = 0;
  let isInSet = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === '\\') at += 1;
    else if (isInSet) isInSet = character !== ']';
    else if (character === '[') {
      isInSet = true;
      // A bracket right at the beginning is a character of the set.
      if (/^\[\^?\]/.test(pattern.slice(at))) at = pattern.indexOf(']', at);
    } else if (character === '(') {
      const named = /^\(\?P?<([A-Za-z_]\w*)>/.exec(pattern.slice(at));
      if (named === null && pattern[at + 1] === '?') continue;
      count += 1;
      if (String(count) !== group && named?.[1] !== group) continue;
      return `${pattern.slice(0, at)}(?<${name}>${pattern.slice(at + (named?.[0].length ?? 1))}`;
    }
  }
  return undefined;
}
