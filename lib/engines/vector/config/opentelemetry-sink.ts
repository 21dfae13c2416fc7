import { checkSettings, sink } from './component';
import type { ComponentFinding, Consumer, Reads } from './component';
import { optOut } from './confinement';
import { httpChecks, httpSettings, httpSince } from './http-settings';
import type { HttpSettings } from './http-settings';
import { proxy } from './proxy';
import type { Proxy } from './proxy';
import { absentFrom, unknownTo, within } from './release';
import type { Setting } from './settings';
import { maybe, variant } from './shape';
import { sinkChecks, sinkSince } from './sink-options';
import type { SinkOptions } from './sink-options';

/** A server that takes OTLP. From Vector 0.43. */
export interface OpentelemetrySinkOptions extends Reads, SinkOptions {
  /**
   * OTLP over HTTP, to a URI such as `http://collector:4318/v1/logs`. Events have to have OTLP's form already, with
   * `resourceLogs` at the top. `otlp` encodes them as protobuf, from Vector 0.51; `json` sends one event a request, because
   * several make a body that receivers refuse.
   */
  readonly protocol: { readonly type: 'http' } & HttpSettings;
  /** The proxy in between; the configuration's where nothing is said. */
  readonly proxy?: Proxy;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/opentelemetry/ */
export function opentelemetrySink(name: string, options: OpentelemetrySinkOptions): Consumer {
  const checked = checkSettings<OpentelemetrySinkOptions>(name, options, {
    ...sinkChecks,
    protocol: variant('type', { http: httpChecks }),
    proxy: maybe(proxy),
  });
  const { inputs: _inputs, protocol, ...rest } = checked;
  const settings: { readonly [option: string]: Setting } = {
    ...httpSettings(`${name}.protocol`, protocol),
    ...oneByOne(protocol),
    // Beside `protocol` Vector would ignore it without a word.
    acknowledgements: rest.acknowledgements && { ...rest.acknowledgements },
  };
  return sink(
    'opentelemetry',
    name,
    options,
    { ...rest, protocol: settings },
    {
      byVersion: (version) => ({
        acknowledgements: undefined,
        protocol: { ...settings, ...optOut(version, protocol.dangerouslyAllowUnconfinedTemplateResolution) },
      }),
      check: (version) => [
        ...absentFrom(
          version,
          'opentelemetry',
          '0.43.0',
          'send one event a request by Sink.http, as json without framing',
        ),
        ...checkBatch(protocol),
        ...within('protocol', unknownTo(version, protocol, [...httpSince, ...sinkSince(protocol)])),
        ...unknownTo(version, rest, sinkSince(rest)),
      ],
    },
  );
}

/** JSON of OTLP holds one request: in a list of them receivers see none. */
function oneByOne({ encoding, framing, batch }: HttpSettings): { readonly [option: string]: Setting } {
  if (encoding.codec !== 'json') return {};
  return { framing: { ...(framing ?? { method: 'newline_delimited' }) }, batch: { ...batch, maxEvents: 1 } };
}

function checkBatch({ encoding, batch }: HttpSettings): readonly ComponentFinding[] {
  if (encoding.codec !== 'json' || batch?.maxEvents === undefined || batch.maxEvents === 1) return [];
  return [
    {
      rule: 'vector/otlp-batch',
      severity: 'error',
      got: String(batch.maxEvents),
      message: "'protocol.batch.maxEvents' of json must be 1",
      remedy: 'leave it out, or encode as otlp: receivers refuse a body of several',
    },
  ];
}
