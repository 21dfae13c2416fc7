import type { Text } from '../../../text/live-text';
import type { Given } from '../config/option';
import { textOf } from '../config/print';
import { finding, isOn, shownText, valueOf, wordsOf } from './rule';
import type { CheckedConfig, ConfigRule, Placed } from './rule';

type Protocol = 'tcp' | 'udp';

/** What plugins listen at where nothing is said, by kind and name. */
const listeners: Readonly<Record<string, readonly [Protocol, port: number]>> = {
  'inputs.collectd': ['udp', 25_826],
  'inputs.elasticsearch': ['tcp', 9200],
  'inputs.forward': ['tcp', 24_224],
  'inputs.http': ['tcp', 9880],
  'inputs.mqtt': ['tcp', 1883],
  'inputs.opentelemetry': ['tcp', 4318],
  'inputs.prometheus_remote_write': ['tcp', 8080],
  'inputs.splunk': ['tcp', 8088],
  'inputs.statsd': ['udp', 8125],
  'inputs.syslog': ['tcp', 5140],
  'inputs.tcp': ['tcp', 5170],
  'inputs.udp': ['udp', 5170],
  'outputs.prometheus_exporter': ['tcp', 2021],
};

/** One of two on a port of an address has no connections, or Fluent Bit does not start. */
export const oneListener: ConfigRule = (config) => {
  const seen: Claim[] = [];
  return [...config.plugins.flatMap(claimOf), ...serviceClaim(config)].flatMap((claim) => {
    const before = seen.find((one) => collide(one, claim));
    if (before === undefined) {
      seen.push(claim);
      return [];
    }
    const message = "'port' must be that of one listener";
    const got = `${claim.port}, as ${before.at}`;
    return [finding('fluent-bit/one-listener', 'error', claim.at, got, message, 'choose another port')];
  });
};

interface Claim {
  readonly at: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly address: Text;
}

/** Addresses that are known, and differ, are apart; so may be those of which a variable says one. */
function collide(one: Claim, other: Claim): boolean {
  if (one.protocol !== other.protocol || one.port !== other.port) return false;
  const [address, another] = [addressOf(one), addressOf(other)];
  return address === another || isEvery(address) || isEvery(another);
}

function addressOf({ address }: Claim): string {
  const shown = shownText(address);
  return shown === 'localhost' ? '127.0.0.1' : shown;
}

/** Whether all of a machine's addresses are meant; those of IPv6 stand for IPv4's, too. */
function isEvery(address: string): boolean {
  return ['0.0.0.0', '::', '[::]'].includes(address);
}

function claimOf({ plugin, at }: Placed): readonly Claim[] {
  const kind = `${plugin.section}.${plugin.type}`;
  const [protocol, byDefault] = (Object.hasOwn(listeners, kind) ? listeners[kind] : undefined) ?? [];
  const used = plugin.type === 'syslog' ? syslogProtocol(valueOf(plugin, 'mode')) : protocol;
  if (used === undefined || (plugin.type === 'forward' && valueOf(plugin, 'unix_path') !== undefined)) return [];
  const port = portOf(valueOf(plugin, 'port'), byDefault);
  const address = addressText(valueOf(plugin, plugin.section === 'inputs' ? 'listen' : 'host'));
  return port === undefined ? [] : [{ at, protocol: used, port, address }];
}

/** None of a socket in the file system, which is what it listens at by itself. */
function syslogProtocol(mode: Given | undefined): Protocol | undefined {
  return (['tcp', 'udp'] as const).find((one) => typeof mode === 'string' && mode.toLowerCase() === one);
}

function serviceClaim({ service: properties }: CheckedConfig): readonly Claim[] {
  if (!isOn(valueOf({ properties }, 'http_server'))) return [];
  const port = portOf(valueOf({ properties }, 'http_port'), 2020);
  const address = addressText(valueOf({ properties }, 'http_listen'));
  return port === undefined ? [] : [{ at: 'service.http_port', protocol: 'tcp', port, address }];
}

function addressText(given: Given | undefined): Text {
  const [word] = wordsOf(given);
  return word === undefined ? '0.0.0.0' : textOf(word);
}

/** A port as far as it is known: not what a variable holds. */
function portOf(given: Given | undefined, byDefault: number | undefined): number | undefined {
  if (given === undefined) return byDefault;
  const port = typeof given === 'string' ? Number(given) : given;
  return Number.isSafeInteger(port) ? (port as number) : undefined;
}
