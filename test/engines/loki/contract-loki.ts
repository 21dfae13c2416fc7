import type { Context } from '../suite';
import { LokiProcess } from './loki-process';

/**
 * The Loki of the contract: a tenant per case; no label or metadata of its own; all times taken, even where one stream has
 * those of decades, of which a Loki as it is shipped refuses what is more than an hour behind.
 */
const contractLoki = (folder: string): string => `auth_enabled: true
common:
  instance_addr: 127.0.0.1
  path_prefix: ${folder}
  replication_factor: 1
  ring: { kvstore: { store: inmemory } }
  storage: { filesystem: { chunks_directory: ${folder}/chunks, rules_directory: ${folder}/rules } }
schema_config:
  configs:
    - { from: 1970-01-01, store: tsdb, object_store: filesystem, schema: v13, index: { prefix: index_, period: 24h } }
ingester: { max_chunk_age: 876000h }
server: { log_level: warn }
limits_config:
  discover_log_levels: false
  discover_service_name: []
  reject_old_samples: false
  creation_grace_period: 876000h
  max_query_length: 0
  split_queries_by_interval: 0
  ingestion_rate_mb: 100
  ingestion_burst_size_mb: 100
  per_stream_rate_limit: 100MB
  per_stream_rate_limit_burst: 100MB
`;

/** The Loki of the contract, as long as it is used. */
export async function withContractLoki(context: Context, use: (loki: LokiProcess) => Promise<void>): Promise<void> {
  const loki = await LokiProcess.start(context.program('loki'), contractLoki);
  try {
    await use(loki);
  } finally {
    await loki.stop();
  }
}
