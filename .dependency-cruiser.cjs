'use strict';

// Each folder of lib/ imports only itself and those before it.
const layers = [
  'findings',
  'text',
  'languages',
  'pipeline',
  'engines',
  'backends',
  'delivery',
  'constructs',
  'patterns',
  'testing',
  'cli',
];

const direction = layers.slice(0, -1).map((layer, index) => ({
  name: `${layer}-looks-down-only`,
  comment: `lib/${layer} is imported by ${layers.slice(index + 1).join(', ')}, and imports none of them`,
  severity: 'error',
  from: { path: `^lib/${layer}/` },
  to: { path: `^lib/(${layers.slice(index + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'no-cycle',
      comment: 'An `import type` is gone when the program runs, so it closes no cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'known-folder',
      comment: 'A new folder of lib/ takes its place in the list of layers',
      severity: 'error',
      from: {},
      to: { path: '^lib/[^/]+/', pathNot: `^lib/(${layers.join('|')})/` },
    },
    {
      name: 'engines-apart',
      comment: 'Engines share the contract (lib/engines/*.ts) and the family of loki-stages, nothing else',
      severity: 'error',
      from: { path: '^lib/engines/([^/]+)/' },
      to: { path: '^lib/engines/[^/]+/', pathNot: '^lib/engines/($1|loki-stages)/' },
    },
    {
      name: 'contract-knows-no-engine',
      severity: 'error',
      from: { path: '^lib/engines/engine[.]ts$' },
      to: { path: '^lib/engines/[^/]+/' },
    },
    {
      name: 'not-your-own-index',
      comment: 'An index lists what leaves the folder; inside it the file itself is imported',
      severity: 'error',
      from: { path: '^(lib/.+/)[^/]+[.]ts$' },
      to: { path: '^$1index[.]ts$' },
    },
    {
      name: 'root-index-is-for-users',
      comment: 'Only the command line hands it on, to the modules of users that it loads',
      severity: 'error',
      from: { path: '^lib/[^/]+/', pathNot: '^lib/cli/' },
      to: { path: '^lib/index[.]ts$' },
    },
    {
      name: 'lib-stands-alone',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(test|examples|bench|scripts)/' },
    },
    {
      name: 'lib-ships-its-imports',
      comment: 'A user has the dependencies and peers only',
      severity: 'error',
      from: { path: '^lib/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'npm-peer'] },
    },
    {
      name: 'no-kubernetes-in-the-core',
      comment: 'Compose and a plain file are served by the same code',
      severity: 'error',
      from: { path: '^lib/(findings|text|languages|pipeline|engines)/' },
      to: { path: 'node_modules/(cdk8s-plus-28|constructs)/' },
    },
    {
      name: 'command-line-only',
      comment: 'Importing the library must not load what only the command line needs',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/cli/' },
      to: { path: 'node_modules/(commander|jiti)/' },
    },
    {
      name: 'examples-are-users',
      comment: "An example imports 'cdk8s-logging', its sub-paths and its own files",
      severity: 'error',
      from: { path: '^examples/([^/]+)/' },
      to: {
        path: '^(lib|test|bench|scripts|examples)/',
        pathNot: '^(lib/index[.]ts$|lib/(engines/[^/]+|backends/[^/]+|testing)/index[.]ts$|examples/$1/)',
      },
    },
    {
      name: 'kebab-case',
      comment: 'Files are named after their noun, in kebab-case; never utils or helpers',
      severity: 'error',
      from: {},
      to: {
        path: '^(lib|examples|bench|scripts)/',
        pathNot: '^(?!.*/(utils?|helpers?|common|misc)[./])[a-z0-9/-]+[.](ts|json)$',
      },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|docs|test/data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['require', 'node', 'default', 'types'] },
  },
};
