import type { Finding } from '../../../findings/finding';
import { Vrl } from '../../../languages/vrl/vrl';
import { LiveText } from '../../../text/live-text';
import { BackendSecret } from '../config/secret-backend';
import { expandedIn, leavesOf } from '../config/walk-settings';
import { placeholderIn } from '../secret-placeholder';
import { isFrom, vrlDialect } from '../versions';
import type { ConfigRule } from './rule';

export const secretBackendKnown: ConfigRule = ({ secretBackends, version }) =>
  secretBackends
    .filter(({ type }) => (type === 'directory' || type === 'file') && !isFrom(version, '0.43.0'))
    .map(({ name, type }) => ({
      rule: 'vector/secret-backend',
      severity: 'error',
      at: `secret.${name}`,
      got: `version ${version}`,
      message: `a secret backend of type ${type} must be read by Vector 0.43 or later`,
      remedy: "give the secret by an environment variable, secret('NAME'), or use an exec backend",
    }));

/** Backends are read before any secret is. */
export const backendsByThemselves: ConfigRule = ({ secretBackends }) =>
  secretBackends.flatMap(({ name, options }) =>
    [...leavesOf(options, `secret.${name}`)].flatMap(({ at, value }): readonly Finding[] =>
      value instanceof BackendSecret
        ? [
            {
              rule: 'vector/secret-in-backend',
              severity: 'error',
              at,
              got: value.held.name,
              message: 'a secret backend must be reached without the secrets of another',
              remedy: "give the secret by an environment variable, secret('NAME')",
            },
          ]
        : [],
    ),
  );

/** What a version does not take for a key, it leaves in the text: the name would be sent as the password. */
export const secretKeyKnown: ConfigRule = (config) =>
  config.leaves.flatMap(({ at, value }): readonly Finding[] => {
    if (!(value instanceof BackendSecret)) return [];
    const { version } = config;
    const first = value.key.includes('/') ? '0.54.0' : value.key.includes('-') ? '0.49.0' : '0.39.0';
    if (isFrom(version, first)) return [];
    return [
      {
        rule: 'vector/secret-key',
        severity: 'error',
        at,
        got: value.key,
        message: `a secret's key with '${first === '0.54.0' ? '/' : '-'}' must be read by Vector ${first} or later`,
        remedy: 'name it with letters, digits, _ and . where it is held',
      },
    ];
  });

/** Literal text that Vector would take for a secret; it has no escape for it. */
export const noPlaceholders: ConfigRule = (config) => {
  const dialect = vrlDialect(config.version);
  return config.leaves.flatMap(({ at, value }) => {
    const texts = Vrl.is(value)
      ? [value.print(dialect)]
      : value instanceof LiveText
        ? value.parts.filter((part) => typeof part === 'string')
        : typeof value === 'string'
          ? [value]
          : [];
    // Names of the user's own stand in the place.
    return [at, ...texts].flatMap((text): readonly Finding[] => {
      const found = placeholderIn(text);
      if (found === undefined) return [];
      const remedy = Vrl.is(value) ? 'join it of two texts, "SECRET" + "[…]"' : 'write it otherwise';
      const rule = 'vector/secret-placeholder';
      const message = `text must not look like the name of one of Vector's secrets, which would replace it`;
      return [{ rule, severity: 'error', at, got: found.text, message, remedy }];
    });
  });
};

/** From Vector 0.51 a value of several lines stops the start; before, what follows a line break is read as configuration. */
export const variablesOfOneLine: ConfigRule = (config) => {
  if (isFrom(config.version, '0.51.0')) return [];
  const names = new Set(config.leaves.flatMap(({ value }) => expandedIn(value)));
  if (names.size === 0) return [];
  return [
    {
      rule: 'vector/line-break',
      severity: 'warning',
      at: 'environment',
      got: [...names].sort().join(', '),
      message: `variables must have values of one line: Vector ${config.version} reads what follows a line break as configuration`,
      remedy:
        'let nobody set them who may not write the configuration, or run Vector 0.51 or later, which refuses such values',
    },
  ];
};
