import tseslint from 'typescript-eslint';

const ambient = [
  { object: 'Date', property: 'now', message: 'Lab time comes from the injected clock (lab/clock).' },
  { object: 'Math', property: 'random', message: 'Chance comes from the injected generator (lab/chance).' },
  { object: 'performance', property: 'now', message: 'Wall time is read in lab/clock/wall.ts only.' },
];
const timers = ['setTimeout', 'setInterval'].map((name) => ({
  name,
  message: 'Waits are lab timers (lab/clock); the wall is read in lab/clock/wall.ts only.',
}));

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'reports/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommended, ...tseslint.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      complexity: ['error', 15],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  {
    files: ['lab/**/*.ts'],
    ignores: ['**/*.test.ts', 'lab/clock/wall.ts'],
    rules: {
      'no-restricted-properties': ['error', ...ambient],
      'no-restricted-globals': ['error', ...timers],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Lab time comes from the injected clock.',
        },
        { selector: 'TSAsExpression TSAsExpression', message: 'A double cast silences the checker.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: [
      'lab/cli/**/*.ts',
      'lab/agent/**/*.ts',
      'scripts/**',
      'bench/**',
      'differential/main.ts',
      'consumers/main.ts',
      'clients/main.ts',
    ],
    rules: { 'no-console': 'off' },
  },
);
