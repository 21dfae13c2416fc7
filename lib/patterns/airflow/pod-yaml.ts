import { helm, concat, LiveText } from '../../text/live-text';
import { printYaml } from '../../languages/yaml/print';
import type { Text } from '../../text/live-text';
import type { YamlValue } from '../../languages/yaml/print';

/** What a template action prints at its place. */
export class Action {
  constructor(readonly text: LiveText) {}
}

/** What the action prints, in the line that it stands in. */
export function action(code: string): Action {
  return new Action(helm(code));
}

/**
 * YAML with holes. A value is printed at the column of its hole, also behind `- `; an {@link Action} stays for Helm. What is
 * indented in the source is indented in the text, less the first line's own indentation.
 */
export function podYaml(literals: TemplateStringsArray, ...holes: readonly (YamlValue | Action)[]): LiveText {
  const parts: Text[] = [];
  let line = '';
  literals.forEach((literal, index) => {
    parts.push(literal);
    line = literal.includes('\n') ? literal.slice(literal.lastIndexOf('\n') + 1) : line + literal;
    const hole = holes[index];
    if (hole === undefined) return;
    parts.push(hole instanceof Action ? hole.text : indented(hole, line.length));
  });
  const whole = concat(...parts);
  return whole instanceof LiveText ? whole : new LiveText([whole]);
}

// printYaml ends with a newline; the template has its own.
function indented(value: YamlValue, column: number): Text {
  const pad = ' '.repeat(column);
  const printed = printYaml(value);
  const text = typeof printed === 'string' ? [printed] : printed.parts;
  const last = text.length - 1;
  return concat(
    ...text.map((part, index) => {
      if (typeof part !== 'string') return new LiveText([part]);
      const body = index === last ? part.replace(/\n$/, '') : part;
      return body.replaceAll('\n', `\n${pad}`);
    }),
  );
}
