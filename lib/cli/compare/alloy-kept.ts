/** What passes lines on, and holds nothing of where they come from or go to. */
export const kept = new Set([
  ...['declare', 'argument', 'export'],
  ...['loki.process', 'loki.relabel', 'loki.secretfilter', 'loki.enrich', 'local.file', 'discovery.relabel'],
  ...['local.file_match', 'loki.source.file', 'loki.source.kubernetes', 'loki.write'],
]);

/** What Alloy reads besides files. */
const otherInputs: Readonly<Record<string, string>> = {
  'loki.source.journal': "reads systemd's journal, not files",
  'loki.source.kubernetes_events': "reads Kubernetes' events",
  'loki.source.podlogs': "reads through Kubernetes' API, not files",
  'loki.source.docker': "reads through the Docker daemon's API",
  'loki.source.windowsevent': "reads Windows' event log",
  'loki.source.kafka': 'reads from Kafka',
  'loki.source.cloudflare': 'reads from Cloudflare',
  'loki.source.gcplog': 'reads from Google Cloud',
  'loki.source.azure_event_hubs': 'reads from Azure',
  foreach: 'is not followed; write the components themselves',
  remotecfg: 'is not followed; write the components themselves',
};

/** Why a block is not run, where that is worth telling. */
export function reasonOf(name: string): string | undefined {
  if (Object.hasOwn(otherInputs, name)) return otherInputs[name];
  if (kept.has(name)) return undefined;
  if (name.startsWith('loki.source.')) return 'waits for what is sent to it';
  if (name.startsWith('discovery.') && name !== 'discovery.kubernetes') return 'asks a service that is not here';
  return name.startsWith('import.') ? 'is not followed; write the components themselves' : undefined;
}
