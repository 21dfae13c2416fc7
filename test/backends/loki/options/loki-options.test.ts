import { LokiConfig } from '../../../../lib/backends/loki/loki-config';
import { LokiSchema } from '../../../../lib/backends/loki/loki-schema';
import { checkExtra } from '../../../../lib/backends/loki/extra';
import { cache } from '../../../../lib/backends/loki/options/read-path';
import { chunkStoreChecks } from '../../../../lib/backends/loki/options/read-path';
import { azure, gcs, s3, storageChecks } from '../../../../lib/backends/loki/options/object-stores';
import { commonChecks, memberlistChecks, ring, runtimeChecks } from '../../../../lib/backends/loki/options/membership';
import { limitsChecks } from '../../../../lib/backends/loki/options/limits';
import * as read from '../../../../lib/backends/loki/options/read-path';
import * as write from '../../../../lib/backends/loki/options/write-path';
import { rulerChecks } from '../../../../lib/backends/loki/options/ruler';
import { analyticsChecks, serverChecks } from '../../../../lib/backends/loki/options/server';
import { lokiChecks } from '../../../../lib/backends/loki/options/loki-options';
import { lokiExpandEnv } from '../../../../lib/backends/loki/expand-env';
import { printYaml } from '../../../../lib/languages/yaml/print';
import { through } from '../../../../lib/text/reader';
import { everyOption } from './every-option';

const config = new LokiConfig({ ...everyOption, schema: LokiSchema.since('2024-04-01'), objectStore: 's3' });

describe('every typed option', () => {
  it('is one that Loki has, with a value of its kind', () => {
    expect(checkExtra(config.unescaped as never)).toEqual([]);
  });

  it('is given: an option that is missing above has not been tried', () => {
    const parts: Readonly<Record<string, object>> = {
      server: serverChecks,
      common: commonChecks,
      memberlist: memberlistChecks,
      storageConfig: storageChecks,
      chunkStoreConfig: chunkStoreChecks,
      distributor: write.distributorChecks,
      ingester: write.ingesterChecks,
      patternIngester: write.patternIngesterChecks,
      limitsConfig: limitsChecks,
      runtimeConfig: runtimeChecks,
      compactor: write.compactorChecks,
      querier: read.querierChecks,
      queryRange: read.queryRangeChecks,
      queryScheduler: read.querySchedulerChecks,
      frontend: read.frontendChecks,
      frontendWorker: read.frontendWorkerChecks,
      indexGateway: read.indexGatewayChecks,
      ruler: rulerChecks,
      analytics: analyticsChecks,
    };
    expect(Object.keys(everyOption).sort()).toEqual(Object.keys(lokiChecks).sort());
    for (const [name, checks] of Object.entries(parts)) {
      expect([name, Object.keys(everyOption[name as keyof typeof everyOption]).sort()]).toEqual([
        name,
        Object.keys(checks).sort(),
      ]);
    }
  });

  it('is printed', () => {
    expect(through(printYaml(config.unescaped), lokiExpandEnv)).toMatchSnapshot();
  });
});

describe('an option', () => {
  it.each([
    ['server', { httpListenPort: 70_000 }, "'props.server.httpListenPort' must be a whole number from 0 to 65535"],
    ['limitsConfig', { ingestionRateMB: 4 }, 'did you mean ingestionRateMb?'],
    ['limitsConfig', { maxLineSize: '256KB' }, "'props.limitsConfig.maxLineSize' must be a Size"],
    ['compactor', { deleteRequestStore: 'disk' }, 'must be filesystem or s3 or gcs or azure, got "disk"'],
    ['storageConfig', { aws: { bucketNames: 'b', accessKeyId: 'AKIA' } }, 'must be a secret, got one of type string'],
  ])('of %s fails when it is %j', (part, value, message) => {
    const wrong = { schema: LokiSchema.since('2024-04-01'), objectStore: 's3', [part]: value } as const;
    expect(() => new LokiConfig(wrong as never)).toThrow(message);
  });

  it('of a store, a cache or a ring is checked where it stands', () => {
    for (const check of [s3, gcs, azure, cache, ring])
      expect(() => check('at', { other: 1 })).toThrow("'at' must have");
  });
});
