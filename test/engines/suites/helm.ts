import { lokiExpandEnv } from '../../../lib/backends/loki/expand-env';
import { printYaml } from '../../../lib/languages/yaml/print';
import { kubernetesExpansion } from '../../../lib/text/kubernetes';
import { readersOf } from '../../../lib/text/route';
import { Referee } from '../referee';
import { keepTheLaw } from '../trial';
import type { Live, Text } from '../../../lib/text/live-text';
import type { Suite } from '../suite';
import type { Trial } from '../trial';

const release: Live = { reader: 'helm', name: '.Release.Name' };
const cluster: Live = { reader: 'flux', name: 'A' };
const variable: Live = { reader: 'env', name: 'B' };

const oneNewline = (text: string): string => `${text.replace(/\n+$/, '')}\n`;
const unblockable = /<no value>|[\r\0\x07\x1b\x7f-\x9f\u2028\u2029\ufeff]/;
const unwritable = /<no value>|[\0\x7f-\x9f\u2028\u2029]/;

// A HelmRelease as the library prints it.
const helmRelease = (x: string): Text =>
  printYaml({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'x' },
    spec: { values: { x } },
  });

const trials: readonly Trial[] = [
  ...([0, 1, 2] as const).flatMap((tpl): readonly Trial[] => [
    {
      name: `${tpl} passes of tpl`,
      readers: readersOf({ chart: { tpl } }),
      real: [`tpl${tpl}`],
      without: /<no value>/,
      lives: tpl === 0 ? [] : [release],
    },
    {
      name: `a HelmRelease under Flux, ${tpl} passes of tpl`,
      readers: readersOf({ chart: { tpl }, flux: true }),
      real: [`release-tpl${tpl}`],
      print: helmRelease,
      without: unwritable,
      lives: tpl === 0 ? [cluster] : [cluster, release],
    },
  ]),
  {
    name: 'toYaml without tpl',
    readers: readersOf({ chart: { tpl: 0, yaml: true } }),
    real: ['toYaml'],
    without: unwritable,
  },
  ...['alloy', 'airflow'].map((chart): Trial => ({
    name: `the block scalar |- of ${chart}`,
    readers: readersOf({ chart: { tpl: 1, block: '|-' } }),
    real: [chart],
    without: unblockable,
    lives: [release],
  })),
  ...['fluent-bit', 'promtail'].map((chart): Trial => ({
    name: `the block scalar | of ${chart}`,
    readers: readersOf({ chart: { tpl: 1, block: '|' } }),
    real: [chart],
    shape: oneNewline,
    without: unblockable,
  })),
  ...(
    [
      ['vector', 'customConfig of vector', 1],
      ['loki1', 'structuredConfig of loki', 1],
      ['loki2', 'limits_config of loki', 2],
    ] as const
  ).map(([real, name, tpl]): Trial => ({
    name,
    readers: readersOf({ chart: { tpl, yaml: true } }),
    real: [real],
    without: unwritable,
    lives: [release],
  })),
  {
    name: 'args of a container in a HelmRelease under Flux',
    readers: [kubernetesExpansion, ...readersOf({ chart: { tpl: 1 }, flux: true })],
    real: ['release-tpl1', 'kubernetes'],
    print: helmRelease,
    without: unwritable,
    lives: [cluster, release, variable],
  },
  {
    name: 'a configuration of Loki in a HelmRelease under Flux',
    readers: [lokiExpandEnv, ...readersOf({ chart: { tpl: 2 }, flux: true })],
    real: ['release-tpl2', 'drone'],
    print: helmRelease,
    without: unwritable,
    lives: [cluster, release, variable],
  },
];

export const suite: Suite = {
  name: 'helm',
  builds: ['readers'],
  async run(context) {
    await Referee.go(context, async (referee) => {
      for (const trial of trials) await keepTheLaw(trial, referee, context);
    });
  },
};
