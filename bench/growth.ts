import { compiled, numbersOf } from './fresh';
import { compare, timesRow } from './row';
import type { Row, Rows } from './row';

/** How often each size is run. */
const sizes = [
  [10, 7],
  [100, 5],
  [1000, 3],
  [5000, 1],
] as const;

/**
 * An app with a chart for each team, each with its pipeline in a sidecar, a HelmRelease and its repository: from the first
 * construct to the last file. Against the same objects made with cdk8s alone, in a `LinearApp` too and in the `App` of cdk8s.
 */
export function growthRows(): Rows {
  const program = compiled('bench/programs/growth.ts');
  const time = (what: 'ours' | 'objects', app: 'LinearApp' | 'App', pipelines: number) => (): number =>
    numbersOf(program, what, app, String(pipelines))[0] ?? Number.NaN;

  const linear = sizes.map(([pipelines, runs]) =>
    compare({
      name: `synth, ${shown(pipelines)} pipelines`,
      against: 'the same objects, in a LinearApp too',
      ours: time('ours', 'LinearApp', pipelines),
      base: time('objects', 'LinearApp', pipelines),
      runs,
      before: 0,
    }),
  );
  const [, hundred, thousand, most] = linear as [Row, Row, Row, Row];

  const [one, two] = [time('objects', 'App', 1000)(), time('objects', 'App', 2000)()];
  return [
    ...linear,
    timesRow({ name: thousand.name, against: "the same objects, in cdk8s's App", ours: [thousand.ours], base: [one] }),
    timesRow({
      name: most.name,
      // Run, it would take minutes.
      against: "the same objects, in cdk8s's App, extrapolated from 1,000 and 2,000",
      ours: [most.ours],
      base: [extrapolated([1000, one], [2000, two], 5000)],
    }),
    timesRow({
      name: 'growth: a pipeline of 5,000',
      against: 'a pipeline of 100',
      ours: [most.ours / 5000],
      base: [hundred.ours / 100],
      aim: 1.2,
    }),
  ];
}

/** The parabola through nothing and two points. */
function extrapolated([n, t]: readonly [number, number], [m, u]: readonly [number, number], at: number): number {
  const square = (u / m - t / n) / (m - n);
  return (t / n - square * n) * at + square * at * at;
}

function shown(count: number): string {
  return count.toLocaleString('en');
}
