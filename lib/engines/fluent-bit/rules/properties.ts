import { misspelt } from '../../../findings/near-name';
import { isOfSomeBuilds, knownPlugins, knownProperties } from '../config/known-properties/known-properties';
import type { PropertyKind } from '../config/known-properties/known-properties';
import type { ExtraValue } from '../config/option';
import { LiveText } from '../../../text/live-text';
import { got } from '../../../pipeline/argument';
import { isDuration, isSize } from '../../loki-stages/quantity';
import { finding } from './rule';
import type { PluginRule } from './rule';

/** Plugins and properties that Fluent Bit does not start with. */
export const known: PluginRule = ({ plugin: { section, type, extra }, at }, { hasOwnPlugins = false }) => {
  const all = knownProperties(section, type);
  if (all === undefined) {
    if (hasOwnPlugins || isOfSomeBuilds(section, type)) return [];
    const near = misspelt(type, knownPlugins(section));
    const remedy = near === undefined ? 'look for its name in the reference' : `did you mean ${near}?`;
    return [
      finding(
        'fluent-bit/unknown-plugin',
        'error',
        at,
        type,
        `'type' must be one of the ${section} of Fluent Bit 5.1`,
        remedy,
      ),
    ];
  }
  return Object.entries(extra).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    const prefixed = [...all].find(([one]) => one.endsWith('*') && lower.startsWith(one.slice(0, -1)));
    const kind = all.get(lower) ?? prefixed?.[1];
    if (kind === undefined) {
      const near = misspelt(lower, [...all.keys()]);
      const remedy =
        near === undefined ? 'leave it out, or look for its name in the reference' : `did you mean ${near}?`;
      const rule = `'extra' must have properties that ${type} has: Fluent Bit does not start with others`;
      return [finding('fluent-bit/unknown-property', 'error', `${at}.extra`, name, rule, remedy)];
    }
    if (ofKind(value, kind)) return [];
    const rule = `'${name}' must be ${words[kind]}`;
    return [
      finding('fluent-bit/property-kind', 'error', `${at}.extra.${name}`, got(value), rule, `write ${words[kind]}`),
    ];
  });
};

const words: Readonly<Record<PropertyKind, string>> = {
  text: 'a text, a number, true or false',
  boolean: 'true or false',
  integer: 'a whole number',
  size: 'a size',
  time: 'a duration of whole seconds',
  double: 'a number',
};

// Fluent Bit takes what it cannot read for 0, or for false.
function ofKind(value: ExtraValue, kind: PropertyKind): boolean {
  if (value instanceof LiveText) return true;
  switch (kind) {
    case 'text':
      return !isQuantity(value);
    case 'boolean':
      return typeof value === 'boolean' || (typeof value === 'string' && /^(?:true|false|on|off|yes|no)$/i.test(value));
    case 'integer':
      return Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value));
    case 'size':
      if (typeof value === 'object') return isSize(value);
      return (
        Number.isSafeInteger(value) || (typeof value === 'string' && /^\d+(\.\d+)?([kmg]b?)?$|^false$/i.test(value))
      );
    case 'time':
      if (typeof value === 'object') return isDuration(value);
      return Number.isSafeInteger(value) || (typeof value === 'string' && /^\d+[smhd]?$/i.test(value));
    case 'double':
      return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
  }
}

function isQuantity(value: ExtraValue): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && (isDuration(value) || isSize(value));
}
