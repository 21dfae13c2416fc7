/** Properties that many plugins have, spelled as in the other files: those of all plugins of a section under its singular. */
export const groups: Readonly<Record<string, string>> = {
  input: `
    tag log_level log_suppress_interval:time routable:boolean alias mem_buf_limit:size storage.type
    storage.pause_on_chunks_overlimit:boolean threaded:boolean thread.ring_buffer.capacity:integer
    thread.ring_buffer.window:integer rate_window:time rate_gate:boolean rate_gate.max_bytes:size
    rate_gate.max_records:integer rate_gate.backpressure:boolean rate_gate.resume_ratio:double`,
  net: `
    net.dns.mode net.dns.resolver net.dns.prefer_ipv4:boolean net.dns.prefer_ipv6:boolean net.keepalive:boolean
    net.keepalive_idle_timeout:time net.tcp_keepalive:boolean net.tcp_keepalive_time:integer
    net.tcp_keepalive_interval:integer net.tcp_keepalive_probes:integer net.io_timeout:time
    net.connect_timeout:time net.connect_timeout_log_error:boolean net.source_address
    net.keepalive_max_recycle:integer net.max_worker_connections:integer net.proxy_env_ignore:boolean`,
  tls: `
    tls:boolean tls.verify:boolean tls.verify_client_cert:boolean tls.debug:integer tls.ca_file tls.ca_path
    tls.crt_file tls.key_file tls.key_passwd tls.vhost tls.verify_hostname:boolean tls.min_version
    tls.max_version tls.ciphers tls.proxy.ca_file tls.proxy.ca_path tls.proxy.verify:boolean
    tls.proxy.verify_hostname:boolean`,
  netListening: `
    net.share_port:boolean net.backlog:integer net.io_timeout:time net.accept_timeout:time
    net.accept_timeout_log_error:boolean net.keepalive:boolean`,
  oauth2: `
    oauth2.enable:boolean oauth2.token_url oauth2.client_id oauth2.client_secret oauth2.user_agent oauth2.scope
    oauth2.audience oauth2.resource oauth2.auth_method oauth2.jwt_key_file oauth2.jwt_cert_file oauth2.jwt_aud
    oauth2.jwt_header oauth2.jwt_ttl_seconds:integer oauth2.refresh_skew_seconds:integer oauth2.timeout:time
    oauth2.connect_timeout:time`,
  oauth2Validation: `
    oauth2.validate:boolean oauth2.issuer oauth2.jwks_url oauth2.allowed_audience oauth2.allowed_clients
    oauth2.jwks_refresh_interval:integer`,
  filter: `
    match match_regex alias log_level log_suppress_interval:time`,
  processor: `
    alias log_level`,
  output: `
    match match_regex alias log_level log_suppress_interval:time retry_limit tls.windows.certstore_name
    tls.windows.use_enterprise_store tls.windows.client_thumbprints`,
  httpServer: `
    http_server.buffer_chunk_size:size http_server.buffer_max_size:size http_server.http2:boolean
    http_server.idle_timeout:time http_server.ingress_queue_byte_limit:size
    http_server.ingress_queue_event_limit:size http_server.max_connections:size http_server.workers:integer`,
};
