import { livesOf } from '../../text/live-text';
import type { Text } from '../../text/live-text';
import { through } from '../../text/reader';
import { fluentBitEscapes, fluentBitInterpolation } from './interpolation';

/**
 * Properties whose value Fluent Bit expands again when the plugin takes it: those that it has as text from its table of
 * properties, and does not ask for by name.
 */
const twice: Readonly<Record<string, string>> = {
  'inputs tail': 'key path_key offset_key',
  'inputs forward': 'tag_prefix shared_key unix_perm',
  'inputs systemd': 'path db systemd_filter',
  'filters record_modifier': 'uuid_key remove_key allowlist_key',
  'filters parser': 'key_name',
  'filters multiline': 'multiline.key_content',
  'filters lua': 'call',
  'filters log_to_metrics':
    'value_field metric_name metric_namespace metric_subsystem metric_description tag emitter_name',
  'filters kubernetes':
    'merge_log_key kube_meta_preload_cache_dir kube_ca_file kube_tag_prefix kube_namespace_file kube_token_file kubelet_host tls.vhost',
  'processors content_modifier': 'key value pattern',
  'processors labels': 'delete hash',
  'outputs opentelemetry':
    'http_user http_passwd metrics_uri logs_uri traces_uri logs_body_key logs_metadata_key logs_observed_timestamp_metadata_key ' +
    'logs_timestamp_metadata_key logs_severity_text_metadata_key logs_severity_number_metadata_key logs_trace_flags_metadata_key ' +
    'logs_span_id_metadata_key logs_trace_id_metadata_key logs_attributes_metadata_key logs_span_id_message_key ' +
    'logs_trace_id_message_key logs_severity_text_message_key logs_severity_number_message_key',
  'outputs loki': 'uri tenant_id tenant_id_key label_map_path http_user http_passwd bearer_token',
  'outputs http':
    'http_user http_passwd header_tag body_key headers_key gelf_timestamp_key gelf_host_key gelf_short_message_key ' +
    'gelf_full_message_key gelf_level_key',
  'outputs forward': 'unix_path',
};

/** How often Fluent Bit expands a property of a plugin. */
export function passesOf(section: string, type: string, property: string): 1 | 2 {
  const key = `${section} ${type}`;
  const names = Object.hasOwn(twice, key) ? twice[key] : undefined;
  return names?.split(' ').includes(property.toLowerCase()) === true ? 2 : 1;
}

/** A text as it must stand in a property, and which variables of the `env` section that takes. */
export function expanded(text: Text, uses: (variable: string) => void, passes: 1 | 2 = 1): Text {
  const written = through(text, ...Array.from({ length: passes }, () => fluentBitInterpolation));
  const own = new Set(livesOf(text).flatMap(({ reader, name }) => (reader === 'env' ? [name] : [])));
  const literal =
    typeof written === 'string' ? written : written.parts.filter((part) => typeof part === 'string').join('');
  for (const name of Object.keys(fluentBitEscapes)) {
    if (literal.includes(`\${${name}}`) && !own.has(name)) uses(name);
  }
  return written;
}
