import { partsOf } from '../../text/live-text';
import type { Text } from '../../text/live-text';

/** The value of a variable in this run: what it has here, else its own name, as `try` shows it. */
export function variable(name: string): string {
  return process.env[name] ?? `\${${name}}`;
}

/** A text with the variables that it reads. What others fill in, such as Helm, is shown as it is written. */
export function filled(text: Text): string {
  const live = partsOf(text).map((part) => {
    if (typeof part === 'string') return part;
    return part.reader === 'env' ? `\${${part.name}}` : `{{ ${part.name} }}`;
  });
  return live.join('').replace(/\$\{([A-Za-z_]\w*)\}/g, (_, name: string) => variable(name));
}
