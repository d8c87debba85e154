/** What is published as one: the nodes and credentials with the libraries that they carry inside. */
const { readFile } = require('node:fs/promises');
const { join } = require('node:path');
const { build } = require('esbuild');
const { n8n } = require('../package.json');

const root = join(require.resolve('../package.json'), '..');

const entryPoints = [...n8n.nodes, ...n8n.credentials].map((file) =>
	file.replace(/^dist\/(.*)\.js$/, '$1.ts'),
);

/** Imports that n8n answers. */
const providedByN8n = ['n8n-workflow', 'crypto', 'node:crypto'];

/** The phone library not as for old browsers. */
const modernPhoneLibrary = {
	name: 'modern-phone-library',
	setup({ onResolve }) {
		onResolve({ filter: /\/es6\// }, ({ path, resolveDir }) =>
			resolveDir.includes('libphonenumber-js')
				? { path: join(resolveDir, path.replace('/es6/', '/es6-modern/')), sideEffects: false }
				: undefined,
		);
	},
};

/**
 * Bundles the nodes and credentials without writing anything, unless `options` of esbuild say otherwise. What several of
 * them use goes into files of its own.
 */
const bundle = async (options = {}) =>
	await build({
		absWorkingDir: root,
		entryPoints,
		outdir: 'dist',
		outbase: '.',
		chunkNames: 'chunks/[hash]',
		bundle: true,
		// Only ES modules can share code; n8n loads CommonJS.
		format: 'esm',
		splitting: true,
		platform: 'node',
		target: 'node20',
		external: providedByN8n,
		plugins: [modernPhoneLibrary],
		metafile: true,
		write: false,
		...options,
	});

/**
 * The packages of which a bundle carries code.
 * @returns {Promise<Array<{ folder: string, name: string, version: string }>>} `folder` is within the project.
 */
async function packagesIn({ inputs }) {
	const packageOf = (file) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
	const folders = [...new Set(Object.keys(inputs).map(packageOf))].filter(Boolean).sort();
	return await Promise.all(
		folders.map(async (folder) => {
			const manifest = await readFile(join(root, folder, 'package.json'), 'utf8');
			const { name, version } = JSON.parse(manifest);
			return { folder, name, version };
		}),
	);
}

module.exports = { bundle, packagesIn, providedByN8n };
