import { conditionCases } from './cases/conditions';
import { fieldEdgeCases } from './cases/field-edges';
import { fieldCases } from './cases/fields';
import { fileCases } from './cases/files';
import { flowCases } from './cases/flow';
import { flowEdgeCases } from './cases/flow-edges';
import { jsonCases } from './cases/json';
import { jsonEdgeCases } from './cases/json-edges';
import { labelEdgeCases } from './cases/label-edges';
import { labelCases } from './cases/labels';
import { lineEdgeCases } from './cases/line-edges';
import { lineCases } from './cases/lines';
import { nativeCases } from './cases/native';
import { outputCases } from './cases/output';
import { parseCases } from './cases/parse';
import { parseEdgeCases } from './cases/parse-edges';
import { patternCases } from './cases/patterns';
import { podCases } from './cases/pods';
import { rotationCases } from './cases/rotation';
import { sinkCases } from './cases/sinks';
import { timeEdgeCases } from './cases/time-edges';
import { timeCases } from './cases/times';
import { valueEdgeCases } from './cases/value-edges';
import type { ContractCase } from './contract-case';

/** Every case of the contract. */
export const allCases: readonly ContractCase[] = [
  ...lineCases,
  ...lineEdgeCases,
  ...fileCases,
  ...podCases,
  ...rotationCases,
  ...labelCases,
  ...labelEdgeCases,
  ...jsonCases,
  ...jsonEdgeCases,
  ...patternCases,
  ...valueEdgeCases,
  ...parseCases,
  ...parseEdgeCases,
  ...conditionCases,
  ...fieldCases,
  ...fieldEdgeCases,
  ...timeCases,
  ...timeEdgeCases,
  ...flowCases,
  ...flowEdgeCases,
  ...nativeCases,
  ...outputCases,
  ...sinkCases,
];
