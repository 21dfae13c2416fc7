/** Properties of processors in Fluent Bit 5.1.1 beside those that all have, as `fluent-bit -J` names them: `name:kind`, text without a kind, `@name` a group. */
export const processors: Readonly<Record<string, string>> = {
  content_modifier: 'context action key value pattern converted_type',
  cumulative_to_delta: `
    initial_value drop_first:boolean drop_on_reset:boolean max_staleness:time max_series:integer`,
  labels: 'update insert upsert delete hash',
  metrics_selector: 'metric_name context action label operation_type',
  opentelemetry_envelope: '',
  sampling: 'type debug:boolean sampling_settings conditions',
  sql: 'query',
  tda: 'window_size:integer min_points:integer embed_dim:integer embed_delay:integer threshold:double',
};
