import { nativeConfig } from '../../../../lib/engines/fluent-bit/judge/native-config';
import { oneListener } from '../../../../lib/engines/fluent-bit/rules/listeners';
import { readDocument } from '../../../../lib/languages/yaml/document';

/** What is said of two inputs, each by its name and properties. */
function said(...inputs: readonly string[]): readonly string[] {
  const { document } = readDocument(`pipeline: {inputs: [${inputs.map((one) => `{name: ${one}}`).join(', ')}]}`);
  return oneListener(nativeConfig(document).checked).map(({ at, got }) => `${at}: ${got}`);
}

describe('two listeners', () => {
  const colliding: readonly (readonly [string, string, string])[] = [
    ['tcp', 'tcp', '5170, as inputs.tcp.0'],
    ['udp', 'udp, listen: 10.0.0.1', '5170, as inputs.udp.0'],
    ['tcp', 'syslog, mode: TCP, port: 5170', '5170, as inputs.tcp.0'],
    ['udp, port: 5140', 'syslog, mode: udp', '5140, as inputs.udp.0'],
    ['mqtt', 'tcp, port: "1883"', '1883, as inputs.mqtt.0'],
    ['splunk', 'http, port: 8088', '8088, as inputs.splunk.0'],
    ['elasticsearch', 'elasticsearch', '9200, as inputs.elasticsearch.0'],
    ['prometheus_remote_write', 'opentelemetry, port: 8080', '8080, as inputs.prometheus_remote_write.0'],
    ['statsd', 'udp, port: 8125', '8125, as inputs.statsd.0'],
    ['collectd', 'collectd, listen: "::"', '25826, as inputs.collectd.0'],
    ['forward, listen: 127.0.0.1', 'forward, listen: localhost', '24224, as inputs.forward.0'],
    ['forward, listen: "${IP}"', 'forward, listen: "${IP}"', '24224, as inputs.forward.0'],
    ['forward, listen: "${IP}"', 'forward', '24224, as inputs.forward.0'],
  ];

  it.each(colliding)('collide: %s and %s', (one, other, got) => {
    expect(said(one, other)).toEqual([expect.stringMatching(new RegExp(`: ${got}$`))]);
  });

  const apart: readonly (readonly [string, string])[] = [
    ['forward, listen: 127.0.0.1', 'forward, listen: 10.0.0.1'],
    ['forward, listen: "${IP}"', 'forward, listen: 127.0.0.1'],
    ['tcp', 'udp'],
    ['tcp, port: 5140', 'syslog'],
    ['tcp, port: 5140', 'syslog, mode: unix_tcp'],
    ['tcp, port: 5140', 'syslog, mode: udp'],
    ['forward, unix_path: /a', 'forward'],
    ['tcp, port: "${PORT}"', 'tcp'],
    ['tail, port: 1', 'dummy, port: 1'],
    ['constructor', 'constructor'],
  ];

  it.each(apart)('are apart: %s and %s', (one, other) => {
    expect(said(one, other)).toEqual([]);
  });

  it('are those of a plugin and of the service, or of two outputs, as well', () => {
    const { document } = readDocument(
      'service: {http_server: on, http_listen: 127.0.0.1, http_port: 2021}\n' +
        'pipeline: {outputs: [{name: prometheus_exporter, host: 10.0.0.1}, {name: prometheus_exporter, alias: all}]}',
    );
    expect(oneListener(nativeConfig(document).checked).map(({ at, got }) => `${at}: ${got}`)).toEqual([
      'outputs.all: 2021, as outputs.prometheus_exporter.0',
    ]);
    const { document: other } = readDocument(
      'service: {http_server: on}\npipeline: {inputs: [{name: tcp, port: 2020}]}',
    );
    expect(oneListener(nativeConfig(other).checked)).toMatchObject([
      { at: 'service.http_port', got: '2020, as inputs.tcp.0' },
    ]);
  });
});
