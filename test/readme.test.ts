import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { program } from '../lib/cli/program';
import { filledIn, pages } from '../scripts/readme';
import packageJson from '../package.json';

const root = join(__dirname, '..');

describe.each(pages)('%s', (name) => {
  const page = readFileSync(join(root, name), 'utf8');

  it('shows the files of the examples, and what agents can run, as they are (npx tsx scripts/readme.ts writes them)', () => {
    expect(filledIn(page)).toBe(page);
  });

  it('links to files that exist', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect([link, existsSync(join(root, dirname(name), link))]).toEqual([link, true]);
  });

  it('names scripts and commands that exist', () => {
    for (const [, script] of page.matchAll(/npm run ([\w:]+)/g)) expect(packageJson.scripts).toHaveProperty([script!]);
    const commands = program().commands.map((command) => command.name());
    const named = [...page.matchAll(/npx cdk8s-logging (\w+)/g)].map(([, command]) => command!);
    expect(named.length).toBeGreaterThan(0);
    for (const command of named) expect(commands).toContain(command);
  });
});
