import { misspelt } from '../findings/near-name';
import type { FluentBitConfig } from '../engines/fluent-bit/fluent-bit-config';
import type { Finding } from '../findings/finding';
import type { CheckedCompose } from './fluent-bit-compose-props';

/** What Fluent Bit and its libraries read by themselves, whatever the pipelines. It knows no HTTPS_PROXY. */
const ownVariables = [
  ...['HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'],
  ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'TZ', 'TZDIR', 'HOME', 'HOSTNAME'],
  ...['FLB_LOG_LEVEL', 'HOSTALIASES', 'LOCALDOMAIN', 'RES_OPTIONS', 'CARES_HOSTS', 'LUA_PATH', 'LUA_CPATH'],
];

/** What is wrong with variables, as far as the pipelines tell: nobody reads them, or they would be written down. */
export function variableFindings(props: CheckedCompose, config: FluentBitConfig): readonly Finding[] {
  return [...unread(props, config), ...writtenSecrets(props, config)];
}

/** Variables that nothing reads: a misspelt one would be asked for, and its default be that of nobody. */
function unread({ variables }: CheckedCompose, { variables: { env, secrets } }: FluentBitConfig): readonly Finding[] {
  const pipelines = [...env, ...secrets];
  const known = [...pipelines, ...ownVariables];
  return Object.keys(variables)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = misspelt(name, pipelines) ?? misspelt(name, ownVariables);
      return {
        rule: 'compose/unread-variable',
        severity: 'error',
        at: 'variables',
        got: name,
        message: "'variables' must be those that pipelines or Fluent Bit itself read",
        remedy: near === undefined ? 'leave it out, or read it in a pipeline with env()' : `did you mean ${near}?`,
      };
    });
}

/** Secrets that stand in the description itself, and would in what is written. */
function writtenSecrets({ variables }: CheckedCompose, config: FluentBitConfig): readonly Finding[] {
  return config.variables.secrets
    .filter((name) => Object.hasOwn(variables, name) && (variables[name]?.default ?? '') !== '')
    .map((name) => ({
      rule: 'compose/secret-default',
      severity: 'error',
      at: `variables.${name}.default`,
      got: 'a text',
      message: `'default' of ${name} must not be given, since it is a secret and would stand in the compose file`,
      remedy: 'leave it out, and set it in .env',
    }));
}
