import type { SinkOf } from '../../../pipeline/sink-spec';
import { concat } from '../../../text/live-text';
import { loki } from '../config/loki';
import { Lua, lua } from './code';
import { httpTarget } from './http-target';
import type { SentBy } from './sent';
import { outgoing } from './sent';

/** Told from the names of labels and metadata by what begins with it. */
const keyOf = { label: (name: string) => `l_${name}`, metadata: (name: string) => `m_${name}` };

/** The name in structured metadata of what tells equal lines of equal times apart, where these names are the user's. */
export function tieBreakName(taken: readonly string[]): string {
  let name = 'offset';
  while (taken.includes(name)) name = `file_${name}`;
  return name;
}

/**
 * A Loki. Each entry is an event of flat keys, of which the output makes labels and metadata; the one that is left, the line,
 * is sent as it is.
 */
export function lokiSink(spec: SinkOf<'loki'>): SentBy {
  const { labels, structuredMetadata, to } = spec;
  const target = httpTarget(to.url);
  const copies = (
    names: readonly (readonly [string, unknown])[],
    of: 'labels' | 'metadata',
    key: (name: string) => string,
  ) => Lua.lines(...names.map(([name]) => new Lua(`body.${key(name)} = ${of}[${JSON.stringify(name)}]`)));
  const tie = tieBreakName([...labels, ...structuredMetadata].map(([name]) => name));
  return {
    prepare: lua`
      local body = { line = entry.line, tie = r.tie }
      local labels = entry.labels
      ${copies(labels, 'labels', keyOf.label)}
      ${structuredMetadata.length === 0 ? lua`` : lua`local metadata = entry.metadata`}
      ${copies(structuredMetadata, 'metadata', keyOf.metadata)}
      return body`,
    make: (common) =>
      loki({
        ...common,
        ...outgoing,
        host: target?.host ?? '',
        port: target?.port ?? 0,
        uri: concat(target?.path ?? '', '/loki/api/v1/push'),
        tls: target?.tls ?? false,
        ...(to.tenant === undefined ? {} : { tenantId: to.tenant }),
        ...(to.auth === undefined
          ? {}
          : to.auth.bearer === undefined
            ? { httpAuth: { user: to.auth.user, password: to.auth.password } }
            : { bearerToken: to.auth.bearer }),
        labels: Object.fromEntries(labels.map(([name]) => [name, `$${keyOf.label(name)}`])),
        structuredMetadata: {
          ...Object.fromEntries(structuredMetadata.map(([name]) => [name, `$${keyOf.metadata(name)}`])),
          [tie]: '$tie',
        },
        // Only with a key to remove does it remove those of labels as well.
        removeKeys: ['tie'],
        dropSingleKey: 'raw',
        lineFormat: 'json',
        compress: 'gzip',
      }),
  };
}
