import { re2 } from '../../languages/regex/regex';
import { field } from '../../pipeline/ref';
import { Stage } from '../../pipeline/stage';
import type { NonEmpty } from '../../pipeline/non-empty';

/**
 * Sets these keys from an entry that begins with a line of JSON. Where programs also print, what is printed right behind the
 * line is joined to it, and the whole is no JSON any more.
 */
export function jsonStages(keys: NonEmpty<string>): NonEmpty<Stage> {
  return [
    Stage.parseRegex(re2`^(?<json_line>\{.*\})\s*(?:\n|$)`),
    Stage.parseJson({ from: field('json_line'), only: keys }),
  ];
}
