'use strict';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  // By default jest leaves one core idle, which on two cores is half of them.
  maxWorkers: '100%',
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  moduleNameMapper: {
    // `import('./x.js')`, as the compiled library loads x.ts on demand.
    '^(\\.{1,2}/.+)\\.js$': '$1',
    '^cdk8s-logging$': '<rootDir>/lib/index.ts',
    '^cdk8s-logging/testing$': '<rootDir>/lib/testing/index.ts',
    '^cdk8s-logging/loki$': '<rootDir>/lib/backends/loki/index.ts',
    '^cdk8s-logging/([^/]+)$': '<rootDir>/lib/engines/$1/index.ts',
  },
};
