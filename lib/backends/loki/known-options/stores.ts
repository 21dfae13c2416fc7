/** Options of Loki's stores, caches and clients, written as in {@link general}. */
export const stores = {
  storage_config: `
    alibabacloud:@alibabacloud_storage_config aws:@aws_storage_config azure:@azure_storage_config
    bos:@bos_storage_config bigtable:{project:string instance:string grpc_client_config:@grpc_client
    table_cache_enabled:boolean table_cache_expiration:duration} gcs:@gcs_storage_config cassandra:{addresses:string
    port:int keyspace:string consistency:string replication_factor:int disable_initial_host_lookup:boolean
    SSL:boolean host_verification:boolean host_selection_policy:string CA_path:string tls_cert_path:string
    tls_key_path:string auth:boolean username:string password:string password_file:string custom_authenticators:list
    timeout:duration connect_timeout:duration reconnect_interval:duration max_retries:int retry_max_backoff:duration
    retry_min_backoff:duration query_concurrency:int num_connections:int convict_hosts_on_failure:boolean
    table_options:string} boltdb:{directory:string} filesystem:@local_storage_config swift:@swift_storage_config
    grpc_store:{server_address:string} hedging:@hedging named_stores:@named_stores_config cos:@cos_storage_config
    index_cache_validity:duration congestion_control:@congestion_control object_prefix:string
    index_queries_cache_config:@cache_config disable_broad_index_queries:boolean max_parallel_get_chunk:int
    use_thanos_objstore:boolean object_store:{...thanos_object_store_config named_stores:{azure:map filesystem:map
    gcs:map s3:map swift:map}} max_chunk_batch_size:int boltdb_shipper:{active_index_directory:string
    cache_location:string cache_ttl:duration resync_interval:duration query_ready_num_days:int
    index_gateway_client:@index_gateway_client ingestername:string mode:string ingesterdbretainperiod:duration
    build_per_tenant_index:boolean} tsdb_shipper:{active_index_directory:string cache_location:string
    cache_ttl:duration resync_interval:duration query_ready_num_days:int index_gateway_client:@index_gateway_client
    ingestername:string mode:string ingesterdbretainperiod:duration} bloom_shipper:{working_directory:string
    max_query_page_size:bytes download_parallelism:int blocks_cache:{soft_limit:bytes hard_limit:bytes ttl:duration}
    metas_cache:@cache_config metas_lru_cache:{enabled:boolean max_size_mb:int max_size_items:int ttl:duration}}`,
  chunk_store_config: `
    chunk_cache_config:@cache_config chunk_cache_config_l2:@cache_config write_dedupe_cache_config:@cache_config
    skip_query_writeback_cache_older_than:duration l2_chunk_cache_handoff:duration cache_lookups_older_than:duration`,
  schema_config: `configs:list`,
  period_config: `
    from:string store:string object_store:string schema:string index:{path_prefix:string prefix:string
    period:duration tags:map} chunks:{prefix:string period:duration tags:map} row_shards:int`,
  named_stores_config: `aws:map azure:map bos:map filesystem:map gcs:map alibabacloud:map swift:map cos:map`,
  local_storage_config: `directory:string`,
  aws_storage_config: `
    dynamodb:{dynamodb_url:string api_limit:float throttle_limit:float metrics:{url:string target_queue_length:int
    scale_up_factor:float ignore_throttle_below:float queue_length_query:string write_throttle_query:string
    write_usage_query:string read_usage_query:string read_error_query:string} chunk_gang_size:int
    chunk_get_max_parallelism:int backoff_config:@backoff_config kms_key_id:string} ...s3_storage_config`,
  s3_storage_config: `
    s3:string s3forcepathstyle:boolean bucketnames:string endpoint:string region:string access_key_id:string
    secret_access_key:string session_token:string insecure:boolean chunk_delimiter:string
    http_config:{timeout:duration idle_conn_timeout:duration response_header_timeout:duration
    insecure_skip_verify:boolean ca_file:string} signature_version:string storage_class:string sse:{type:string
    kms_key_id:string kms_encryption_context:string} backoff_config:@backoff_config disable_dualstack:boolean`,
  gcs_storage_config: `
    bucket_name:string endpoint:string service_account:string chunk_buffer_size:int request_timeout:duration
    enable_opencensus:boolean enable_http2:boolean enable_retries:boolean`,
  azure_storage_config: `
    environment:string account_name:string account_key:string connection_string:string container_name:string
    active_directory_endpoint:string endpoint_suffix:string use_managed_identity:boolean use_federated_token:boolean
    user_assigned_id:string use_service_principal:boolean client_id:string client_secret:string tenant_id:string
    chunk_delimiter:string download_buffer_size:int upload_buffer_size:int upload_buffer_count:int
    request_timeout:duration max_retries:int min_retry_delay:duration max_retry_delay:duration`,
  swift_storage_config: `
    auth_version:int auth_url:string internal:boolean username:string user_domain_name:string user_domain_id:string
    user_id:string password:string domain_id:string domain_name:string project_id:string project_name:string
    project_domain_id:string project_domain_name:string region_name:string container_name:string max_retries:int
    connect_timeout:duration request_timeout:duration http:{tls_ca_path:string}`,
  alibabacloud_storage_config: `
    bucket:string endpoint:string access_key_id:string secret_access_key:string conn_timeout_sec:int
    read_write_timeout_sec:int`,
  bos_storage_config: `bucket_name:string endpoint:string access_key_id:string secret_access_key:string`,
  cos_storage_config: `
    forcepathstyle:boolean bucketnames:string endpoint:string region:string access_key_id:string
    secret_access_key:string http_config:{idle_conn_timeout:duration response_header_timeout:duration}
    backoff_config:@backoff_config api_key:string service_instance_id:string auth_endpoint:string
    cr_token_file_path:string trusted_profile_name:string trusted_profile_id:string`,
  thanos_object_store_config: `
    s3:{endpoint:string region:string bucket_name:string secret_access_key:string access_key_id:string
    session_token:string insecure:boolean list_objects_version:string bucket_lookup_type:string
    dualstack_enabled:boolean storage_class:string native_aws_auth_enabled:boolean part_size:int
    send_content_md5:boolean sts_endpoint:string max_retries:int sse:{type:string kms_key_id:string
    kms_encryption_context:string} http:{idle_conn_timeout:duration response_header_timeout:duration
    insecure_skip_verify:boolean tls_handshake_timeout:duration expect_continue_timeout:duration
    max_idle_connections:int max_idle_connections_per_host:int max_connections_per_host:int tls_ca_path:string
    tls_cert_path:string tls_key_path:string tls_server_name:string} trace:{enabled:boolean}}
    gcs:{bucket_name:string service_account:string chunk_buffer_size:int max_retries:int} azure:{account_name:string
    account_key:string connection_string:string container_name:string endpoint_suffix:string max_retries:int
    user_assigned_id:string chunk_delimiter:string} swift:{application_credential_id:string
    application_credential_name:string application_credential_secret:string auth_version:int auth_url:string
    username:string user_domain_name:string user_domain_id:string user_id:string password:string domain_id:string
    domain_name:string project_id:string project_name:string project_domain_id:string project_domain_name:string
    region_name:string container_name:string max_retries:int connect_timeout:duration request_timeout:duration
    http:{idle_conn_timeout:duration response_header_timeout:duration insecure_skip_verify:boolean
    tls_handshake_timeout:duration expect_continue_timeout:duration max_idle_connections:int
    max_idle_connections_per_host:int max_connections_per_host:int tls_ca_path:string tls_cert_path:string
    tls_key_path:string tls_server_name:string}} filesystem:{dir:string} alibaba:{endpoint:string bucket:string
    access_key_id:string access_key_secret:string} bos:{bucket:string endpoint:string access_key:string
    secret_key:string} storage_prefix:string`,
  cache_config: `
    prefix:string default_validity:duration background:{writeback_goroutines:int writeback_buffer:int
    writeback_size_limit:int} memcached:{expiration:duration batch_size:int parallelism:int}
    memcached_client:{host:string service:string addresses:string timeout:duration max_idle_conns:int
    max_item_size:int update_interval:duration consistent_hash:boolean circuit_breaker_consecutive_failures:int
    circuit_breaker_timeout:duration circuit_breaker_interval:duration tls_enabled:boolean ...tls_config}
    redis:{endpoint:string master_name:string timeout:duration expiration:duration db:int pool_size:int
    username:string password:string tls_enabled:boolean tls_insecure_skip_verify:boolean idle_timeout:duration
    max_connection_age:duration route_randomly:boolean} embedded_cache:{enabled:boolean max_size_mb:int
    max_size_items:int ttl:duration}`,
  attributes_config: `action:string attributes:list regex:string`,
  consul: `
    host:string acl_token:string http_client_timeout:duration consistent_reads:boolean watch_rate_limit:float
    watch_burst_size:int cas_retry_delay:duration`,
  etcd: `
    endpoints:list dial_timeout:duration max_retries:int tls_enabled:boolean ...tls_config username:string
    password:string`,
  grpc_client: `
    max_recv_msg_size:int max_send_msg_size:int grpc_compression:string rate_limit:float rate_limit_burst:int
    backoff_on_ratelimits:boolean backoff_config:@backoff_config initial_stream_window_size:bytes
    initial_connection_window_size:bytes tls_enabled:boolean ...tls_config connect_timeout:duration
    connect_backoff_base_delay:duration connect_backoff_max_delay:duration cluster_validation:{label:string}`,
  tls_config: `
    tls_cert_path:string tls_key_path:string tls_ca_path:string tls_server_name:string
    tls_insecure_skip_verify:boolean tls_cipher_suites:string tls_min_version:string`,
  kvstore: `
    store:string prefix:string consul:@consul etcd:@etcd multi:{primary:string secondary:string
    mirror_enabled:boolean mirror_timeout:duration}`,
  backoff_config: `min_period:duration max_period:duration max_retries:int`,
  hedging: `at:duration up_to:int max_per_second:int`,
  congestion_control: `
    enabled:boolean controller:{strategy:string aimd:{start:int upper_bound:int backoff_factor:float}}
    retry:{strategy:string limit:int} hedging:{config:@hedging strategy:string}`,
  component_ring: `
    kvstore:@kvstore heartbeat_period:duration heartbeat_timeout:duration tokens_file_path:string
    zone_awareness_enabled:boolean instance_id:string instance_interface_names:list instance_port:int
    instance_addr:string instance_availability_zone:string instance_enable_ipv6:boolean`,
  lifecycler: `
    ring:{kvstore:@kvstore heartbeat_timeout:duration replication_factor:int zone_awareness_enabled:boolean
    excluded_zones:string} num_tokens:int heartbeat_period:duration heartbeat_timeout:duration
    observe_period:duration join_after:duration min_ready_duration:duration interface_names:list
    enable_inet6:boolean final_sleep:duration tokens_file_path:string availability_zone:string
    unregister_on_shutdown:boolean readiness_check_ring_health:boolean address:string port:int id:string`,
  results_cache: `cache:@cache_config compression:string`,
  index_gateway_client: `
    grpc_client_config:@grpc_client server_address:string log_gateway_requests:boolean
    time_based_sharding_buckets:list`,
  server_tls_config: `
    cert:string key:string client_ca:string cert_file:string key_file:string client_auth_type:string
    client_ca_file:string`,
} as const;
