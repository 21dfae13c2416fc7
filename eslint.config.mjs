import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const syntax = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportAllDeclaration', message: 'List every name, so that what is public is decided.' },
  {
    selector: 'TSEnumDeclaration',
    message: 'Use a union of literals, or a static factory where the choice carries data.',
  },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'Use a module.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'docs/', 'coverage/', 'test/data/', 'wasm/', '**/imports/', 'test/package/consumer/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-restricted-syntax': ['error', ...syntax],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Public constructors check what plain JavaScript may pass, which the types call impossible.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Texts are taken apart by code point, and lines of logs hold control characters.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      'no-control-regex': 'off',
      // `Stage`, `Source` and `Sink` are facades of static factories.
      '@typescript-eslint/no-extraneous-class': ['error', { allowStaticOnly: true, allowConstructorOnly: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['lib/cli/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts', 'test/engines/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // jest's asymmetric matchers are typed `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What must not compile is written on purpose, and the line itself says why.
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': false }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-restricted-syntax': [
        'error',
        ...syntax,
        {
          selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|todo)$/]',
          message: 'A committed suite runs whole.',
        },
      ],
    },
  },
  {
    files: ['examples/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['../../*', '**/lib/*', '**/lib'], message: "Import from 'cdk8s-logging', as a user does." },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
    },
    // Node's globals: a misspelt one fails when it runs.
    rules: { 'no-undef': 'off' },
  },
);
