import type { Finding } from '../../../findings/finding';
import { finding, literalsOf } from './rule';
import type { PluginRule } from './rule';

/** Record accessors that Fluent Bit expands once more, with nothing of the configuration's own `env` known. */
const accessors: Readonly<Record<string, readonly string[]>> = {
  loki: ['labels', 'label_keys', 'structured_metadata', 'structured_metadata_map_keys'],
  log_to_metrics: ['label_field', 'add_label', 'value_field'],
  parser: ['key_name'],
  opentelemetry: ['logs_body_key'],
};

/** A `$` and a brace that are meant as they are written. */
export const expandedTwice: PluginRule = ({ plugin: { type, properties }, at }) => {
  const names = (Object.hasOwn(accessors, type) ? accessors[type] : undefined) ?? [];
  return properties.flatMap(([name, value]): readonly Finding[] => {
    if (!names.includes(name.toLowerCase()) || !literalsOf(value).some((literal) => literal.includes('${'))) return [];
    const message = `'${name}' must hold no \${, which Fluent Bit expands there however it is written`;
    return [
      finding(
        'fluent-bit/expanded-twice',
        'error',
        `${at}.${name}`,
        '${',
        message,
        'write it in a field, by Lua, and name the field',
      ),
    ];
  });
};
