import { envsubst } from '../../text/envsubst';

/**
 * Promtail's `-config.expand-env=true`, which acts on the whole text of the configuration before it is parsed. An undefined
 * variable becomes the empty string, and `\\` a single backslash.
 */
export const promtailExpandEnv = envsubst('promtail expand-env', 'env', { backslash: true });
