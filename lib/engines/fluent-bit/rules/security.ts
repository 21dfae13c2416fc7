import type { Finding } from '../../../findings/finding';
import { SecretRef } from '../../../text/secret-ref';
import { partsOf } from '../../../text/live-text';
import { SecretText } from '../config/option';
import { textOf } from '../config/print';
import { finding, isOn, literalsOf, valueOf, wordsOf } from './rule';
import type { ConfigRule, PluginRule } from './rule';

const secretNames =
  /(?:passwd|password|secret|token|api_?key|shared_key|private_key|license_key)$|^(?:api|cloud_auth|security\.users|webhook)$/i;
/** They say whether, and hold nothing. */
const harmless: ReadonlySet<string> = new Set(['empty_shared_key']);
const secretHeaders = /^(?:authorization|proxy-authorization|cookie|.*(?:api[-_]?key|token|secret|password).*)$/i;

/** What is secret must not be readable by whoever reads the configuration. */
export const plainSecrets: PluginRule = ({ plugin, at }) =>
  plugin.properties.flatMap(([name, value]): readonly Finding[] => {
    const lower = name.toLowerCase();
    return wordsOf(value).flatMap((word): readonly Finding[] => {
      if (SecretRef.is(word) || word instanceof SecretText) return [];
      const [first] = partsOf(word);
      const header = lower === 'header' && typeof first === 'string' ? /^\S+/.exec(first)?.[0] : undefined;
      const isSecret =
        header === undefined
          ? secretNames.test(lower) && !harmless.has(lower) && hasLiteral(word)
          : secretHeaders.test(header) && !isLive(word);
      const inUrl = lower === 'proxy' && typeof first === 'string' && /\/\/[^/@\s]+:[^/@\s]+@/.test(first);
      if (!isSecret && !inUrl) return [];
      const what = header ?? name;
      const message = `'${what}' must be a secret, which stands in the environment and not in the configuration`;
      return [
        finding(
          'fluent-bit/plain-secret',
          'error',
          `${at}.${what}`,
          'a text',
          message,
          "write secret('NAME'), or { scheme: 'Bearer', secret: secret('NAME') } for a header",
        ),
      ];
    });
  });

/** Names of variables that can hold nothing but what is secret, and those that often do. */
const secretVariables =
  /(?:^|_)(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|(?:API|ACCESS|ACCOUNT|ENCRYPTION|LICENSE|PRIVATE|SECRET|SHARED|SIGNING)_?KEY)$|(?:password|apikey)$/i;
const doubtfulVariables = /(?:^|_)(?:KEY|AUTH|AUTHORIZATION)$/i;
const userInUrl = /\/\/[^/@\s]*:[^/@\s]+@/;

/** A variable that the configuration sets stands in it, whatever reads it. */
export const plainVariables: ConfigRule = ({ env = [] }) =>
  env.flatMap(([name, value]) => {
    const texts = literalsOf(value).filter((text) => text !== '');
    // The content of a file, which nobody sees here.
    if (texts.length === 0 || texts[0]?.startsWith('file://') === true) return [];
    const isSecret = secretVariables.test(name) || texts.some((text) => userInUrl.test(text));
    if (!isSecret && !doubtfulVariables.test(name)) return [];
    const message = `'${name}' must be a secret, which stands in the environment and not in the configuration`;
    const remedy =
      'leave it out of the variables that the configuration sets, and give it to the container from a Secret';
    return [
      finding('fluent-bit/plain-secret', isSecret ? 'error' : 'warning', `env.${name}`, 'a text', message, remedy),
    ];
  });

function isLive(word: Parameters<typeof textOf>[0]): boolean {
  return partsOf(textOf(word)).some((part) => typeof part !== 'string');
}

function hasLiteral(word: Parameters<typeof textOf>[0]): boolean {
  return partsOf(textOf(word)).some((part) => typeof part === 'string');
}

/** Who is spoken to, and who can listen. */
export const encryption: PluginRule = ({ plugin, at }) => {
  if (plugin.section !== 'outputs') return [];
  const isEncrypted = isOn(valueOf(plugin, 'tls'));
  const found: Finding[] = [];
  if (!isEncrypted && [443, '443'].includes(valueOf(plugin, 'port') as number | string)) {
    found.push(
      finding(
        'fluent-bit/tls-off',
        'error',
        at,
        'port 443',
        "'tls' must be set for what listens at 443: Fluent Bit does not encrypt by itself",
        'set tls: true',
      ),
    );
  } else if (!isEncrypted && plugin.properties.some(([, value]) => wordsOf(value).some(isSecret))) {
    const message = "'tls' must be set where a secret is sent, or whoever is on the way can read it";
    found.push(
      finding('fluent-bit/unencrypted-secret', 'warning', at, 'none', message, 'set tls: true, where the receiver can'),
    );
  }
  const unverified = ['tls.verify', 'tls.verify_hostname'].filter(
    (name) => isEncrypted && isOff(valueOf(plugin, name), name),
  );
  for (const name of unverified) {
    const message = `'${name}' must be on, or anybody on the way can be the receiver`;
    const got = valueOf(plugin, name) === undefined ? 'none, which is off' : 'off';
    found.push(
      finding(
        'fluent-bit/tls-unverified',
        'warning',
        at,
        got,
        message,
        "leave it out of 'tls', and give 'caFile' for a private authority",
      ),
    );
  }
  return found;
};

function isSecret(word: unknown): boolean {
  return SecretRef.is(word) || word instanceof SecretText;
}

function isOff(value: ReturnType<typeof valueOf>, name: string): boolean {
  return value === undefined ? name === 'tls.verify_hostname' : !isOn(value);
}
