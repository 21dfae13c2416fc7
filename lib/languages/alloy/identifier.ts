import { shown } from '../../findings/shown';

const keywords = ['true', 'false', 'null'];

/** Whether a text is a name of Alloy. Letters beyond ASCII, which its parser takes too, are left out: they are mistaken. */
export function isIdentifier(text: unknown): boolean {
  return typeof text === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !keywords.includes(text);
}

/** The name as it was given. @throws if it is none of Alloy's */
export function checkIdentifier(property: string, name: unknown): string {
  if (typeof name === 'string' && isIdentifier(name)) return name;
  const rule = `be letters, digits and _, not begin with a digit, and not be ${keywords.join(', ')}`;
  throw new TypeError(`'${property}' must ${rule}, got ${shown(name)}; rename it`);
}

/** Names with dots between them, such as `loki.source.file`. @throws if one of them is none of Alloy's */
export function checkDotted(property: string, name: unknown): string {
  if (typeof name === 'string' && name.split('.').every(isIdentifier)) return name;
  const rule = 'be names of letters, digits and _ with dots between them';
  throw new TypeError(`'${property}' must ${rule}, got ${shown(name)}; write one such as loki.source.file`);
}
