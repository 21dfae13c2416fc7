import { vectorProgram } from '../../../lib/cli/compare/vector-program';
import { redirected } from './redirected';

describe("a native configuration of Vector's", () => {
  const config = `
data_dir: /var/lib/vector
api: { enabled: true }
sources:
  app_logs: { type: file, include: [/srv/*.log], ignore_older_secs: 5, remove_after_secs: 1 }
  host: { type: journald }
transforms:
  all: { type: remap, inputs: ["app_*", host], source: ". = ." }
  metrics: { type: filter, inputs: [host], condition: "true" }
sinks:
  loki: { type: loki, inputs: [all], endpoint: http://loki.prod, auth: { strategy: basic, user: u, password: hunter2 }, labels: { app: x }, encoding: { codec: text } }
  s3: { type: aws_s3, inputs: [all], bucket: b }
`;

  it('sends to the recorder alone', () => {
    const { value, text, leftOut, targets } = redirected(vectorProgram, config);
    expect(value?.['sinks']).toEqual({
      loki: {
        type: 'loki',
        inputs: ['all'],
        endpoint: 'http://127.0.0.1:9/0',
        labels: { app: 'x' },
        encoding: { codec: 'text' },
        healthcheck: { enabled: false },
      },
    });
    expect(targets).toEqual({ 0: 'http://loki.prod' });
    expect(leftOut).toEqual(['source host: journald does not read files', "sink s3: aws_s3 is not Loki's"]);
    expect(text).not.toMatch(/loki\.prod|hunter2|api/);
  });

  it('reads the whole of files below the folder of the run, and shows paths without it, under the same names', () => {
    const { value } = redirected(vectorProgram, config);
    expect(value?.['sources']).toEqual({
      app_logs__compare: { type: 'file', include: ['/run/node/srv/*.log'], read_from: 'beginning' },
    });
    expect(value?.['transforms']).toMatchObject({
      app_logs: { type: 'remap', inputs: ['app_logs__compare'] },
      all: { inputs: ['app_logs'] },
    });
    expect(value?.['transforms']).not.toHaveProperty('metrics');
  });

  it('stands in for kubernetes_logs', () => {
    const pods = config.replace(/app_logs: .*/, 'app_logs: { type: kubernetes_logs }');
    const { value, notes } = redirected(vectorProgram, pods);
    expect(value?.['sources']).toMatchObject({
      app_logs__compare: {
        include: [
          '/run/node/var/log/pods/shop_web-1_uid-of-web-1/web/*.log',
          '/run/node/var/log/pods/data_db-1_uid-of-db-1/db/*.log',
        ],
      },
    });
    expect(notes).toEqual([expect.stringContaining("kubernetes_logs reads through Kubernetes' API")]);
  });

  it('knows what a transform gives by a wildcard', () => {
    const routed = config.replace(
      '  all:',
      '  ways: { type: route, inputs: [app_logs], route: { a: "true" } }\n  all:',
    );
    const { value } = redirected(vectorProgram, routed.replace('"app_*", host', '"ways.*", host'));
    expect(value).toMatchObject({ transforms: { all: { inputs: ['ways.*'] }, ways: { inputs: ['app_logs'] } } });
  });

  it('keeps dollars for a Vector that always expands them', () => {
    const dollars = config.replace('". = ."', () => `'.a = "$$x"'`);
    const at = (version: string): string => redirected(vectorProgram, dollars, { version, expand: {} }).text;
    expect([at('0.43.1').includes('"$$x"'), at('0.57.0').includes('"$x"')]).toEqual([true, true]);
    expect(() => redirected(vectorProgram, config.replace('http://loki.prod', '${LOKI}'), { expand: {} })).toThrow(
      'LOKI is not set',
    );
  });
});
