import { vectorRunner } from '../../contract/vector-runner';
import { costs, holdToModel } from '../held-to-model';
import type { Suite } from '../suite';

/** Vector itself. */
export const suite: Suite = {
  name: 'vector',
  found: { program: process.env['VECTOR'] ?? 'vector', by: 'set VECTOR, or put it on the PATH' },
  costs,
  run: (context) => holdToModel(vectorRunner, context, { atOnce: 100 }),
};
