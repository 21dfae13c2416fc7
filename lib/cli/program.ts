import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import type * as Check from './check/check';
import type * as Compare from './compare/compare';
import type * as Import from './import/import';
import type * as Print from './print';
import type * as Size from './size/size';
import type * as Test from './test';
import type * as Try from './try';
import { UsageError } from './usage-error';

/** The command line, `cdk8s-logging …`; each command is loaded when it is run. */
export function program(): Command {
  const root = new Command('cdk8s-logging')
    .description(
      'Log pipelines described once: try them on log files, print them as an agent reads them, check what is synthesized',
    )
    .version(version(), '--version', 'print the version of cdk8s-logging')
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
    .option('--dropped', 'show the lines that stages dropped, by stage; with --json on standard error')
    .option('--limit <count>', 'how many lines of each stage --dropped shows', '20')
    .action(async (module: string, inputs: string[], options: Try.TryOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { tryPipelines } = require('./try') as typeof Try;
      process.exitCode = await tryPipelines(module, inputs, options);
    });

  root
    .command('test')
    .description('run the examples that a pipeline holds, and show what it does otherwise')
    .argument('<module>', "TypeScript or JavaScript that exports a pipeline, as 'pipeline'")
    .action(async (module: string) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { testPipelines } = require('./test') as typeof Test;
      process.exitCode = await testPipelines(module);
    });

  root
    .command('print')
    .description("print the pipeline that a module exports as an agent's own configuration")
    .argument('<module>', "TypeScript or JavaScript that exports a pipeline, as 'pipeline'")
    .requiredOption('--agent <name>', 'whose configuration')
    .option('--agent-version <version>', 'of the program that will read it (default: the tested one)')
    .option(
      '--loki <url>',
      'where entries go, for a pipeline that is a function of its Loki (default: http://loki:3100)',
    )
    .option('--data-dir <folder>', 'where the agent keeps its state (default: its own)')
    .option('--tests', "print the pipeline's examples as tests of the agent's own instead")
    .option('--out <folder>', 'write the configuration there, with the files that stand beside it')
    .action(async (module: string, options: Print.PrintOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { printPipelines } = require('./print') as typeof Print;
      process.exitCode = await printPipelines(module, options);
    });

  root
    .command('compare')
    .description(
      'run a pipeline by several agents, or your own configurations, over the same files and show what differs',
    )
    .argument('<module>', "TypeScript or JavaScript that exports a pipeline, as 'pipeline'; - for none")
    .argument('[inputs...]', 'log files or folders, plain or gzip')
    .option(
      '--agents <names>',
      'of interpreter, vector, alloy, promtail, fluent-bit, with commas (default: those that are installed)',
    )
    .option(
      '--native <agent=file>',
      'a configuration of your own, such as promtail=promtail.yaml; may be repeated',
      each,
    )
    .option('--expand-env', 'your Promtail is started with -config.expand-env')
    .option('--root <folder>', "the folder here that stands for the fixed part of the source's glob")
    .option('--pod <names>', 'the files are the output of namespace=…,pod=…,container=…')
    .option('--pods <file>', 'what discovery tells of pods, as kubectl get pods -o yaml prints it')
    .option('--limit <count>', 'how many records of each difference to show', '5')
    .option('--patience <seconds>', 'how long an agent that has sent less than the model says is waited for', '5')
    .option('--json', 'the report for programs')
    .addHelpText('after', compareHelp)
    .action(async (module: string, inputs: string[], options: Compare.CompareOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { comparePipelines } = require('./compare/compare') as typeof Compare;
      process.exitCode = await comparePipelines(module, inputs, options);
    });

  root
    .command('import')
    .description(
      'make TypeScript of a configuration of Promtail: pipelines, a chart that runs them, and a list of what stayed behind',
    )
    .argument('<file>', "Promtail's configuration, the values of its chart, or a manifest that holds it")
    .option('--agent <name>', 'who runs the pipelines, alloy or promtail (default: alloy)')
    .option('--out <file>', 'where to write the module; a file that is there is left alone (default: standard output)')
    .action(async (file: string, options: Import.ImportOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { importPromtail } = require('./import/import') as typeof Import;
      process.exitCode = importPromtail(file, options);
      await Promise.resolve();
    });

  const flux = new Set<string>();
  root
    .command('check')
    .description(
      'judge every configuration that synthesized manifests embed, HelmReleases included, before a cluster does',
    )
    .argument('[paths...]', "files or folders of manifests (default: cdk8s.yaml's output, else dist/manifests)")
    .option('--values <chart=file>', 'a values file of a chart, such as vector=values.yaml; may be repeated', each)
    .option('--chart <chart=path>', 'a chart here, for helm to render its releases; may be repeated', each)
    .option(
      '--agent-version <program=version>',
      'of the program, such as vector=0.43.1, where no image says it; may be repeated',
      each,
    )
    .option('--pull', 'let helm pull the other charts from their repositories and render their releases')
    .option('--flux', "Flux's postBuild reads all objects that do not opt out (default: where that shows)")
    .option('--no-flux', "no object is read by Flux's postBuild")
    .option('--strict', 'what cannot be judged is a failure, and so is nothing to judge')
    .option('--json', 'the report for programs')
    .option('--github', "also print GitHub's annotations")
    .option('--junit <file>', "also write JUnit's XML")
    .on('option:flux', () => flux.add('--flux'))
    .on('option:no-flux', () => flux.add('--no-flux'))
    .addHelpText('after', checkHelp)
    .action(async (paths: string[], options: Check.CheckOptions) => {
      if (flux.size > 1)
        throw new UsageError("'--flux' must stand without '--no-flux', which says the contrary; remove one");
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { checkManifests } = require('./check/check') as typeof Check;
      process.exitCode = await checkManifests(paths, options);
    });

  root
    .command('size')
    .description('what a Loki needs for what comes in: disk, bucket, limits, memory, and how it would best be run')
    .option('--rate <rate>', 'needed: what comes in on average before compression, 10MB/s or 20GB/day')
    .option('--retention <time>', 'needed: how long it is kept, 30d; a day at least')
    .option('--peak <rate>', 'the most that comes in; by default three times the average')
    .option('--error-share <share>', 'what is kept for --error-retention, 5%')
    .option('--error-retention <time>', 'how long errors are kept; by default 90d where their share is said')
    .option('--replicas <count>', 'Lokis; by default as recommended')
    .option('--storage <where>', 'disk or bucket; by default a bucket with several replicas')
    .option('--streams <count>', 'streams that get lines at one time')
    .option('--encoding <name>', 'how chunks are compressed: snappy (by default), lz4, gzip, zstd')
    .option('--assume <name=number>', 'another value of what is assumed; may stand several times', each)
    .option('--disk <size>', 'whether this disk is enough, 50Gi')
    .option('--quota <size>', "whether this bucket's quota is enough, 500Gi")
    .option('--json', 'the numbers for programs, in bytes and seconds')
    .action((options: Size.SizeOptions) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is run
      const { printSize } = require('./size/size') as typeof Size;
      process.exitCode = printSize(options, process.stdout.columns ?? 80);
    });

  return root;
}

const compareHelp = `
Each side reads a copy of the files and pushes to this process; nothing is sent anywhere else. The first side, of --native
and then of --agents, is what the others are compared with. Programs are those that VECTOR, ALLOY, FLUENT_BIT and PROMTAIL
name, else those on the PATH. Only what goes to a Loki is compared. Exit code: 0 without differences, 1 with some, 2 where
compare was asked wrongly, one that was named did not run, or nothing was sent.`;

const checkHelp = `
The real program judges where it is installed: named by VECTOR, ALLOY, FLUENT_BIT, PROMTAIL or LOKI, or found on the PATH.
Where it is not, the compilers that are built in do: component types, option names and values are then judged in
part only, which --strict takes for a failure. Exit code: 0 without errors, 1 with some, 2 where check was asked
wrongly.`;

/** Of the package: this file is in its lib/cli, or built in its dist/lib/cli. */
function version(): string {
  for (let folder = __dirname; dirname(folder) !== folder; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
  }
  return 'unknown';
}

function each(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
