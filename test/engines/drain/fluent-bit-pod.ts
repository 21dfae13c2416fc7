import { FluentBitSidecarContainer, sidecarFolders } from '../../../lib/constructs/fluent-bit-sidecar-container';
import { fluentBitProgram } from '../../../lib/constructs/fluent-bit-one-shot';
import { airflowLogFolder } from '../../../lib/patterns/airflow/airflow-task-logs';
import type { SidecarKind } from './sidecar-pod';

/** The program, by the variable FLUENT_BIT or on the PATH. */
export const program = process.env['FLUENT_BIT'] ?? 'fluent-bit';

/** Fluent Bit's sidecar. */
export const fluentBitKind: SidecarKind<'fluent-bit'> = {
  program,
  make: (chart, pipeline, maxDrain) =>
    new FluentBitSidecarContainer(chart, 'sidecar', {
      pipelines: [pipeline],
      logs: [{ volume: 'logs', path: airflowLogFolder }],
      user: { uid: 50000, gid: 0 },
      ...(maxDrain === undefined ? {} : { maxDrain }),
    }),
  folders: { etc: sidecarFolders.config, data: sidecarFolders.data },
  words: (command) => command.map((word) => (word === fluentBitProgram ? program : word)),
};
