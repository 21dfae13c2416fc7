/** Options of Loki's components, written as in {@link general}. */
export const components = {
  distributor: `
    ring:{kvstore:@kvstore heartbeat_period:duration heartbeat_timeout:duration instance_interface_names:list
    instance_id:string instance_port:int instance_addr:string instance_enable_ipv6:boolean} push_worker_count:int
    max_recv_msg_size:int max_decompressed_size:int rate_store:{max_request_parallelism:int
    stream_rate_update_interval:duration ingester_request_timeout:duration debug:boolean}
    write_failures_logging:{rate:int add_insights_label:boolean}
    otlp_config:{default_resource_attributes_as_index_labels:list} default_policy_stream_mappings:map
    kafka_writes_enabled:boolean ingester_writes_enabled:boolean ingest_limits_enabled:boolean
    ingest_limits_dry_run_enabled:boolean dataobj_tee:{enabled:boolean topic:string max_buffered_bytes:int
    per_partition_rate_bytes:int debug_metrics_enabled:boolean rate_batch_window:duration}`,
  ingester: `
    lifecycler:@lifecycler concurrent_flushes:int flush_check_period:duration flush_op_backoff:@backoff_config
    flush_op_timeout:duration chunk_retain_period:duration chunk_idle_period:duration chunk_block_size:int
    chunk_target_size:int chunk_encoding:string max_chunk_age:duration autoforget_unhealthy:boolean
    sync_period:duration sync_min_utilization:float max_returned_stream_errors:int
    query_store_max_look_back_period:duration wal:{enabled:boolean dir:string checkpoint_duration:duration
    flush_on_shutdown:boolean replay_memory_ceiling:int disk_full_threshold:float} index_shards:int
    max_dropped_streams:int shutdown_marker_path:string owned_streams_check_interval:duration
    delegate_stream_limits_enabled:boolean kafka_ingestion:{enabled:boolean partition_ring:{kvstore:@kvstore
    min_partition_owners_count:int min_partition_owners_duration:duration delete_inactive_partition_after:duration
    shuffle_shard_cache_size:int}}`,
  ingester_client: `
    pool_config:{client_cleanup_period:duration health_check_ingesters:boolean remote_timeout:duration}
    remote_timeout:duration grpc_client_config:@grpc_client`,
  querier: `
    tail_max_duration:duration extra_query_delay:duration query_ingesters_within:duration
    engine:{max_look_back_period:duration max_count_min_sketch_heap_size:int} max_concurrent:int
    query_store_only:boolean query_ingester_only:boolean multi_tenant_queries_enabled:boolean
    per_request_limits_enabled:boolean query_partition_ingesters:boolean`,
  query_range: `
    align_queries_with_step:boolean results_cache:@results_cache cache_results:boolean max_retries:int
    parallelise_shardable_queries:boolean shard_aggregations:string cache_index_stats_results:boolean
    index_stats_results_cache:@results_cache cache_volume_results:boolean volume_results_cache:@results_cache
    cache_instant_metric_results:boolean instant_metric_results_cache:@results_cache
    instant_metric_query_split_align:boolean cache_series_results:boolean series_results_cache:@results_cache
    cache_label_results:boolean label_results_cache:@results_cache`,
  query_scheduler: `
    max_outstanding_requests_per_tenant:int max_queue_hierarchy_levels:int querier_forget_delay:duration
    grpc_client_config:@grpc_client use_scheduler_ring:boolean scheduler_ring:@component_ring`,
  frontend: `
    address:string port:int log_queries_longer_than:duration log_query_request_headers:string max_body_size:int
    query_stats_enabled:boolean max_outstanding_per_tenant:int querier_forget_delay:duration
    scheduler_address:string scheduler_dns_lookup_period:duration scheduler_worker_concurrency:int
    grpc_client_config:@grpc_client graceful_shutdown_timeout:duration instance_interface_names:list
    instance_enable_ipv6:boolean encoding:string compress_responses:boolean downstream_url:string
    tail_proxy_url:string tail_tls_config:@tls_config support_parquet_encoding:boolean`,
  frontend_worker: `
    frontend_address:string scheduler_address:string dns_lookup_duration:duration id:string
    query_frontend_grpc_client:@grpc_client grpc_client_config:@grpc_client query_scheduler_grpc_client:@grpc_client`,
  ruler: `
    external_url:string datasource_uid:string external_labels:map ruler_client:@grpc_client
    evaluation_interval:duration poll_interval:duration storage:{type:string azure:@azure_storage_config
    alibabacloud:@alibabacloud_storage_config gcs:@gcs_storage_config s3:@s3_storage_config bos:@bos_storage_config
    swift:@swift_storage_config cos:@cos_storage_config local:{directory:string}} rule_path:string
    alertmanager_url:string enable_alertmanager_discovery:boolean alertmanager_refresh_interval:duration
    enable_alertmanager_v2:boolean alert_relabel_configs:list notification_queue_capacity:int
    notification_timeout:duration alertmanager_client:{...tls_config basic_auth_username:string
    basic_auth_password:string type:string credentials:string credentials_file:string} for_outage_tolerance:duration
    for_grace_period:duration resend_delay:duration enable_sharding:boolean sharding_strategy:string
    sharding_algo:string search_pending_for:duration ring:{kvstore:@kvstore heartbeat_period:duration
    heartbeat_timeout:duration instance_interface_names:list num_tokens:int instance_id:string instance_port:int
    instance_addr:string instance_enable_ipv6:boolean} flush_period:duration enable_api:boolean
    enabled_tenants:string disabled_tenants:string query_stats_enabled:boolean disable_rule_group_label:boolean
    wal:{dir:string truncate_frequency:duration min_age:duration max_age:duration} wal_cleaner:{min_age:duration
    period:duration} remote_write:{client:map clients:map enabled:boolean config_refresh_period:duration
    add_org_id_header:boolean} evaluation:{mode:string max_jitter:duration query_frontend:{address:string
    tls_enabled:boolean ...tls_config}}`,
  index_gateway: `
    mode:string ring:{kvstore:@kvstore heartbeat_period:duration heartbeat_timeout:duration tokens_file_path:string
    zone_awareness_enabled:boolean replication_factor:int instance_id:string instance_interface_names:list
    instance_port:int instance_addr:string instance_availability_zone:string instance_enable_ipv6:boolean}`,
  compactor: `
    working_directory:string compaction_interval:duration apply_retention_interval:duration
    retention_enabled:boolean retention_delete_delay:duration retention_delete_worker_count:int
    retention_table_timeout:duration retention_backoff_config:@backoff_config delete_request_store:string
    delete_request_store_key_prefix:string delete_request_store_db_type:string
    backup_delete_request_store_db_type:string delete_batch_size:int delete_request_cancel_period:duration
    delete_max_interval:duration max_compaction_parallelism:int upload_parallelism:int
    compactor_ring:@component_ring tables_to_compact:int skip_latest_n_tables:int horizontal_scaling_mode:string
    worker_config:{num_sub_workers:int} jobs_config:{deletion:{deletion_manifest_store_prefix:string
    chunk_processing_concurrency:int timeout:duration max_retries:int}} deletion_marker_object_store_prefix:string`,
  table_manager: `
    throughput_updates_disabled:boolean retention_deletes_enabled:boolean retention_period:duration
    poll_interval:duration creation_grace_period:duration
    index_tables_provisioning:{enable_ondemand_throughput_mode:boolean provisioned_write_throughput:int
    provisioned_read_throughput:int write_scale:{enabled:boolean role_arn:string min_capacity:int max_capacity:int
    out_cooldown:int in_cooldown:int target:float} read_scale:{enabled:boolean role_arn:string min_capacity:int
    max_capacity:int out_cooldown:int in_cooldown:int target:float}
    enable_inactive_throughput_on_demand_mode:boolean inactive_write_throughput:int inactive_read_throughput:int
    inactive_write_scale:{enabled:boolean role_arn:string min_capacity:int max_capacity:int out_cooldown:int
    in_cooldown:int target:float} inactive_read_scale:{enabled:boolean role_arn:string min_capacity:int
    max_capacity:int out_cooldown:int in_cooldown:int target:float} inactive_write_scale_lastn:int
    inactive_read_scale_lastn:int} chunk_tables_provisioning:{enable_ondemand_throughput_mode:boolean
    provisioned_write_throughput:int provisioned_read_throughput:int write_scale:{enabled:boolean role_arn:string
    min_capacity:int max_capacity:int out_cooldown:int in_cooldown:int target:float} read_scale:{enabled:boolean
    role_arn:string min_capacity:int max_capacity:int out_cooldown:int in_cooldown:int target:float}
    enable_inactive_throughput_on_demand_mode:boolean inactive_write_throughput:int inactive_read_throughput:int
    inactive_write_scale:{enabled:boolean role_arn:string min_capacity:int max_capacity:int out_cooldown:int
    in_cooldown:int target:float} inactive_read_scale:{enabled:boolean role_arn:string min_capacity:int
    max_capacity:int out_cooldown:int in_cooldown:int target:float} inactive_write_scale_lastn:int
    inactive_read_scale_lastn:int}`,
  bloom_build: `
    enabled:boolean planner:{planning_interval:duration min_table_offset:int max_table_offset:int
    retention:{enabled:boolean} queue:{max_queued_tasks_per_tenant:int store_tasks_on_disk:boolean
    tasks_disk_directory:string clean_tasks_directory:boolean}} builder:{grpc_config:@grpc_client
    planner_address:string backoff_config:@backoff_config}`,
  bloom_gateway: `
    enabled:boolean client:{pool_config:{check_interval:duration} grpc_client_config:@grpc_client addresses:string}
    worker_concurrency:int block_query_concurrency:int max_outstanding_per_tenant:int num_multiplex_tasks:int`,
} as const;
