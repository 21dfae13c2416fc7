/** `bare-synth.js <objects.json>`: what cdk8s alone takes to write the objects of each chart. */
import { readFileSync } from 'node:fs';
import { ApiObject, App, Chart } from 'cdk8s';
import type { ApiObjectProps } from 'cdk8s';
// The example uses it, too.
import { Namespace } from 'cdk8s-plus-28';

const charts = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ApiObjectProps[][];
if (typeof Namespace !== 'function') throw new Error('cdk8s-plus-28 must be loaded');

const app = new App();
let before: Chart | undefined;
for (const [index, objects] of charts.entries()) {
  const chart = new Chart(app, `chart-${index}`);
  if (before !== undefined) chart.addDependency(before);
  for (const [at, props] of objects.entries()) new ApiObject(chart, `object-${at}`, props);
  before = chart;
}
app.synth();
