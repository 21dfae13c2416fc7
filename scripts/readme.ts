/** Fills pages in: the files of the examples, and the table of what each agent can run, from the code itself. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { conformance, leftOut } from './conformance';
import { support } from './support';

const root = join(__dirname, '..');

/** Pages that show files of the examples. */
export const pages = ['README.md', 'docs/vector.md', 'docs/conformance.md'] as const;

/** The page with each part that stands elsewhere as it stands there now. */
export function filledIn(page: string): string {
  const parts: Readonly<Record<string, () => string>> = { support, conformance, leftOut };
  // A marker, and the block or table that follows it.
  const withTables = page.replace(/<!-- (\w+) -->\n\n(?:\|.*\n)*/g, (whole, name: string) => {
    const part = parts[name];
    return part === undefined ? whole : `<!-- ${name} -->\n\n${part()}`;
  });
  return withTables.replace(/<!-- (\S+\.ts) -->\n\n```ts\n[^]*?```\n/g, (_, file: string) => {
    return `<!-- ${file} -->\n\n\`\`\`ts\n${readFileSync(join(root, file), 'utf8')}\`\`\`\n`;
  });
}

if (require.main === module) {
  for (const page of pages) {
    const file = join(root, page);
    writeFileSync(file, filledIn(readFileSync(file, 'utf8')));
  }
}
