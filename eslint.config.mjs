import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

/**
 * The walls of the house. Two tag families: where code may run (`side:`) and what it is (`layer:`).
 * Every rule here has a sentence in docs/architecture.md.
 */
const walls = [
  { sourceTag: 'side:browser', onlyDependOnLibsWithTags: ['side:browser', 'side:any'] },
  { sourceTag: 'side:server', onlyDependOnLibsWithTags: ['side:server', 'side:any'] },
  { sourceTag: 'side:any', onlyDependOnLibsWithTags: ['side:any'] },
  { sourceTag: 'layer:engine', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'layer:contract', onlyDependOnLibsWithTags: ['layer:engine'] },
  { sourceTag: 'layer:ui', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'layer:core', onlyDependOnLibsWithTags: ['layer:contract', 'layer:ui'] },
  {
    sourceTag: 'layer:area',
    onlyDependOnLibsWithTags: ['layer:core', 'layer:ui', 'layer:contract', 'layer:engine'],
  },
  { sourceTag: 'layer:kit', onlyDependOnLibsWithTags: ['layer:contract'] },
  {
    sourceTag: 'layer:store',
    onlyDependOnLibsWithTags: ['layer:contract', 'layer:engine', 'layer:kit'],
  },
  {
    sourceTag: 'layer:service',
    onlyDependOnLibsWithTags: ['layer:store', 'layer:kit', 'layer:contract', 'layer:engine'],
  },
  { sourceTag: 'layer:bff', onlyDependOnLibsWithTags: ['layer:kit', 'layer:contract'] },
  { sourceTag: 'layer:tool', onlyDependOnLibsWithTags: ['layer:engine'] },
  { sourceTag: 'layer:app', onlyDependOnLibsWithTags: ['*'] },
  { sourceTag: 'layer:e2e', onlyDependOnLibsWithTags: ['*'] },
];

const noSql = {
  group: ['kysely', 'kysely/*', 'mysql2', 'mysql2/*', 'node:sqlite'],
  message:
    'Only libs/backend/store knows SQL. Add a method to the store that owns the noun instead.',
};
const noTesting = {
  group: ['@waybill/*/testing', '@waybill/*/testing/*'],
  message: 'Builders and twins are for specs and e2e. Hand the thing in through a port instead.',
};
const noSdk = {
  group: ['@aws-sdk/*'],
  message: 'Only libs/backend/store (and connectors) know an SDK. Use its BucketStore port.',
};

const noPackages = {
  regex: String.raw`^(?!\.)`,
  message: 'The engines run wherever rules are written. Take a parameter instead.',
};
const noPackagesButJson = { ...noPackages, regex: String.raw`^(?!\.|jsonc-parser$)` };

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '.angular/', '.nx/', '.waybill*/', 'test-results/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: walls, enforceBuildableLibDependency: false, allow: [] },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What is tried from outside may be released as well; infra is no project that a wall could name.
    files: ['e2e/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: walls,
          enforceBuildableLibDependency: false,
          allow: ['../../infra/deploy/**'],
        },
      ],
    },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: ['libs/backend/store/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noSql, noSdk, noTesting] }] },
  },
  {
    files: ['libs/{rules,tabular}/src/**/*.ts'],
    ignores: ['libs/rules/src/text/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noPackages] }] },
  },
  {
    files: ['libs/rules/src/text/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noPackagesButJson] }] },
  },
  {
    files: ['libs/backend/store/**/*.ts', 'apps/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noTesting] }] },
  },
  {
    files: ['libs/**/*.spec.ts', 'libs/**/testing/**/*.ts', 'libs/**/{bench,cases}/**/*.ts'],
    ignores: ['libs/backend/store/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noSql, noSdk] }] },
  },
  {
    files: [
      'apps/**/*.spec.ts',
      'apps/**/testing/**/*.ts',
      '{libs/backend/store,apps}/**/*.spec.ts',
      'libs/backend/store/{testing,bench}/**/*.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.spec.ts', 'e2e/**/*.ts', '**/testing/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'max-lines': ['error', { max: 600, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['apps/local/**/*.ts', 'e2e/**/*.ts', 'infra/**/*.{ts,mjs}'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/portal/**/*.ts', 'libs/portal/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
  },
  {
    files: ['apps/portal/**/*.html', 'libs/portal/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  prettier,
);
