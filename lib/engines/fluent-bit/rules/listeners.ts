import type { Given } from '../config/option';
import { finding, isOn, valueOf } from './rule';
import type { CheckedConfig, ConfigRule, Placed } from './rule';

const ports: Readonly<Record<string, number>> = {
  forward: 24_224,
  prometheus_exporter: 2021,
  opentelemetry: 4318,
  http: 9880,
};

/** One of two on a port has no connections, or Fluent Bit does not start. */
export const oneListener: ConfigRule = (config) => {
  const seen = new Map<number, string>();
  return [...config.plugins.flatMap(claimOf), ...serviceClaim(config)].flatMap(({ at, port }) => {
    const before = seen.get(port);
    if (before === undefined) {
      seen.set(port, at);
      return [];
    }
    const message = "'port' must be that of one listener";
    return [finding('fluent-bit/one-listener', 'error', at, `${port}, as ${before}`, message, 'choose another port')];
  });
};

interface Claim {
  readonly at: string;
  readonly port: number;
}

function claimOf({ plugin, at }: Placed): readonly Claim[] {
  const listens =
    plugin.section === 'inputs'
      ? ['forward', 'http', 'opentelemetry']
      : plugin.section === 'outputs'
        ? ['prometheus_exporter']
        : [];
  if (!listens.includes(plugin.type) || valueOf(plugin, 'unix_path') !== undefined) return [];
  const port = portOf(valueOf(plugin, 'port'), ports[plugin.type]);
  return port === undefined ? [] : [{ at, port }];
}

function serviceClaim({ service: properties }: CheckedConfig): readonly Claim[] {
  if (!isOn(valueOf({ properties }, 'http_server'))) return [];
  const port = portOf(valueOf({ properties }, 'http_port'), 2020);
  return port === undefined ? [] : [{ at: 'service.http_port', port }];
}

/** A port as far as it is known: not what a variable holds. */
function portOf(given: Given | undefined, byDefault: number | undefined): number | undefined {
  if (given === undefined) return byDefault;
  const port = typeof given === 'string' ? Number(given) : given;
  return Number.isSafeInteger(port) ? (port as number) : undefined;
}
