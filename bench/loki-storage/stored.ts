import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What lies in a store. */
export interface Stored {
  readonly chunks: number;
  readonly chunkBytes: number;
  readonly indexBytes: number;
}

/** What Loki has written into a folder that is its store. */
export function storedIn(root: string): Stored {
  const sums = { chunks: 0, chunkBytes: 0, indexBytes: 0 };
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name.endsWith('.json')) continue;
    const { size } = statSync(join(entry.parentPath, entry.name));
    if (entry.parentPath.startsWith(join(root, 'index'))) sums.indexBytes += size;
    else {
      sums.chunkBytes += size;
      sums.chunks += 1;
    }
  }
  return sums;
}
