import { Chart, Testing, Yaml } from 'cdk8s';
import fc from 'fast-check';

import { Flux } from '../../../lib/delivery/flux';
import { HelmChart } from '../../../lib/delivery/helm-chart';
import { HelmRelease } from '../../../lib/delivery/helm-release';
import { concat, helm } from '../../../lib/text/live-text';
import { anyText, asciiText } from '../../text/texts';
import { Referee } from '../referee';
import type { Context, Suite } from '../suite';

const passes = [0, 1, 2] as const;
const values = { cluster: 'prod-1', '.Release.Name': 'release-1' };

/** A file of manifests, as an app of ours writes it: a release of a chart that passes `x` that often to `tpl`. */
function manifest(tpl: (typeof passes)[number], text: string): string {
  const chart = new Chart(Testing.app({ outdir: '.' }), 'logging');
  const { cluster } = Flux.postBuild(chart, 'cluster');
  new HelmRelease(chart, 'ours', {
    chart: HelmChart.of({
      ...{ name: 'ours', version: '1.0.0', repository: 'https://charts.example.com' },
      tplPasses: { x: { tpl } },
    }),
    values: { x: concat(text, tpl === 0 ? '' : helm('.Release.Name'), cluster, text), off: null },
  });
  const objects = Testing.synth(chart) as { readonly kind: string }[];
  return Yaml.stringify(objects.find(({ kind }) => kind === 'HelmRelease'));
}

/** A HelmRelease of ours through Flux's substitution and Helm's engine: what comes out is what was meant. */
export const suite: Suite = {
  name: 'release',
  builds: ['readers'],
  run: (context) =>
    Referee.go(context, async (referee) => {
      for (const tpl of passes) await release(tpl, referee, context);
    }),
};

async function release(tpl: (typeof passes)[number], referee: Referee, context: Context): Promise<void> {
  const name = `a release, ${tpl} passes of tpl`;
  const texts = fc.sample(fc.oneof(anyText(6), asciiText(6)), { numRuns: context.runs, seed: context.seed });
  const read = texts.flatMap((text) => {
    const written = attempt(() => manifest(tpl, text));
    const meant = `${text}${tpl === 0 ? '' : values['.Release.Name']}${values.cluster}${text}`;
    return written === undefined ? [] : [{ written, meant }];
  });
  const answers = await referee.ask(
    read.map(({ written }) => ({ reader: `release-tpl${tpl}`, text: written, values })),
  );
  read.forEach(({ written, meant }, index) => {
    const answer = answers[index];
    context.check(name, answer?.out === meant, () => JSON.stringify({ meant, answer, written }));
  });
  context.say(`${name}: ${read.length} texts read, ${texts.length - read.length} without a spelling`);
  context.check(
    'most texts have a spelling',
    read.length > texts.length / 2,
    () => `${read.length} of ${texts.length}`,
  );
}

function attempt(print: () => string): string | undefined {
  try {
    return print();
  } catch (error) {
    if (error instanceof Error && /delivery\/(unspellable|unprintable)/.test(error.message)) return undefined;
    throw error;
  }
}
