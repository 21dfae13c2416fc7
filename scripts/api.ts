/**
 * Writes the API report of every entry point of package.json to `api/`, from the declarations in `dist/lib`.
 * With `--check` it writes nothing and fails when a tracked report differs.
 */
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import type { IConfigFile } from '@microsoft/api-extractor';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import manifest from '../package.json';

const root = resolve(__dirname, '..');
const check = process.argv.includes('--check');

interface Entry {
  /** File name of the report, without its ending. */
  readonly name: string;
  readonly types: string;
}

const entries: readonly Entry[] = Object.entries(manifest.exports).flatMap(([path, target]) =>
  typeof target === 'string' ? [] : [{ name: path === '.' ? 'index' : path.slice('./'.length), types: target.types }],
);

function config(entry: Entry): IConfigFile {
  return {
    projectFolder: root,
    mainEntryPointFilePath: join(root, entry.types),
    compiler: { tsconfigFilePath: join(root, 'tsconfig.build.json') },
    apiReport: {
      enabled: true,
      reportFileName: entry.name,
      reportFolder: join(root, 'api'),
      reportTempFolder: join(root, 'dist', 'api'),
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    newlineKind: 'lf',
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      extractorMessageReporting: {
        default: { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        // Everything exported is public; there are no release stages to tag.
        'ae-missing-release-tag': { logLevel: ExtractorLogLevel.None },
        // Types that only shape others need no name of their own at the entry point.
        'ae-forgotten-export': { logLevel: ExtractorLogLevel.None },
        // typedoc checks links, and knows more of them.
        'ae-unresolved-link': { logLevel: ExtractorLogLevel.None },
      },
      // Docstrings are judged by typedoc, which knows the whole of its own tags.
      tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
    },
  };
}

mkdirSync(join(root, 'api'), { recursive: true });
for (const entry of entries) {
  const result = Extractor.invoke(
    ExtractorConfig.prepare({
      configObject: config(entry),
      configObjectFullPath: undefined,
      packageJsonFullPath: join(root, 'package.json'),
    }),
    { localBuild: !check },
  );
  const changed = result.apiReportChanged ? (check ? 'differs, run `npm run api`' : 'written') : 'unchanged';
  console.log(`api/${entry.name}.api.md: ${changed}`);
  if (result.errorCount > 0 || (check && result.apiReportChanged)) process.exitCode = 1;
}
