import { envsubst } from '../../text/envsubst';

/**
 * Loki's `-config.expand-env=true`, which the chart passes from 13.1.0: acts on the whole text of the configuration file
 * before it is parsed. An undefined variable becomes the empty string, and `\\` a single backslash.
 */
export const lokiExpandEnv = envsubst('loki expand-env', 'env', { backslash: true });
