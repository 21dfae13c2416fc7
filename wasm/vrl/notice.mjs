// Standard input: `cargo metadata`. Standard output: what the compiled module is made of, under which licences, and their
// texts. Of the licences that a crate offers the first of these is taken; where none is, all of what it says holds.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const preferred = ['Apache-2.0', 'MIT', 'BSD-3-Clause', 'BSD-2-Clause', 'ISC', 'Zlib', 'Unlicense', 'MPL-2.0'];
const fileNames = {
  'Apache-2.0': /apache/i,
  MIT: /mit/i,
  Zlib: /zlib/i,
  Unlicense: /unlicense/i,
};

const { packages, resolve } = JSON.parse(readFileSync(0, 'utf8'));
const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));

/** What is linked in: neither what only builds, nor what only tests. */
function linked(id, found = new Set()) {
  if (found.has(id)) return found;
  found.add(id);
  for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
    const isMacro = packages.find((one) => one.id === pkg).targets.some(({ kind }) => kind.includes('proc-macro'));
    if (!isMacro && kinds.some(({ kind }) => kind === null)) linked(pkg, found);
  }
  return found;
}

function chosen(expression) {
  const offers = expression.split(/ OR |\//).map((offer) => offer.trim().replace(/^\((.*)\)$/, '$1'));
  return preferred.find((licence) => offers.includes(licence)) ?? expression;
}

/** The texts that come with the crate, of the licence that was chosen where they are told apart. */
function texts(crate, licence) {
  const folder = dirname(crate.manifest_path);
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile() && /^(un)?licen[cs]e|^copying|^notice/i.test(file.name))
    .map(({ name }) => name)
    .sort();
  const own = files.filter((name) => fileNames[licence]?.test(name));
  const any = files.filter((name) => !Object.values(fileNames).some((pattern) => pattern.test(name)));
  const notices = files.filter((name) => /^notice/i.test(name));
  const taken = new Set([...(own.length > 0 ? own : any.length > 0 ? any : files), ...notices]);
  return [...taken].map((name) =>
    readFileSync(join(folder, name), 'utf8')
      .replace(/\r/g, '')
      .replace(/[ \t]+$/gm, '')
      .trim(),
  );
}

const ids = linked(resolve.root);
const crates = packages
  .filter(({ id, source }) => ids.has(id) && source !== null)
  .sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));

/** By what they say, whatever the lines are broken at. */
const users = new Map();
const lines = crates.map((crate) => {
  const licence = chosen(crate.license ?? 'see its source');
  for (const text of texts(crate, licence)) {
    const key = text.replace(/\s+/g, ' ').toLowerCase();
    const { names = [] } = users.get(key) ?? {};
    users.set(key, { text, names: [...names, `${crate.name} ${crate.version}`] });
  }
  return `${crate.name} ${crate.version} | ${licence} | ${crate.repository ?? crate.homepage ?? ''}`;
});

console.log(`vrl.wasm is made of these crates, unchanged, besides Rust's standard library (MIT OR Apache-2.0) and the C library of WASI
(Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT). Each is to be had in source form where its line says, and from crates.io.
Those under the Mozilla Public License 2.0 (https://mozilla.org/MPL/2.0/), vrl among them, are to be had there as that licence asks.

${lines.join('\n')}
`);
for (const { text, names } of users.values()) console.log(`${'-'.repeat(80)}\n${names.join(', ')}\n\n${text}\n`);
