import type { Finding } from '../../../findings/finding';
import type { AzureOptions, S3Options } from '../options/object-stores';
import type { LokiConfigProps } from '../loki-config';
import type { ObjectStore } from '../schema-period';
import { finding } from './rule';

const typed: Readonly<Record<ObjectStore, 'filesystem' | 'aws' | 'gcs' | 'azure'>> = {
  filesystem: 'filesystem',
  s3: 'aws',
  gcs: 'gcs',
  azure: 'azure',
};

/** Stores that are named and not described, or that only one Loki can use. */
export function checkStorage(props: LokiConfigProps): readonly Finding[] {
  const { common = {}, storageConfig = {}, schema, objectStore, extra = {} } = props;
  const found: Finding[] = [];
  const stores = new Set([objectStore, ...schema.stores]);
  for (const store of stores) {
    const isSaid = storageConfig[typed[store]] !== undefined || common.storage?.[store] !== undefined;
    // What is said in Loki's own words is Loki's to judge.
    if (isSaid || Object.hasOwn(extra, 'storage_config') || Object.hasOwn(extra, 'common')) continue;
    const message = `'storageConfig' or 'common.storage' must describe the store that the schema names, ${store}`;
    found.push(finding('loki/store-missing', 'storageConfig', 'nothing', message, `add storageConfig.${typed[store]}`));
  }
  const said = Object.keys(common.storage ?? {});
  if (said.length > 1) {
    const message = "'common.storage' must hold one store: Loki does not start with several";
    found.push(
      finding('loki/one-store', 'common.storage', said.join(', '), message, "describe the others in 'storageConfig'"),
    );
  }
  const { replicationFactor, ring } = common;
  const isAlone = ring?.kvstore?.store === 'inmemory';
  if (isAlone && replicationFactor !== 1) {
    const message =
      "'replicationFactor' must be 1 where the ring is in one Loki's memory: no push would find enough of them";
    const remedy = "write 1, or let them gossip: kvstore 'memberlist'";
    found.push(
      finding('loki/replication-factor', 'common.replicationFactor', String(replicationFactor ?? 3), message, remedy),
    );
  } else if (objectStore === 'filesystem' && (replicationFactor ?? 1) > 1) {
    found.push(...replicasOnDisk(replicationFactor ?? 1, 'common.replicationFactor'));
  }
  return [
    ...found,
    ...s3Findings('storageConfig.aws', storageConfig.aws),
    ...s3Findings('common.storage.s3', common.storage?.s3),
    ...azureFindings('storageConfig.azure', storageConfig.azure),
    ...azureFindings('common.storage.azure', common.storage?.azure),
  ];
}

/** Several Lokis that each have a disk of their own: a query finds what one of them holds. */
export function replicasOnDisk(replicas: number, at: string): readonly Finding[] {
  if (replicas <= 1) return [];
  const message =
    'a Loki on a disk must be the only one: each would hold a part, and queries would find one part or another';
  return [finding('loki/replicas-on-filesystem', at, String(replicas), message, 'write 1, or use a bucket')];
}

/**
 * A bucket that nobody may open: no keys in the configuration, none in the environment, and no identity of the pod's.
 *
 * @param environment - variables that the program is given; undefined where they come in bulk and are not known
 */
export function checkCredentials(
  { common = {}, storageConfig = {} }: Pick<LokiConfigProps, 'common' | 'storageConfig'>,
  {
    environment,
    hasIdentity = false,
  }: { readonly environment: readonly string[] | undefined; readonly hasIdentity?: boolean },
  at: string,
): readonly Finding[] {
  const options = storageConfig.aws ?? common.storage?.s3;
  if (options === undefined || options.accessKeyId !== undefined || hasIdentity || environment === undefined) return [];
  const missing = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].filter((name) => !environment.includes(name));
  if (missing.length === 0) return [];
  const remedy = "give 'accessKeyId' and 'secretAccessKey' as secrets, or these variables from the bucket's Secret";
  return [
    finding('loki/bucket-credentials', at, `no ${missing.join(', no ')}`, 'a bucket must have credentials', remedy),
  ];
}

function s3Findings(at: string, options: S3Options | undefined): readonly Finding[] {
  if (options === undefined || (options.accessKeyId === undefined) === (options.secretAccessKey === undefined))
    return [];
  const missing = options.accessKeyId === undefined ? 'accessKeyId' : 'secretAccessKey';
  const message = "'accessKeyId' and 'secretAccessKey' must be given both or neither";
  return [finding('loki/bucket-credentials', at, `no ${missing}`, message, 'add it, or remove the other')];
}

function azureFindings(at: string, options: AzureOptions | undefined): readonly Finding[] {
  if (options === undefined) return [];
  const { accountKey, connectionString, useManagedIdentity, useFederatedToken, useServicePrincipal } = options;
  const isSaid = accountKey !== undefined || connectionString !== undefined;
  if (isSaid || useManagedIdentity === true || useFederatedToken === true || useServicePrincipal === true) return [];
  const message = 'a container of Azure must have credentials';
  const remedy = "give 'accountKey' or 'connectionString' as a secret, or say which identity the pod has";
  return [finding('loki/bucket-credentials', at, 'none', message, remedy)];
}
