import type { Finding } from '../../../findings/finding';
import { finding, valueOf } from './rule';
import type { ConfigRule } from './rule';

const removing = [
  'labels',
  'label_keys',
  'structured_metadata',
  'structured_metadata_map_keys',
  'remove_keys',
  'label_map_path',
];

/** Loki outputs of one thread share what is left out of the line: that of the first. */
export const lokiWorkers: ConfigRule = ({ plugins }) => {
  const outputs = plugins.filter(({ plugin }) => plugin.section === 'outputs' && plugin.type === 'loki');
  const sharing = outputs.filter(({ plugin }) => Number(valueOf(plugin, 'workers') ?? 0) < 1);
  const kinds = new Set(
    sharing.map(({ plugin }) => JSON.stringify(removing.map((name) => shown(valueOf(plugin, name))))),
  );
  if (kinds.size < 2) return [];
  return sharing.map(({ at }): Finding => {
    const message =
      "'workers' must be 1 where several loki outputs leave out different keys: in one thread the first's go for all";
    return finding('fluent-bit/loki-workers', 'error', at, 'none', message, 'set workers: 1');
  });
};

/** Live texts have no JSON. */
function shown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shown);
  return typeof value === 'object' && value !== null && 'parts' in value ? value.parts : value;
}
