/** Properties of filters in Fluent Bit 5.1.1 beside those that all have, as `fluent-bit -J` names them: `name:kind`, text without a kind, `@name` a group. */
export const filters: Readonly<Record<string, string>> = {
  alter_size: 'add:integer remove:integer',
  aws: `
    imds_version az:boolean ec2_instance_id:boolean ec2_instance_type:boolean private_ip:boolean vpc_id:boolean
    ami_id:boolean account_id:boolean hostname:boolean tags_enabled:boolean tags_include tags_exclude
    retry_interval_s:integer enable_entity:boolean`,
  checklist: 'file mode print_query_time:boolean ignore_case:boolean lookup_key record',
  ecs: `
    add ecs_tag_prefix cluster_metadata_only:boolean ecs_meta_cache_ttl:time ecs_meta_host ecs_meta_port:integer
    agent_endpoint_retries:integer`,
  expect: 'key_exists key_not_exists key_val_is_null key_val_is_not_null key_val_eq action result_key',
  geoip2: 'database lookup_key record',
  grep: 'regex exclude logical_op',
  kubernetes: `
    buffer_size:size tls.debug:integer tls.verify:boolean tls.vhost tls.verify_hostname:boolean
    merge_log:boolean merge_parser merge_log_key merge_log_trim:boolean keep_log:boolean kube_url
    kube_meta_preload_cache_dir kube_ca_file kube_ca_path kube_tag_prefix kube_namespace_file kube_token_file
    kube_token_command labels:boolean annotations:boolean owner_references:boolean namespace_labels:boolean
    namespace_annotations:boolean namespace_metadata_only:boolean k8s-logging.parser:boolean
    k8s-logging.exclude:boolean use_journal:boolean regex_parser dummy_meta:boolean dns_retries:integer
    dns_wait_time:time cache_use_docker_id:boolean use_tag_for_meta:boolean use_kubelet:boolean kubelet_host
    kubelet_port:integer kube_token_ttl:time kube_meta_cache_ttl:time kube_meta_namespace_cache_ttl:time
    aws_use_pod_association:boolean use_pod_association:boolean aws_pod_association_host
    aws_pod_association_endpoint aws_pod_association_port:integer aws_pod_service_map_ttl:integer
    aws_pod_service_map_refresh_interval:integer aws_pod_service_preload_cache_dir
    aws_pod_association_host_server_ca_file aws_pod_association_host_client_cert_file
    aws_pod_association_host_client_key_file aws_pod_association_host_tls_debug:integer
    aws_pod_association_host_tls_verify:boolean set_platform`,
  log_to_metrics: `
    regex exclude metric_mode value_field metric_name metric_namespace metric_subsystem metric_description
    kubernetes_mode:boolean add_label label_field bucket tag emitter_name emitter_mem_buf_limit:size
    flush_interval_sec:integer flush_interval_nsec:integer discard_logs:boolean`,
  lua: `
    script code call type_int_key type_array_key protected_mode:boolean time_as_table:boolean
    enable_flb_null:boolean`,
  modify: `
    set add remove remove_wildcard remove_regex move_to_start move_to_end rename hard_rename copy hard_copy
    condition`,
  multiline: `
    debug_flush:boolean buffer:boolean mode flush_ms:integer multiline.parser multiline.key_content emitter_name
    emitter_storage.type emitter_mem_buf_limit:size`,
  nest: 'operation wildcard nest_under nested_under add_prefix remove_prefix',
  nightfall: `
    nightfall_api_key policy_id sampling_rate:double tls.debug:integer tls.verify:boolean tls.vhost tls.ca_path`,
  parser: 'key_name parser preserve_key:boolean reserve_data:boolean unescape_key',
  record_modifier: 'record remove_key allowlist_key whitelist_key uuid_key',
  rewrite_tag: 'rule emitter_name emitter_storage.type emitter_mem_buf_limit:size',
  stdout: '',
  sysinfo: 'fluentbit_version_key os_name_key hostname_key os_version_key kernel_version_key',
  throttle: 'rate:double window:integer print_status:boolean interval',
  type_converter: 'int_key uint_key float_key str_key',
};
