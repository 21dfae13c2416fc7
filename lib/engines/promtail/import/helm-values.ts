import { parseDocument, valueOf } from '../../../languages/yaml/document';

type Values = Readonly<Record<string, unknown>>;

const sections = ['clients', 'snippets', 'file', 'positions', 'lokiAddress', 'serverPort', 'logLevel'];

/** Whether a mapping holds values of Promtail's chart. */
export function isChartValues(value: Values): boolean {
  const config = value['config'];
  if (Object.hasOwn(value, 'scrape_configs') || typeof config !== 'object' || config === null) return false;
  return sections.some((key) => Object.hasOwn(config, key));
}

/** The configuration that the chart makes of its values. @throws Error where templates stand in them */
export function chartConfig(values: Values): { readonly config: Values; readonly from: string } {
  const config = values['config'] as Values;
  const from = "the values of Promtail's chart";
  if (typeof config['file'] === 'string') {
    if (/\{\{/.test(config['file'])) throw new Error(`config.file must hold no templates, got some; ${render}`);
    return { config: read(config['file'], 'config.file') as Values, from };
  }
  const snippets = (config['snippets'] ?? {}) as Values;
  const { clients = [{ url: 'http://loki-gateway/loki/api/v1/push' }] } = config;
  const scrapes = snippets['scrapeConfigs'];
  const own =
    typeof scrapes === 'string' && !isDefault(scrapes)
      ? read(scrapes, 'config.snippets.scrapeConfigs')
      : [defaultScrape(snippets)];
  const extra = read(snippets['extraScrapeConfigs'], 'config.snippets.extraScrapeConfigs');
  const limits = read(snippets['extraLimitsConfig'], 'config.snippets.extraLimitsConfig');
  return {
    config: {
      clients,
      ...(config['positions'] === undefined ? {} : { positions: config['positions'] }),
      scrape_configs: [...asList(own), ...asList(extra)],
      ...(limits === undefined ? {} : { limits_config: limits }),
    },
    from,
  };
}

const render = 'give what `helm template` makes of the chart with these values';

function read(value: unknown, at: string): unknown {
  if (typeof value !== 'string') return value;
  // The chart's own way to write a brace.
  const plain = value.replaceAll('{{`{{`}}', '{{').replaceAll('{{`}}`}}', '}}');
  if (/\{\{/.test(plain.replace(/'[^'\n]*'|"[^"\n]*"/g, '')))
    throw new Error(`${at} must hold no templates, got some; ${render}`);
  const document = parseDocument(plain);
  const [fault] = document.errors;
  if (fault !== undefined) throw new Error(`${at} must be YAML: ${fault.message}; correct it`);
  return valueOf(document) ?? undefined;
}

/** The chart's own text, as `helm show values` prints it. */
function isDefault(scrapes: string): boolean {
  return (
    scrapes.includes('.Values.config.snippets.pipelineStages') &&
    scrapes.includes('kubernetes-pods') &&
    !/job_name(?![^]*kubernetes-pods)/.test(scrapes)
  );
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/** The scrape config of the chart 6.17. */
function defaultScrape(snippets: Values): Values {
  const {
    pipelineStages = [{ cri: {} }],
    common = commonRules,
    addScrapeJobLabel,
    extraRelabelConfigs = [],
  } = snippets;
  const meta = '__meta_kubernetes_pod';
  const first = { regex: '^;*([^;]+)(;.*)?$', action: 'replace' };
  return {
    job_name: 'kubernetes-pods',
    pipeline_stages: pipelineStages,
    kubernetes_sd_configs: [{ role: 'pod' }],
    relabel_configs: [
      {
        source_labels: [`${meta}_controller_name`],
        regex: '([0-9a-z-.]+?)(-[0-9a-f]{8,10})?',
        action: 'replace',
        target_label: '__tmp_controller_name',
      },
      {
        source_labels: [
          `${meta}_label_app_kubernetes_io_name`,
          `${meta}_label_app`,
          '__tmp_controller_name',
          `${meta}_name`,
        ],
        ...first,
        target_label: 'app',
      },
      {
        source_labels: [`${meta}_label_app_kubernetes_io_instance`, `${meta}_label_instance`],
        ...first,
        target_label: 'instance',
      },
      {
        source_labels: [`${meta}_label_app_kubernetes_io_component`, `${meta}_label_component`],
        ...first,
        target_label: 'component',
      },
      ...(addScrapeJobLabel === true ? [{ replacement: 'kubernetes-pods', target_label: 'scrape_job' }] : []),
      ...asList(common),
      ...asList(extraRelabelConfigs),
    ],
  };
}

const commonRules: readonly Values[] = [
  { action: 'replace', source_labels: ['__meta_kubernetes_pod_node_name'], target_label: 'node_name' },
  { action: 'replace', source_labels: ['__meta_kubernetes_namespace'], target_label: 'namespace' },
  { action: 'replace', replacement: '$1', separator: '/', source_labels: ['namespace', 'app'], target_label: 'job' },
  { action: 'replace', source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
  { action: 'replace', source_labels: ['__meta_kubernetes_pod_container_name'], target_label: 'container' },
  {
    action: 'replace',
    replacement: '/var/log/pods/*$1/*.log',
    separator: '/',
    source_labels: ['__meta_kubernetes_pod_uid', '__meta_kubernetes_pod_container_name'],
    target_label: '__path__',
  },
  {
    action: 'replace',
    replacement: '/var/log/pods/*$1/*.log',
    regex: 'true/(.*)',
    separator: '/',
    source_labels: [
      '__meta_kubernetes_pod_annotationpresent_kubernetes_io_config_hash',
      '__meta_kubernetes_pod_annotation_kubernetes_io_config_hash',
      '__meta_kubernetes_pod_container_name',
    ],
    target_label: '__path__',
  },
];
