import type { SinkOf } from '../../../pipeline/sink-spec';
import type { Headers } from '../config/headers';
import { lua as luaFilter } from '../config/lua';
import { opentelemetry } from '../config/opentelemetry';
import type { Filter } from '../config/plugin';
import { lua } from './code';
import { httpTarget } from './http-target';
import type { SentBy } from './sent';
import { outgoing } from './sent';

/**
 * Records of a scope, and how many the output makes room for. With as many it would send a request, and with the next one again
 * what is of other resources; so there are never as many.
 */
const scope = { records: 50, room: 64 };

/** A receiver of OpenTelemetry's protocol. Severity, ids and attributes go as metadata, which is where the output looks. */
export function otlpSink(spec: SinkOf<'otlp'>): SentBy {
  const target = httpTarget(spec.url);
  const isSame = spec.resource.every(([, value]) => value.of === 'constant');
  const { auth } = spec;
  const bearer: Headers =
    auth?.bearer === undefined ? {} : { Authorization: { scheme: 'Bearer', secret: auth.bearer } };
  const headers: Headers = { ...bearer, ...Object.fromEntries(spec.headers) };
  return {
    prepare: isSame
      ? lua`return { log = entry.body, resource = { attributes = entry.resource } }, otlp.metadata(entry)`
      : lua`return { log = entry.body, resource = entry.resource }, otlp.metadata(entry)`,
    ...(isSame ? {} : { steps: groups }),
    make: (common) =>
      opentelemetry({
        ...common,
        ...outgoing,
        host: target?.host ?? '',
        port: target?.port ?? 0,
        tls: target?.tls ?? false,
        logsUri: target?.path === undefined || target.path === '' ? '/' : target.path,
        logsBodyKey: '$log',
        logsBodyKeyAttributes: false,
        ...(auth === undefined || auth.bearer !== undefined
          ? {}
          : { httpAuth: { user: auth.user, password: auth.password } }),
        ...(Object.keys(headers).length === 0 ? {} : { header: headers }),
        ...(isSame ? {} : { batchSize: scope.room, logsMaxScopes: 1 }),
        compress: 'gzip',
        logResponsePayload: false,
      }),
  };
}

/**
 * A resource for each record. Fluent Bit's own way is to begin a group of records that share one; where neighbours have equal
 * ones its output makes them one again, as long as their scope is the same. Records of one call share a time, and it is by its
 * time that a mark is known: hence two.
 */
const groups: readonly Filter[] = [
  luaFilter({
    call: 'divide',
    timeAsTable: true,
    enableFlbNull: true,
    code: lua`
      function divide(tag, at, group, metadata, given)
        return 1, at, metadata, { { begins = given.resource }, { log = given.log }, { ends = true } }
      end
    `.source,
  }),
  luaFilter({
    call: 'mark',
    timeAsTable: true,
    enableFlbNull: true,
    code: lua`
      local first, last = { sec = -1, nsec = 0 }, { sec = -2, nsec = 0 }
      local of_resource = { schema = "otlp", resource_id = 0, scope_id = 0 }
      local map = { type = 2 }
      local records = 0
      function mark(tag, at, group, metadata, given)
        local resource = given.begins
        if resource then
          records = records + 1
          if records % ${scope.records} == 0 then of_resource.scope_id = 1 - of_resource.scope_id end
          return 1, first, of_resource, { resource = { attributes = setmetatable(resource, map) }, scope = {} }
        end
        if given.ends then return 1, last, {}, {} end
        return 1, at, metadata, given
      end
    `.source,
  }),
];
