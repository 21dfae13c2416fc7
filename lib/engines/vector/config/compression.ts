import { maybe, oneOf, variant, whole } from './shape';
import type { Check } from './shape';

/** How a body or an object is packed. */
export type Compression =
  | CompressionName
  | {
      readonly algorithm: 'gzip' | 'zlib' | 'zstd';
      /** From 0, fast, to 9, small; `zstd` takes up to 21. @default - that of the algorithm */
      readonly level?: number;
    };

/** The ways to pack that need no level; a server has to know the one that is chosen. */
export type CompressionName = 'none' | 'gzip' | 'zlib' | 'zstd' | 'snappy';

const names = oneOf('none', 'gzip', 'zlib', 'zstd', 'snappy');
const leveled = variant('algorithm', {
  gzip: { level: maybe(whole(0, 9)) },
  zlib: { level: maybe(whole(0, 9)) },
  zstd: { level: maybe(whole(0, 21)) },
});

export const compression: Check = (at, value) => {
  (typeof value === 'object' && value !== null ? leveled : names)(at, value);
};
