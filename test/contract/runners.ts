import type { ContractRunner } from './contract-runner';
import { interpreterRunner } from './interpreter-runner';

/** All that runs the contract. */
export const runners: readonly ContractRunner[] = [interpreterRunner];
