import { Command } from 'commander';
import type * as Print from './print';
import type * as Try from './try';

/** The command line, `cdk8s-logging …`; each command is loaded when it is run. */
export function program(): Command {
  const root = new Command('cdk8s-logging')
    .description('Log pipelines described once: try them on log files, print them as an agent reads them')
    .showHelpAfterError('(add --help for what can be said)')
    .exitOverride();

  root
    .command('try')
    .description('run the pipeline that a module exports over log files and show the entries by stream')
    .argument('<module>', "TypeScript or JavaScript that exports a pipeline, as 'pipeline'")
    .argument('[inputs...]', 'log files or folders, plain or gzip; - or none for standard input')
    .option('--root <folder>', "the folder here that stands for the fixed part of the source's glob")
    .option('--path <path>', 'the path that standard input stands for')
    .option('--json', 'one entry per line on standard output, the summary on standard error')
    .option('--lines <count>', 'how many first and last entries of each stream to show', '2')
    .action(async (module: string, inputs: string[], options: Try.TryOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { tryPipelines } = require('./try') as typeof Try;
      process.exitCode = await tryPipelines(module, inputs, options);
    });

  root
    .command('print')
    .description("print the pipeline that a module exports as an agent's own configuration")
    .argument('<module>', "TypeScript or JavaScript that exports a pipeline, as 'pipeline'")
    .requiredOption('--agent <name>', 'whose configuration')
    .option('--agent-version <version>', 'of the program that will read it (default: the tested one)')
    .option('--loki <url>', 'where entries go, for a pipeline that is a function of its Loki', 'http://loki:3100')
    .option('--data-dir <folder>', 'where the agent keeps its state (default: its own)')
    .action(async (module: string, options: Print.PrintOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { printPipelines } = require('./print') as typeof Print;
      process.exitCode = await printPipelines(module, options);
    });

  return root;
}
