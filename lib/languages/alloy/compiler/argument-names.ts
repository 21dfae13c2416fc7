/** What a block takes: attributes by their names, and blocks. */
export interface BlockNames {
  readonly attributes: readonly string[];
  readonly blocks: { readonly [name: string]: BlockNames };
}

function block(attributes = '', blocks: BlockNames['blocks'] = {}): BlockNames {
  return { attributes: attributes.split(' ').filter((name) => name !== ''), blocks };
}

const basicAuth = block('username password password_file');
const authorization = block('type credentials credentials_file');
const tlsConfig = block(
  'ca_pem ca_file cert_pem cert_file key_pem key_file server_name insecure_skip_verify min_version',
);
const oauth2 = block(
  'client_id client_secret client_secret_file scopes token_url endpoint_params proxy_url no_proxy proxy_from_environment proxy_connect_header',
  { tls_config: tlsConfig },
);
const rule = block('source_labels separator regex modulus target_label replacement action');
const client = block(
  'api_server kubeconfig_file bearer_token bearer_token_file proxy_url no_proxy proxy_from_environment proxy_connect_header follow_redirects enable_http2 http_headers',
  { basic_auth: basicAuth, authorization: authorization, oauth2: oauth2, tls_config: tlsConfig },
);
const matchExpression = block('key operator values');
const selector = block('match_labels', { match_expression: matchExpression });
const tls = block(
  'cert_pem key_pem cert_file key_file client_auth_type client_ca_file client_ca cipher_suites min_version',
);
const eventMessage = block('source drop_invalid_labels overwrite_existing');

/** What components take, from the source of Alloy 1.18.1; `match` takes the stages of `loki.process` besides. */
export const argumentNames: BlockNames['blocks'] = {
  'discovery.kubernetes': block(
    'api_server role kubeconfig_file bearer_token bearer_token_file proxy_url no_proxy proxy_from_environment proxy_connect_header follow_redirects enable_http2 http_headers',
    {
      basic_auth: basicAuth,
      authorization: authorization,
      oauth2: oauth2,
      tls_config: tlsConfig,
      namespaces: block('own_namespace names'),
      selectors: block('role label field'),
      attach_metadata: block('node namespace'),
    },
  ),
  'discovery.relabel': block('targets', { rule: rule }),
  'local.file_match': block('path_targets sync_period ignore_older_than'),
  'loki.source.file': block('targets forward_to encoding tail_from_end legacy_positions_file on_positions_file_error', {
    decompression: block('enabled initial_delay format'),
    file_watch: block('min_poll_frequency max_poll_frequency'),
    file_match: block('enabled sync_period ignore_older_than'),
  }),
  'loki.source.kubernetes': block('targets forward_to', { client: client, clustering: block('enabled') }),
  'loki.source.podlogs': block('forward_to tail_from_end preserve_discovered_labels', {
    client: client,
    selector: selector,
    namespace_selector: selector,
    node_filter: block('enabled node_name'),
    clustering: block('enabled'),
  }),
  'loki.source.api': block(
    'graceful_shutdown_timeout forward_to labels relabel_rules use_incoming_timestamp max_send_message_size',
    {
      http: block(
        'listen_address listen_port conn_limit server_read_timeout server_write_timeout server_idle_timeout',
        {
          tls: tls,
          http2: block(
            'enabled max_handlers max_concurrent_streams max_decoder_header_table_size max_encoder_header_table_size max_read_frame_size permit_prohibited_ciphers idle_timeout read_idle_timeout ping_timeout write_byte_timeout max_upload_buffer_per_connection max_upload_buffer_per_stream',
          ),
        },
      ),
      grpc: block(
        'listen_address listen_port conn_limit max_connection_age max_connection_age_grace max_connection_idle server_max_recv_msg_size server_max_send_msg_size server_max_concurrent_streams',
        { tls: tls },
      ),
    },
  ),
  'loki.relabel': block('forward_to max_cache_size', { rule: rule }),
  'loki.write': block('external_labels max_streams', {
    endpoint: block(
      'name url batch_wait batch_size remote_timeout headers min_backoff_period max_backoff_period max_backoff_retries tenant_id retry_on_http_429 bearer_token bearer_token_file proxy_url no_proxy proxy_from_environment proxy_connect_header follow_redirects enable_http2 http_headers',
      {
        basic_auth: basicAuth,
        authorization: authorization,
        oauth2: oauth2,
        tls_config: tlsConfig,
        queue_config: block('capacity min_shards drain_timeout block_on_overflow'),
      },
    ),
    wal: block('enabled max_segment_age min_read_frequency max_read_frequency drain_timeout'),
  }),
  'loki.rules.kubernetes': block(
    'address tenant_id use_legacy_routes bearer_token bearer_token_file proxy_url no_proxy proxy_from_environment proxy_connect_header follow_redirects enable_http2 http_headers sync_interval loki_namespace_prefix loki_namespace_separator external_labels',
    {
      basic_auth: basicAuth,
      authorization: authorization,
      oauth2: oauth2,
      tls_config: tlsConfig,
      extra_query_matchers: block('', { matcher: block('name value match_type') }),
      rule_selector: selector,
      rule_namespace_selector: selector,
    },
  ),
  'prometheus.scrape': block(
    'targets forward_to job_name honor_labels honor_timestamps track_timestamps_staleness params scrape_classic_histograms scrape_native_histograms scrape_failure_log_file scrape_interval scrape_timeout scrape_protocols metrics_path scheme body_size_limit sample_limit target_limit label_limit label_name_length_limit label_value_length_limit bearer_token bearer_token_file proxy_url no_proxy proxy_from_environment proxy_connect_header follow_redirects enable_http2 http_headers extra_metrics enable_protobuf_negotiation metric_name_validation_scheme metric_name_escaping_scheme scrape_fallback_protocol convert_classic_histograms_to_nhcb enable_compression native_histogram_bucket_limit native_histogram_min_bucket_factor honor_metadata enable_type_and_unit_labels',
    {
      basic_auth: basicAuth,
      authorization: authorization,
      oauth2: oauth2,
      tls_config: tlsConfig,
      clustering: block('enabled'),
    },
  ),
  'prometheus.remote_write': block('external_labels', {
    endpoint: block(
      'name url remote_timeout headers send_exemplars send_native_histograms protobuf_message bearer_token bearer_token_file proxy_url no_proxy proxy_from_environment proxy_connect_header follow_redirects enable_http2 http_headers round_robin_dns',
      {
        basic_auth: basicAuth,
        authorization: authorization,
        oauth2: oauth2,
        tls_config: tlsConfig,
        queue_config: block(
          'capacity max_shards min_shards max_samples_per_send batch_send_deadline min_backoff max_backoff retry_on_http_429 sample_age_limit',
        ),
        metadata_config: block('send send_interval max_samples_per_send'),
        write_relabel_config: rule,
        sigv4: block('region access_key secret_key profile role_arn external_id use_fips_sts_endpoint service_name'),
        azuread: block('cloud scope', {
          managed_identity: block('client_id'),
          workload_identity: block('client_id tenant_id token_file_path'),
          oauth: block('client_id client_secret tenant_id'),
          sdk: block('tenant_id'),
        }),
        google_iam: block('credentials_file'),
      },
    ),
    wal: block('truncate_frequency min_keepalive_time max_keepalive_time'),
  }),
  'loki.echo': block(),
  'loki.process': block('forward_to', {
    'stage.cri': block('max_partial_lines max_partial_line_size max_partial_line_size_truncate'),
    'stage.decolorize': block(),
    'stage.docker': block(),
    'stage.drop': block('drop_counter_reason source value separator expression older_than longer_than'),
    'stage.eventlogmessage': eventMessage,
    'stage.geoip': block('db source db_type custom_lookups'),
    'stage.json': block('expressions regex source drop_malformed'),
    'stage.label_keep': block('values'),
    'stage.label_drop': block('values'),
    'stage.labels': block('values source_type'),
    'stage.limit': block('rate burst drop by_label_name max_distinct_labels'),
    'stage.logfmt': block('mapping source regex'),
    'stage.luhn': block('replacement source min_length delimiters'),
    'stage.match': block('selector action pipeline_name drop_counter_reason'),
    'stage.metrics': block('', {
      'metric.counter': block(
        'name description source prefix max_idle_duration value action match_all count_entry_bytes',
      ),
      'metric.gauge': block('name description source prefix max_idle_duration value action'),
      'metric.histogram': block('name description source prefix max_idle_duration value buckets'),
    }),
    'stage.multiline': block('firstline max_lines max_wait_time trim_newlines'),
    'stage.output': block('source'),
    'stage.pack': block('labels ingest_timestamp'),
    'stage.pattern': block('pattern source labels_from_groups'),
    'stage.regex': block('expression source labels_from_groups'),
    'stage.replace': block('expression source replace'),
    'stage.static_labels': block('values'),
    'stage.structured_metadata': block('values regex'),
    'stage.structured_metadata_drop': block('values'),
    'stage.sampling': block('drop_counter_reason rate'),
    'stage.template': block('source template'),
    'stage.tenant': block('label source value'),
    'stage.truncate': block('', { rule: block('limit suffix sources source_type') }),
    'stage.timestamp': block('source format fallback_formats location action_on_failure action_on_duplicate_timestamp'),
    'stage.windowsevent': eventMessage,
  }),
  logging: block('level format destination write_to'),
  livedebugging: block('enabled'),
};
