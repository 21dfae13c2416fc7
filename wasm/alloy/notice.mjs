// Standard input: `go list -deps -json`. Arguments: where Go is, and its version. Standard output: what the compiled module is
// made of, under which licences, and their texts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [goRoot, goVersion] = process.argv.slice(2);
const packages = JSON.parse(`[${readFileSync(0, 'utf8').replace(/^\}\n\{/gm, '},{')}]`);
const modules = new Map(
  packages.flatMap(({ Module: module }) => (module === undefined || module.Main ? [] : [[module.Path, module]])),
);

function texts(folder) {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|patents)/i.test(name));
  if (files.length === 0) throw new Error(`${folder} has no licence`);
  return files.sort().map((name) => readFileSync(join(folder, name), 'utf8').replace(/\r/g, '').trim());
}

function licence([text]) {
  if (/Apache License/.test(text)) return 'Apache-2.0';
  if (/Permission is hereby granted, free of charge/.test(text)) return 'MIT';
  if (/Redistribution and use in source and binary forms/.test(text)) return 'BSD-3-Clause';
  throw new Error(`not a licence that is known: ${text.slice(0, 80)}`);
}

const parts = [
  ...[...modules.values()]
    .sort((a, b) => (a.Path < b.Path ? -1 : 1))
    .map(({ Path, Version, Dir }) => ({ name: `${Path} ${Version}`, texts: texts(Dir) })),
  { name: `The Go standard library and runtime, ${goVersion}`, texts: texts(goRoot) },
];

console.log(`alloy.wasm is made of these modules, unchanged. Each is to be had in source form under its name.

${parts.map((part) => `${part.name} | ${licence(part.texts)}`).join('\n')}
`);
for (const part of parts) console.log(`${'-'.repeat(80)}\n${part.name}\n\n${part.texts.join('\n\n')}\n`);
