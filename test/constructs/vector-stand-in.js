'use strict';
/**
 * Stands in for Vector in tests of the drain: looks for `*.log` files, sends their complete lines to a file, and writes
 * its checkpoints some time after that, as Vector does once a sink has acknowledged. Stops reading at TERM.
 *
 * argv[2] is JSON: { logs, state, sent }, { startsAfter, polls, sleepsAfter, acknowledges, diesAfter } in ms, { takes,
 * maxLineBytes } in bytes, { says } for its log. One that sleeps looks at no file any more, unless it goes on where another left off.
 */
const fs = require('node:fs');
const path = require('node:path');

const { logs, state, sent, ...how } = JSON.parse(process.argv[2]);
const limit = how.maxLineBytes ?? Infinity;
const files = new Map();
const acknowledged = new Map();

process.on('SIGTERM', () => process.exit(0));
fs.writeFileSync(`${sent}.begun`, '');
if (how.says !== undefined) process.stderr.write(`${how.says}\n`);
if (how.diesAfter !== undefined) setTimeout(() => process.exit(70), how.diesAfter);
setTimeout(start, how.startsAfter ?? 0);

function start() {
  fs.mkdirSync(state, { recursive: true });
  const checkpoints = path.join(state, 'checkpoints.json');
  const goesOn = fs.existsSync(checkpoints);
  if (goesOn) {
    for (const { fingerprint, position } of JSON.parse(fs.readFileSync(checkpoints, 'utf8')).checkpoints) {
      acknowledged.set(fingerprint.dev_inode.join(), position);
    }
  }
  write();
  const polling = setInterval(poll, how.polls ?? 20);
  if (how.sleepsAfter !== undefined && !goesOn) setTimeout(() => clearInterval(polling), how.sleepsAfter);
  setInterval(() => undefined, 60_000);
}

function poll() {
  const found = fs.readdirSync(logs, { recursive: true }).filter((name) => name.endsWith('.log'));
  for (const name of found) open(path.join(logs, name));
  for (const file of files.values()) read(file);
  const upTo = [...files].flatMap(([key, { delivered }]) => (delivered > 0 ? [[key, delivered]] : []));
  setTimeout(() => {
    for (const [key, at] of upTo) acknowledged.set(key, at);
    write();
  }, how.acknowledges ?? 20);
}

function open(name) {
  const descriptor = fs.openSync(name, 'r');
  const { dev, ino } = fs.fstatSync(descriptor);
  const key = `${dev},${ino}`;
  if (files.has(key)) return fs.closeSync(descriptor);
  const at = acknowledged.get(key) ?? 0;
  // Reads up to there, so that the descriptor's offset tells how far this has come.
  fs.readSync(descriptor, Buffer.alloc(at), 0, at, null);
  files.set(key, { descriptor, rest: Buffer.alloc(0), at, delivered: at });
}

function read(file) {
  const bytes = Buffer.alloc(how.takes ?? 65_536);
  file.rest = Buffer.concat([file.rest, bytes.subarray(0, fs.readSync(file.descriptor, bytes, 0, bytes.length, null))]);
  for (let end = file.rest.indexOf(10); end >= 0; end = file.rest.indexOf(10)) {
    file.at += end + 1;
    if (end <= limit) {
      fs.appendFileSync(sent, file.rest.subarray(0, end + 1));
      file.delivered = file.at;
    }
    file.rest = file.rest.subarray(end + 1);
  }
}

function write() {
  const checkpoints = [...acknowledged].map(([key, position]) => ({
    fingerprint: { dev_inode: key.split(',').map(Number) },
    position,
    modified: new Date().toISOString(),
  }));
  const text = JSON.stringify({ version: '1', checkpoints });
  fs.writeFileSync(path.join(state, 'checkpoints.new.json'), text);
  fs.renameSync(path.join(state, 'checkpoints.new.json'), path.join(state, 'checkpoints.json'));
}
