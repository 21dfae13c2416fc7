import type { Vrl } from '../../../languages/vrl';
import { path, vrl } from '../../../languages/vrl';
import type { Text } from '../../../text/live-text';
import { settle, through } from '../../../text/reader';
import { fieldTemplate, vectorTemplate } from '../field-template';

/** How the keys of an object on the event become names: those that `*` keeps as they are, and those written one by one. */
export interface SplitNames {
  readonly written: readonly string[];
  /** Templates for a sink, of the object at a key of the event. */
  templates(key: string): { readonly [name: string]: Text };
}

/**
 * Vector's `*` takes all keys of an object, and so leaves out what is absent without an error; but it writes them in lower
 * case. Names with capitals are templates of their own.
 */
export function splitNames(names: readonly string[]): SplitNames {
  const written = names.filter((name) => /[^0-9a-z_]/.test(name));
  return {
    written,
    templates: (key) => ({
      ...(names.length > written.length ? { '*': template(key) } : {}),
      ...Object.fromEntries(
        written.map((name) => [settle(template(`${key}_names.${name}`), name), template(`${key}_values.${name}`)]),
      ),
    }),
  };
}

/** A template for each name. */
export function oneByOne(names: readonly string[]): SplitNames {
  return {
    written: [],
    templates: (key) => Object.fromEntries(names.map((name) => [name, template(`${key}.${name}`)])),
  };
}

/** What such a name's two templates read: itself and its text, or a `*` of nothing where it is absent. */
export function expandable(key: string, name: string): readonly Vrl[] {
  const held = path(key, name);
  return [
    vrl`${path(`${key}_names`, name)} = if ${held} != null { ${name} } else { "*" }`,
    vrl`${path(`${key}_values`, name)} = del(${held}) || "{}"`,
  ];
}

function template(field: string): Text {
  return through(fieldTemplate(field), vectorTemplate);
}
