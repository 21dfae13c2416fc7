import type { JudgedProgram } from '../judge';
import { builtIn } from './judge/built-in';
import { isRecord } from './judge/native-config';
import { real } from './judge/real';
import { vectorVersions } from './versions';

/** Vector, as `check` knows it. */
export const vectorJudge: JudgedProgram = Object.freeze({
  name: 'vector',
  file: /\.(ya?ml|toml|json)$/,
  conventional: /^vector\.(ya?ml|toml|json)$/,
  looksLike: ({ sources, transforms = {}, sinks }) => [sources, transforms, sinks].every(isSection),
  defaultVersion: vectorVersions[0],
  builtIn,
  real,
} satisfies JudgedProgram);

function isSection(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return Object.values(value).every((component) => isRecord(component) && typeof component['type'] === 'string');
}
