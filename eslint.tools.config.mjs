/** Rules for all that is not published: strict, type-checked TypeScript. What is published is under n8n's own rules. */
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['dist', 'coverage', '.sandbox', 'contract/generated', 'nodes', 'credentials'] },
	eslint.configs.recommended,
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			// Numbers print as one expects.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// `() => close()` is how a callback is written.
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			// n8n's interfaces ask for promises where there is nothing to wait for.
			'@typescript-eslint/require-await': 'off',
		},
	},
	{
		// Playwright's fixtures name what they use in their first parameter, maybe nothing.
		files: ['test/e2e/**'],
		rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] },
	},
	{
		files: ['**/*.{js,cjs}'],
		languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly' } },
	},
	{
		files: ['**/*.{js,cjs,mjs}'],
		languageOptions: {
			globals: {
				console: 'readonly',
				fetch: 'readonly',
				performance: 'readonly',
				process: 'readonly',
				URL: 'readonly',
			},
		},
	},
);
