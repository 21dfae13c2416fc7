/** Properties of outputs in Fluent Bit 5.1.1 beside those that all have, as `fluent-bit -J` names them: `name:kind`, text without a kind, `@name` a group. */
export const outputs: Readonly<Record<string, string>> = {
  azure: 'host port:integer customer_id shared_key log_type log_type_key time_key time_generated:boolean @net @tls',
  azure_blob: `
    host port:integer account_name container_name auto_create_container:boolean blob_type compress
    compress_blob:boolean emulator_mode:boolean shared_key endpoint path date_key auth_type sas_token
    database_file part_size:size file_delivery_attempt_limit:integer part_delivery_attempt_limit:integer
    upload_parts_timeout:time upload_part_freshness_limit:time configuration_endpoint_url
    configuration_endpoint_username configuration_endpoint_password configuration_endpoint_bearer_token
    buffering_enabled:boolean buffer_dir upload_timeout:time upload_file_size:size azure_blob_buffer_key
    store_dir_limit_size:size buffer_file_delete_early:boolean blob_uri_length:integer unify_tag:boolean
    scheduler_max_retries:integer delete_on_max_upload_error:boolean io_timeout:time @net @tls`,
  azure_kusto: `
    host port:integer tenant_id client_id client_secret workload_identity_token_file auth_type
    ingestion_endpoint database_name table_name ingestion_mapping_reference log_key include_tag_key:boolean
    tag_key include_time_key:boolean time_key ingestion_endpoint_connect_timeout:time
    compression_enabled:boolean ingestion_resources_refresh_interval:time buffering_enabled:boolean buffer_dir
    upload_timeout:time upload_file_size:size azure_kusto_buffer_key store_dir_limit_size:size
    buffer_file_delete_early:boolean unify_tag:boolean blob_uri_length:integer scheduler_max_retries:integer
    delete_on_max_upload_error:boolean io_timeout:time @net @tls`,
  azure_logs_ingestion: `
    host port:integer tenant_id client_id client_secret auth_url dce_url dcr_id table_name time_key
    time_generated:boolean compress:boolean @net @tls`,
  bigquery: `
    host port:integer google_service_credentials enable_identity_federation:boolean aws_region project_number
    pool_id provider_id google_service_account service_account_email service_account_secret project_id
    dataset_id table_id skip_invalid_rows:boolean ignore_unknown_values:boolean @net @tls`,
  chronicle: `
    host port:integer google_service_credentials service_account_email service_account_secret project_id
    customer_id log_type region log_key namespace namespace_key label @net @tls`,
  cloudwatch_logs: `
    region log_group_name log_stream_name log_stream_prefix log_group_template log_stream_template log_key
    extra_user_agent log_format role_arn auto_create_group:boolean auto_retry_requests:boolean
    log_retention_days:integer endpoint sts_endpoint external_id metric_namespace metric_dimensions profile
    log_group_class add_entity:boolean`,
  counter: '',
  datadog: `
    host port:integer compress header apikey dd_service dd_source dd_tags dd_hostname proxy
    include_tag_key:boolean tag_key dd_message_key provider json_date_key @net @tls`,
  es: `
    host port:integer index type suppress_type_name:boolean http_user http_passwd http_api_key compress cloud_id
    cloud_auth upstream aws_auth:boolean aws_region aws_sts_endpoint aws_role_arn aws_external_id
    aws_service_name aws_profile logstash_format:boolean logstash_prefix logstash_prefix_separator
    logstash_prefix_key logstash_dateformat time_key time_key_format time_key_nanos:boolean
    include_tag_key:boolean tag_key buffer_size:size path pipeline generate_id:boolean write_operation id_key
    replace_dots:boolean current_time_index:boolean trace_output:boolean trace_error:boolean @net @tls`,
  exit: 'flush_count:integer record_count:integer time_count:integer',
  file: `
    path file enable_strftime:boolean max_dynamic_files:integer on_missing_field on_limit_reached fallback_path
    fallback_file format delimiter label_delimiter template csv_column_names:boolean mkdir:boolean
    rotate:boolean rotate_max_size:size rotate_max_files:integer rotate_gzip:boolean`,
  flowcounter: 'unit event_based:boolean',
  forward: `
    host port:integer time_as_integer:boolean retain_metadata_in_forward_mode:boolean shared_key self_hostname
    empty_shared_key:boolean send_options:boolean require_ack_response:boolean username password unix_path
    upstream tag compress fluentd_compat:boolean add_option @net @tls`,
  gcs: `
    host port:integer bucket gcs_key_format gcs_key_format_tag_delimiters static_file_path:boolean canned_acl
    upload_timeout:time send_content_md5:boolean preserve_data_ordering:boolean store_chunk_limit:integer
    store_dir_limit_size:size content_type google_service_credentials store_dir compression @net @tls`,
  gelf: `
    host port:integer mode gelf_tag_key gelf_short_message_key gelf_timestamp_key gelf_host_key
    gelf_full_message_key gelf_level_key packet_size:integer compress:boolean @net @tls`,
  http: `
    host port:integer proxy allow_duplicated_headers:boolean log_response_payload:boolean
    http.response_timeout:time http.read_idle_timeout:time http_user http_passwd aws_auth:boolean aws_service
    aws_region aws_sts_endpoint aws_role_arn aws_external_id aws_profile header_tag format json_date_format
    json_date_key compress header uri http_method gelf_timestamp_key gelf_host_key gelf_short_message_key
    gelf_full_message_key gelf_level_key body_key headers_key @net @tls`,
  influxdb: `
    host port:integer database bucket org sequence_tag uri http_user http_passwd http_token http_header
    auto_tags:boolean tag_keys add_integer_suffix:boolean @net @tls`,
  'kafka-rest': `
    host port:integer message_key time_key topic url_path partition:double time_key_format
    include_tag_key:boolean tag_key avro_http_header:boolean @net @tls`,
  kinesis_firehose: `
    region delivery_stream time_key time_key_format role_arn endpoint sts_endpoint external_id compression
    log_key auto_retry_requests:boolean profile simple_aggregation:boolean`,
  kinesis_streams: `
    region stream time_key time_key_format role_arn endpoint sts_endpoint external_id log_key
    auto_retry_requests:boolean profile simple_aggregation:boolean compression`,
  lib: 'format max_records:integer data_mode',
  logdna: `
    host port:integer logdna_host logdna_port:integer logdna_endpoint api_key hostname mac ip tags file app
    exclude_promoted_keys:boolean @net @tls`,
  loki: `
    host port:integer uri tenant_id tenant_id_key tenant_id_key_error_handling labels structured_metadata
    structured_metadata_map_keys auto_kubernetes_labels:boolean drop_single_key label_keys remove_keys
    line_format label_map_path http_user http_passwd buffer_size:size bearer_token header compress @net @tls`,
  nats: 'host port:integer @net',
  nrlogs: 'host port:integer base_uri api_key license_key compress @net @tls',
  null: 'format json_date_format json_date_key',
  opensearch: `
    host port:integer index type suppress_type_name:boolean http_user http_passwd aws_auth:boolean aws_region
    aws_profile aws_sts_endpoint aws_role_arn aws_external_id aws_service_name logstash_format:boolean
    logstash_prefix logstash_prefix_separator logstash_prefix_key logstash_dateformat time_key time_key_format
    time_key_nanos:boolean include_tag_key:boolean tag_key buffer_size:size path pipeline generate_id:boolean
    write_operation id_key replace_dots:boolean current_time_index:boolean trace_output:boolean
    trace_error:boolean compress @net @tls`,
  opentelemetry: `
    host port:integer add_label http2 grpc:boolean proxy http_user http_passwd aws_auth:boolean aws_service
    aws_region aws_sts_endpoint aws_role_arn aws_external_id aws_profile header metrics_uri grpc_metrics_uri
    batch_size:integer compress logs_max_resources:integer logs_max_scopes:integer logs_uri grpc_logs_uri
    logs_body_key logs_body_key_attributes:boolean traces_uri grpc_traces_uri profiles_uri grpc_profiles_uri
    log_response_payload:boolean logs_metadata_key logs_observed_timestamp_metadata_key
    logs_timestamp_metadata_key logs_severity_text_metadata_key logs_severity_number_metadata_key
    logs_trace_flags_metadata_key logs_span_id_metadata_key logs_trace_id_metadata_key
    logs_attributes_metadata_key logs_instrumentation_scope_metadata_key logs_resource_metadata_key
    logs_span_id_message_key logs_trace_id_message_key logs_severity_text_message_key
    logs_severity_number_message_key @net @tls`,
  oracle_log_analytics: `
    host port:integer config_file_location profile_name oci_config_in_record:boolean uri oci_la_log_group_id
    oci_la_log_set_id oci_la_entity_id oci_la_entity_type oci_la_log_source_name oci_la_log_path
    oci_la_global_metadata oci_la_metadata namespace proxy @net @tls`,
  plot: 'key file',
  prometheus_exporter: `
    host port:integer http2:boolean buffer_max_size:size buffer_chunk_size:size max_connections:size
    workers:integer add_timestamp:boolean add_label @net @httpServer`,
  prometheus_remote_write: `
    host port:integer add_label proxy http_user http_passwd compression aws_auth:boolean aws_service aws_region
    aws_sts_endpoint aws_role_arn aws_external_id aws_profile header uri log_response_payload:boolean @net @tls`,
  s3: `
    host port:integer format json_date_format json_date_key total_file_size:size upload_chunk_size:size
    upload_timeout:time bucket region role_arn endpoint sts_endpoint canned_acl compression content_type
    store_dir store_dir_limit_size:size quarantine_dir_limit_size:size s3_key_format
    s3_key_format_tag_delimiters auto_retry_requests:boolean use_put_object:boolean send_content_md5:boolean
    preserve_data_ordering:boolean retry_exhausted_action log_key external_id static_file_path:boolean
    storage_class profile blob_database_file part_size:size file_delivery_attempt_limit:integer
    part_delivery_attempt_limit:integer upload_parts_timeout:time upload_part_freshness_limit:time
    authorization_endpoint_url authorization_endpoint_username authorization_endpoint_password
    authorization_endpoint_bearer_token @net @tls`,
  skywalking: 'host port:integer auth_token svc_name svc_inst_name @net @tls',
  slack: 'host port:integer webhook @net @tls',
  splunk: `
    host port:integer compress http_user http_passwd http_buffer_size:size http_debug_bad_request:boolean
    event_key event_host event_source event_sourcetype event_sourcetype_key event_index event_index_key
    event_field splunk_token splunk_send_raw:boolean auto_extract_timestamp:boolean channel @net @tls`,
  stackdriver: `
    host port:integer google_service_credentials metadata_server service_account_email service_account_secret
    export_to_project_id project_id_key resource severity_key autoformat_stackdriver_trace:boolean trace_key
    span_id_key trace_sampled_key log_name_key http_request_key k8s_cluster_name k8s_cluster_location location
    namespace node_id job task_id compress labels labels_key tag_prefix stackdriver_agent custom_k8s_regex
    resource_labels text_payload_key test_log_entry_format:boolean cloud_logging_base_url @net @tls`,
  stdout: 'format json_date_format json_date_key',
  syslog: `
    host port:integer mode syslog_format syslog_maxsize:size syslog_severity_key syslog_severity_preset:integer
    syslog_facility_key syslog_facility_preset:integer syslog_hostname_key syslog_hostname_preset
    syslog_appname_key syslog_appname_preset syslog_procid_key syslog_procid_preset syslog_msgid_key
    syslog_msgid_preset syslog_sd_key syslog_message_key allow_longer_sd_id:boolean @net @tls`,
  tcp: 'host port:integer format json_date_format json_date_key raw_message_key @net @tls',
  td: 'api database table region @tls',
  udp: 'host port:integer format json_date_format json_date_key raw_message_key @net',
  vivo_exporter: `
    host port:integer http2:boolean buffer_max_size:size buffer_chunk_size:size max_connections:size
    workers:integer empty_stream_on_read:boolean stream_queue_size:size http_cors_allow_origin @net @httpServer`,
  websocket: 'host port:integer uri format json_date_format json_date_key header @net @tls',
};
