/* global console, fetch, process, setTimeout */
// Stands in for an agent: reads what its configuration names, and pushes each line as the configuration says.
import { readFileSync } from 'node:fs';

const [, , file] = process.argv;
const { root, url, paths, labels, line, stubborn, fails } = JSON.parse(readFileSync(file, 'utf8'));
if (fails !== undefined) {
  console.error(`level=error msg="${fails}", reading below ${root}`);
  process.exit(3);
}
const values = paths.flatMap((path) =>
  readFileSync(`${root}${path}`, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((text) => [
      String(BigInt(Date.now()) * 1_000_000n),
      line === undefined ? text : text.replace(line[0], line[1]),
    ]),
);
await fetch(`${url}/loki/api/v1/push`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ streams: [{ stream: labels, values }] }),
});
process.on('SIGTERM', () => stubborn !== true && process.exit(0));
// Whoever started it may be gone.
setTimeout(() => process.exit(4), 60_000);
