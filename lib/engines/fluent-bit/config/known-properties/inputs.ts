/** Properties of inputs in Fluent Bit 5.1.1 beside those that all have, as `fluent-bit -J` names them: `name:kind`, text without a kind, `@name` a group. */
export const inputs: Readonly<Record<string, string>> = {
  blob: `
    path exclude_pattern database_file scan_refresh_interval:time upload_success_action upload_success_suffix
    upload_success_message upload_failure_action upload_failure_suffix upload_failure_message`,
  collectd: 'listen host port:integer typesdb @netListening',
  cpu: 'pid:integer interval_sec:integer interval_nsec:integer',
  disk: 'interval_sec:integer interval_nsec:integer dev_name',
  docker: 'interval_sec:integer interval_nsec:integer include exclude path.sysfs path.containers',
  docker_events: `
    listen host port:integer unix_path buffer_size:size parser key reconnect.retry_limits:integer
    reconnect.retry_interval:integer @net @tls`,
  dummy: `
    samples:integer dummy metadata rate:integer interval_sec:integer interval_nsec:integer copies:integer
    start_time_sec:integer start_time_nsec:integer fixed_timestamp:boolean flush_on_startup:boolean
    test_hang_on_exit:boolean`,
  elasticsearch: `
    listen host port:integer http2:boolean buffer_max_size:size buffer_chunk_size:size max_connections:size
    workers:integer tag_key meta_key hostname version @netListening @tls @httpServer`,
  event_type: 'type interval_sec:integer interval_nsec:integer',
  exec: `
    command parser interval_sec:integer interval_nsec:integer buf_size:size oneshot:boolean
    exit_after_oneshot:boolean propagate_exit_code:boolean`,
  fluentbit_logs: '',
  fluentbit_metrics: 'scrape_interval:time scrape_on_start:boolean',
  forward: `
    listen host port:integer tag_prefix shared_key self_hostname security.users unix_path unix_perm
    buffer_chunk_size:size buffer_max_size:size empty_shared_key:boolean workers:integer @netListening @tls`,
  gpu_metrics: `
    cards_exclude cards_include enable_power:boolean enable_temperature:boolean enable_nvml:boolean path_sysfs
    scrape_interval:time`,
  head: `
    file key buf_size:size split_line:boolean lines:integer add_path:boolean interval_sec:integer
    interval_nsec:integer`,
  health: `
    listen host port:integer alert:boolean add_host:boolean add_port:boolean interval_sec:integer
    interval_nsec:integer @net @tls`,
  http: `
    listen host port:integer http2:boolean buffer_max_size:size buffer_chunk_size:size max_connections:size
    workers:integer add_remote_addr:boolean remote_addr_key success_header tag_key
    successful_response_code:integer enable_health_endpoint:boolean @netListening @tls @httpServer`,
  kmsg: 'prio_level:integer',
  kubernetes_events: `
    listen host port:integer kube_url interval_sec:integer interval_nsec:integer kube_watch_timeout:time
    kube_ca_file kube_ca_path kube_token_file kube_token_ttl:time kube_request_limit:integer
    kube_retention_time:time kube_namespace db db.sync db.locking:boolean db.journal_mode @net @tls`,
  lib: '',
  mem: 'interval_sec:integer interval_nsec:integer pid:integer',
  mqtt: 'listen host port:integer payload_key buffer_size:size @netListening @tls',
  netif: 'interface interval_sec:integer interval_nsec:integer verbose:boolean test_at_init:boolean',
  nginx_metrics: 'listen host port:integer status_url scrape_interval:time nginx_plus:boolean @net @tls',
  node_exporter_metrics: `
    scrape_interval:time collector.cpu.scrape_interval:time collector.cpufreq.scrape_interval:time
    collector.meminfo.scrape_interval:time collector.diskstats.scrape_interval:time
    collector.filesystem.scrape_interval:time collector.uname.scrape_interval:time
    collector.stat.scrape_interval:time collector.time.scrape_interval:time collector.timex.scrape_interval:time
    collector.loadavg.scrape_interval:time collector.vmstat.scrape_interval:time
    collector.netdev.scrape_interval:time collector.netstat.scrape_interval:time
    collector.sockstat.scrape_interval:time collector.filefd.scrape_interval:time
    collector.textfile.scrape_interval:time collector.systemd.scrape_interval:time
    collector.processes.scrape_interval:time collector.thermalzone.scrape_interval:time
    collector.nvme.scrape_interval:time collector.hwmon.scrape_interval:time metrics collector.textfile.path
    path.rootfs path.procfs path.sysfs systemd_service_restart_metrics:boolean
    systemd_unit_start_time_metrics:boolean systemd_include_service_task_metrics:boolean systemd_include_pattern
    systemd_exclude_pattern filesystem.ignore_mount_point_regex filesystem.ignore_filesystem_type_regex
    diskstats.ignore_device_regex collector.hwmon.chip-include collector.hwmon.chip-exclude
    collector.hwmon.sensor-include collector.hwmon.sensor-exclude`,
  opentelemetry: `
    listen host port:integer http2:boolean buffer_max_size:size buffer_chunk_size:size max_connections:size
    workers:integer profiles_support:boolean encode_profiles_as_log:boolean tag_key tag_from_uri:boolean
    successful_response_code:integer raw_traces:boolean logs_metadata_key logs_body_key @netListening @tls
    @httpServer`,
  podman_metrics: 'scrape_interval:time scrape_on_start:boolean path.config path.sysfs path.procfs',
  proc: 'interval_sec:integer interval_nsec:integer alert:boolean mem:boolean fd:boolean proc_name',
  process_exporter_metrics: `
    scrape_interval:time path.procfs process_include_pattern process_exclude_pattern metrics`,
  prometheus_remote_write: `
    listen host port:integer http2:boolean buffer_max_size:size buffer_chunk_size:size max_connections:size
    workers:integer uri tag_from_uri:boolean successful_response_code:integer @netListening @tls @httpServer`,
  prometheus_scrape: `
    listen host port:integer scrape_interval:time buffer_max_size:size metrics_path http_user http_passwd
    bearer_token @net @tls`,
  prometheus_textfile: 'path scrape_interval:time',
  random: 'samples:integer interval_sec:integer interval_nsec:integer',
  serial: 'file bitrate separator format min_bytes:integer',
  splunk: `
    listen host port:integer http2:boolean buffer_max_size:size buffer_chunk_size:size max_connections:size
    workers:integer success_header splunk_token store_token_in_metadata:boolean splunk_token_key tag_key
    add_remote_addr:boolean remote_addr_key @netListening @tls @httpServer`,
  statsd: 'listen host port:integer metrics:boolean @netListening',
  stdin: 'parser buffer_size:size',
  syslog: `
    listen host port:integer mode path unix_perm buffer_chunk_size:size buffer_max_size:size parser
    receive_buffer_size:size raw_message_key source_address_key format @netListening @tls`,
  systemd: `
    path max_fields:integer max_entries:integer systemd_filter_type systemd_filter read_from_tail:boolean
    lowercase:boolean strip_underscores:boolean db.sync db`,
  tail: `
    path exclude_path key read_from_head:boolean read_newly_discovered_files_from_head:boolean refresh_interval
    watcher_interval:time progress_check_interval:time progress_check_interval_nsec:integer rotate_wait:time
    docker_mode:boolean docker_mode_flush:integer docker_mode_parser path_key offset_key ignore_older:time
    ignore_active_older_files:boolean buffer_chunk_size:size buffer_max_size:size static_batch_size:size
    event_batch_size:size skip_long_lines:boolean exit_on_eof:boolean skip_empty_lines:boolean
    truncate_long_lines:boolean file_cache_advise:boolean inotify_watcher:boolean parser tag_regex db db.sync
    db.locking:boolean db.journal_mode db.compare_filename:boolean multiline:boolean multiline_flush:time
    parser_firstline parser_* multiline.parser unicode.encoding generic.encoding`,
  tcp: `
    listen host port:integer format separator parser chunk_size buffer_size source_address_key workers:integer
    @netListening @tls`,
  thermal: 'interval_sec:integer interval_nsec:integer name_regex type_regex',
  udp: `
    listen host port:integer format separator parser chunk_size buffer_size source_address_key workers:integer
    @netListening`,
};
