import type { ContractRunner } from './contract-runner';
import { alloyRunner } from './alloy-runner';
import { fluentBitRunner } from './fluent-bit-runner';
import { interpreterRunner } from './interpreter-runner';
import { promtailRunner } from './promtail-runner';
import { vectorRunner } from './vector-runner';
import { vrlRunner } from './vrl-runner';

/** All that runs the contract. */
export const runners: readonly ContractRunner[] = [
  interpreterRunner,
  vrlRunner,
  vectorRunner,
  promtailRunner,
  alloyRunner,
  fluentBitRunner,
];
