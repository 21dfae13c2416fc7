import { conditionCases } from './cases/conditions';
import { fieldCases } from './cases/fields';
import { flowCases } from './cases/flow';
import { jsonCases } from './cases/json';
import { labelCases } from './cases/labels';
import { lineCases } from './cases/lines';
import { nativeCases } from './cases/native';
import { outputCases } from './cases/output';
import { parseCases } from './cases/parse';
import { patternCases } from './cases/patterns';
import { timeCases } from './cases/times';
import type { ContractCase } from './contract-case';

/** Every case of the contract. */
export const allCases: readonly ContractCase[] = [
  ...lineCases,
  ...labelCases,
  ...jsonCases,
  ...patternCases,
  ...parseCases,
  ...conditionCases,
  ...fieldCases,
  ...timeCases,
  ...flowCases,
  ...nativeCases,
  ...outputCases,
];
