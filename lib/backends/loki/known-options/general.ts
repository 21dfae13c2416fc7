/** Options of Loki 3.7 that its parts share: `name:kind`, `{…}` a block, `@name` a block of that name, `...name` its options here. */
export const general = {
  loki: `
    target:string http_prefix:string auth_enabled:boolean ballast_bytes:int server:@server ui:{enabled:boolean
    debug:boolean goldfish:{enable:boolean storage:{type:string cloudsql_host:string cloudsql_port:int
    cloudsql_database:string cloudsql_user:string rds_endpoint:string rds_database:string rds_user:string
    max_connections:int max_idle_time_seconds:int} grafana_url:string traces_datasource_uid:string
    logs_datasource_uid:string cell_a_namespace:string cell_b_namespace:string results_backend:string
    results_bucket:@thanos_object_store_config} ring:{kvstore:@kvstore heartbeat_period:duration
    heartbeat_timeout:duration tokens_file_path:string zone_awareness_enabled:boolean num_tokens:int
    replication_factor:int instance_id:string instance_interface_names:list instance_port:int instance_addr:string
    instance_availability_zone:string instance_enable_ipv6:boolean}} distributor:@distributor querier:@querier
    query_engine:{enable:boolean distributed:boolean instance_interface_names:list batch_size:int prefetch_bytes:bytes
    merge_prefetch_count:int range_reads:{max_parallelism:int coalesce_size:int max_range_size:int
    min_range_size:int} worker_threads:int scheduler_lookup_address:string scheduler_lookup_interval:duration
    storage_lag:duration storage_start_date:string storage_retention_days:int enable_engine_router:boolean
    downstream_address:string enable_delete_req_filtering:boolean enforce_retention_period:boolean
    align_queries_with_step:boolean enforce_max_query_series_limit:boolean results_cache:@results_cache}
    query_scheduler:@query_scheduler frontend:@frontend query_range:@query_range ruler:@ruler
    ruler_storage:{...thanos_object_store_config backend:string local:{directory:string}}
    ingester_client:@ingester_client ingester:@ingester pattern_ingester:{enabled:boolean lifecycler:@lifecycler
    client_config:{pool_config:{client_cleanup_period:duration health_check_ingesters:boolean
    remote_timeout:duration} remote_timeout:duration grpc_client_config:@grpc_client} concurrent_flushes:int
    flush_check_period:duration max_clusters:int max_eviction_ratio:float metric_aggregation:{sample_period:duration
    loki_address:string timeout:duration push_period:duration http_client_config:map use_tls:boolean
    basic_auth:{username:string password:string} backoff_config:@backoff_config}
    pattern_persistence:{loki_address:string timeout:duration push_period:duration http_client_config:map
    use_tls:boolean basic_auth:{username:string password:string} backoff_config:@backoff_config batch_size:int}
    tee_config:{batch_size:int batch_flush_interval:duration flush_queue_size:int flush_worker_count:int
    stop_flush_timeout:duration} connection_timeout:duration max_allowed_line_length:int retain_for:duration
    max_chunk_age:duration pattern_sample_interval:duration volume_threshold:float} index_gateway:@index_gateway
    bloom_build:@bloom_build bloom_gateway:@bloom_gateway storage_config:@storage_config
    chunk_store_config:@chunk_store_config schema_config:@schema_config compactor:@compactor
    compactor_grpc_client:{...grpc_client} limits_config:@limits_config frontend_worker:@frontend_worker
    table_manager:@table_manager memberlist:@memberlist kafka_config:{topic:string dial_timeout:duration
    write_timeout:duration reader_config:{address:string client_id:string} writer_config:{address:string
    client_id:string} sasl_username:string sasl_password:string consumer_group:string
    consumer_group_offset_commit_interval:duration last_produced_offset_retry_timeout:duration
    auto_create_topic_enabled:boolean auto_create_topic_default_partitions:int producer_max_record_size_bytes:int
    producer_max_buffered_bytes:int max_consumer_lag_at_startup:duration max_consumer_workers:int
    enable_kafka_histograms:boolean tracing_enabled:boolean} dataobj:{consumer:{builderconfig:{target_page_size:bytes
    max_page_rows:int target_object_size:bytes target_section_size:bytes buffer_size:bytes section_stripe_merge_limit:int}
    lifecycler:@lifecycler partition_ring:{kvstore:@kvstore min_partition_owners_count:int
    min_partition_owners_duration:duration delete_inactive_partition_after:duration shuffle_shard_cache_size:int}
    uploader:{shaprefixsize:int} idle_flush_timeout:duration max_builder_age:duration topic:string}
    index:{target_page_size:bytes max_page_rows:int target_object_size:bytes target_section_size:bytes buffer_size:bytes
    section_stripe_merge_limit:int events_per_index:int flush_interval:duration max_idle_time:duration}
    metastore:{index_storage_prefix:string partition_ratio:int} storage_bucket_prefix:string enabled:boolean}
    ingest_limits:{enabled:boolean active_window:duration rate_window:duration bucket_size:duration
    eviction_interval:duration num_partitions:int lifecycler:@lifecycler consumer_group:string topic:string}
    ingest_limits_frontend:{client_config:{grpc_client_config:@grpc_client
    pool_config:{client_cleanup_period:duration health_check_ingest_limits:boolean remote_timeout:duration}}
    lifecycler:@lifecycler num_partitions:int assigned_partitions_cache_enabled:boolean
    assigned_partitions_cache_ttl:duration accepted_streams_cache_enabled:boolean
    accepted_streams_cache_ttl:duration accepted_streams_cache_ttl_jitter:duration}
    ingest_limits_frontend_client:{grpc_client_config:@grpc_client pool_config:{client_cleanup_period:duration
    health_check_ingest_limits:boolean remote_timeout:duration}} runtime_config:@runtime_config
    operational_config:@operational_config tracing:@tracing analytics:@analytics profiling:@profiling
    tenant_limits_allow_publish:list common:@common shutdown_delay:duration metrics_namespace:string`,
  common: `
    path_prefix:string storage:{s3:@s3_storage_config gcs:@gcs_storage_config azure:@azure_storage_config
    alibabacloud:@alibabacloud_storage_config bos:@bos_storage_config swift:@swift_storage_config
    filesystem:{chunks_directory:string rules_directory:string} hedging:@hedging cos:@cos_storage_config
    congestion_control:@congestion_control object_store:@thanos_object_store_config} persist_tokens:boolean
    replication_factor:int ring:{kvstore:@kvstore heartbeat_period:duration heartbeat_timeout:duration
    tokens_file_path:string zone_awareness_enabled:boolean num_tokens:int replication_factor:int instance_id:string
    instance_interface_names:list instance_port:int instance_addr:string instance_availability_zone:string
    instance_enable_ipv6:boolean} instance_interface_names:list instance_addr:string compactor_address:string
    compactor_grpc_address:string scratch_path:string`,
  server: `
    http_listen_network:string http_listen_address:string http_listen_port:int http_listen_conn_limit:int
    grpc_listen_network:string grpc_listen_address:string grpc_listen_port:int grpc_listen_conn_limit:int
    grpc_collect_max_streams_by_conn:boolean proxy_protocol_enabled:boolean tls_cipher_suites:string
    tls_min_version:string http_tls_config:@server_tls_config grpc_tls_config:@server_tls_config
    register_instrumentation:boolean report_grpc_codes_in_instrumentation_label_enabled:boolean
    graceful_shutdown_timeout:duration http_server_read_timeout:duration http_server_read_header_timeout:duration
    http_server_write_timeout:duration http_server_idle_timeout:duration
    http_log_closed_connections_without_response_enabled:boolean grpc_server_max_recv_msg_size:int
    grpc_server_max_send_msg_size:int grpc_server_max_concurrent_streams:int
    grpc_server_max_connection_idle:duration grpc_server_max_connection_age:duration
    grpc_server_max_connection_age_grace:duration grpc_server_keepalive_time:duration
    grpc_server_keepalive_timeout:duration grpc_server_min_time_between_pings:duration
    grpc_server_ping_without_stream_allowed:boolean grpc_server_num_workers:int
    grpc_server_stats_tracking_enabled:boolean grpc_server_recv_buffer_pools_enabled:boolean log_format:string
    log_level:string log_source_ips_enabled:boolean log_source_ips_full:boolean log_source_ips_header:string
    log_source_ips_regex:string log_request_headers:boolean log_request_at_info_level_enabled:boolean
    log_request_exclude_headers_list:string trace_request_headers:boolean trace_request_exclude_headers_list:string
    http_path_prefix:string cluster_validation:{label:string additional_labels:string grpc:{enabled:boolean
    soft_validation:boolean} http:{enabled:boolean soft_validation:boolean excluded_paths:string
    excluded_user_agents:string}} create_new_traces:boolean`,
  memberlist: `
    node_name:string randomize_node_name:boolean stream_timeout:duration retransmit_factor:int
    pull_push_interval:duration gossip_interval:duration gossip_nodes:int gossip_to_dead_nodes_time:duration
    dead_node_reclaim_time:duration compression_enabled:boolean notify_interval:duration advertise_addr:string
    advertise_port:int cluster_label:string cluster_label_verification_disabled:boolean join_members:list
    min_join_backoff:duration max_join_backoff:duration max_join_retries:int
    abort_if_cluster_fast_join_fails:boolean abort_if_cluster_fast_join_fails_min_nodes:int
    abort_if_cluster_join_fails:boolean rejoin_interval:duration rejoin_seed_nodes:list
    left_ingesters_timeout:duration obsolete_entries_timeout:duration leave_timeout:duration
    broadcast_timeout_for_local_updates_on_shutdown:duration message_history_buffer_bytes:int
    watch_prefix_buffer_size:int bind_addr:list bind_port:int packet_dial_timeout:duration
    packet_write_timeout:duration max_concurrent_writes:int acquire_writer_timeout:duration tls_enabled:boolean
    ...tls_config zone_aware_routing:{enabled:boolean instance_availability_zone:string role:string}`,
  limits_config: `
    ingestion_rate_strategy:string ingestion_rate_mb:float ingestion_burst_size_mb:float max_label_name_length:int
    max_label_value_length:int max_label_names_per_series:int reject_old_samples:boolean
    reject_old_samples_max_age:duration creation_grace_period:duration max_line_size:int
    max_line_size_truncate:boolean max_line_size_truncate_identifier:string increment_duplicate_timestamp:boolean
    simulated_push_latency:duration enable_multi_variant_queries:boolean discover_generic_fields:{fields:map}
    discover_service_name:list discover_log_levels:boolean log_level_fields:list log_level_from_json_max_depth:int
    use_owned_stream_count:boolean max_streams_per_user:int max_global_streams_per_user:int unordered_writes:boolean
    per_stream_rate_limit:int per_stream_rate_limit_burst:int max_chunks_per_query:int max_query_series:int
    max_query_lookback:duration max_query_length:duration max_query_range:duration max_query_parallelism:int
    tsdb_max_query_parallelism:int tsdb_max_bytes_per_shard:int tsdb_sharding_strategy:string
    tsdb_precompute_chunks:boolean cardinality_limit:int max_streams_matchers_per_query:int
    max_concurrent_tail_requests:int max_entries_limit_per_query:int max_cache_freshness_per_query:duration
    max_metadata_cache_freshness:duration max_stats_cache_freshness:duration max_queriers_per_tenant:int
    max_query_capacity:float query_ready_index_num_days:int query_timeout:duration
    split_queries_by_interval:duration split_metadata_queries_by_interval:duration
    split_recent_metadata_queries_by_interval:duration recent_metadata_query_window:duration
    split_instant_metric_queries_by_interval:duration engine_results_cache_time_bucket_interval:duration
    split_ingester_queries_by_interval:duration min_sharding_lookback:duration max_query_bytes_read:int
    max_querier_bytes_read:int volume_enabled:boolean volume_max_series:int ruler_max_rules_per_rule_group:int
    ruler_max_rule_groups_per_tenant:int ruler_tenant_shard_size:int ruler_enable_wal_replay:boolean
    ruler_remote_write_disabled:boolean ruler_remote_write_url:string ruler_remote_write_timeout:duration
    ruler_remote_write_headers:map ruler_remote_write_relabel_configs:list ruler_remote_write_queue_capacity:int
    ruler_remote_write_queue_min_shards:int ruler_remote_write_queue_max_shards:int
    ruler_remote_write_queue_max_samples_per_send:int ruler_remote_write_queue_batch_send_deadline:duration
    ruler_remote_write_queue_min_backoff:duration ruler_remote_write_queue_max_backoff:duration
    ruler_remote_write_queue_retry_on_ratelimit:boolean ruler_remote_write_sigv4_config:{region:string
    access_key:string secret_key:string profile:string role_arn:string} ruler_remote_write_config:map
    ruler_remote_evaluation_timeout:duration ruler_remote_evaluation_max_response_size:int deletion_mode:string
    retention_period:duration retention_stream:list per_tenant_override_config:string
    per_tenant_override_period:duration allow_deletes:boolean shard_streams:{enabled:boolean
    time_sharding_enabled:boolean time_sharding_ignore_recent:duration logging_enabled:boolean desired_rate:int}
    blocked_queries:list required_labels:list minimum_labels_number:int index_gateway_shard_size:int
    index_gateway_max_capacity:float bloom_gateway_enable_filtering:boolean bloom_build_max_builders:int
    bloom_build_task_max_retries:int bloom_build_builder_response_timeout:duration bloom_creation_enabled:boolean
    bloom_planning_strategy:string bloom_split_series_keyspace_by:int bloom_task_target_series_chunk_size:int
    bloom_block_encoding:string bloom_prefetch_blocks:boolean bloom_max_block_size:int bloom_max_bloom_size:int
    allow_structured_metadata:boolean max_structured_metadata_size:int max_structured_metadata_entries_count:int
    otlp_config:{resource_attributes:{ignore_defaults:boolean attributes_config:list} scope_attributes:list
    log_attributes:list severity_text_as_label:boolean} block_ingestion_policy_until:map
    block_ingestion_until:string block_ingestion_status_code:int enforced_labels:list policy_enforced_labels:map
    policy_stream_mapping:map ingestion_partitions_tenant_shard_size:int shard_aggregations:list
    pattern_ingester_tokenizable_json_fields_default:string pattern_ingester_tokenizable_json_fields_append:string
    pattern_ingester_tokenizable_json_fields_delete:string metric_aggregation_enabled:boolean
    pattern_persistence_enabled:boolean pattern_persistence_granularity:duration pattern_rate_threshold:float
    s3_sse_type:string s3_sse_kms_key_id:string s3_sse_kms_encryption_context:string max_scan_task_parallelism:int
    debug_engine_tasks:boolean debug_engine_streams:boolean ruler_alertmanager_config:map policy_override_limits:map`,
  runtime_config: `period:duration file:string`,
  operational_config: `
    log_stream_creation:boolean log_push_request:boolean log_hash_of_labels:boolean log_push_request_streams:boolean
    filter_push_request_streams_ips:list log_service_name_discovery:boolean log_duplicate_metrics:boolean
    log_duplicate_stream_info:boolean limited_log_push_errors:boolean`,
  tracing: `enabled:boolean`,
  analytics: `reporting_enabled:boolean usage_stats_url:string proxy_url:string tls_config:@tls_config`,
  profiling: `block_profile_rate:int cpu_profile_rate:int mutex_profile_fraction:int`,
} as const;
