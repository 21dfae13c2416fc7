import { checkSettings, sink } from './component';
import type { Consumer, Reads } from './component';
import { optOut } from './confinement';
import { httpChecks, httpSettings, httpSince } from './http-settings';
import type { HttpSettings } from './http-settings';
import { proxy } from './proxy';
import type { Proxy } from './proxy';
import { unknownTo } from './release';
import { maybe } from './shape';
import { sinkChecks, sinkSince } from './sink-options';
import type { SinkOptions } from './sink-options';

/** A server that takes events over HTTP. */
export interface HttpSinkOptions extends Reads, SinkOptions, HttpSettings {
  /** The proxy in between; the configuration's where nothing is said. */
  readonly proxy?: Proxy;
}

/** @see https://vector.dev/docs/reference/configuration/sinks/http/ */
export function httpSink(name: string, options: HttpSinkOptions): Consumer {
  const { inputs: _inputs, ...rest } = checkSettings<HttpSinkOptions>(name, options, {
    ...sinkChecks,
    ...httpChecks,
    proxy: maybe(proxy),
  });
  return sink('http', name, options, httpSettings(name, rest), {
    byVersion: (version) => optOut(version, rest.dangerouslyAllowUnconfinedTemplateResolution),
    check: (version) => unknownTo(version, rest, [...httpSince, ...sinkSince(rest)]),
  });
}
