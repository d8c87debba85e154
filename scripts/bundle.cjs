/** What is published as one: the nodes and credentials with the libraries that they carry inside. */
const { readFile } = require('node:fs/promises');
const { join } = require('node:path');
const { build } = require('esbuild');
const { n8n } = require('../package.json');

const root = join(require.resolve('../package.json'), '..');

/** The published files of the nodes and credentials, within `dist`. */
const published = [...n8n.nodes, ...n8n.credentials].map((file) => file.replace(/^dist\//, ''));

/** Imports that n8n answers. */
const providedByN8n = ['n8n-workflow', 'crypto', 'node:crypto'];

/** The phone library not as for old browsers, and its metadata in short. */
const phoneLibrary = {
	name: 'phone-library',
	setup({ onResolve, onLoad }) {
		onResolve({ filter: /\/es6\// }, ({ path, resolveDir }) =>
			resolveDir.includes('libphonenumber-js')
				? { path: join(resolveDir, path.replace('/es6/', '/es6-modern/')), sideEffects: false }
				: undefined,
		);
		onLoad({ filter: /\/metadata\.min\.json\.js$/ }, async ({ path }) => ({
			contents: `export default ${shorten(await readFile(path.replace(/\.js$/, ''), 'utf8'))};`,
		}));
	},
};

/** Parts that the patterns of phone numbers repeat thousands of times, each with the sign that stands for it. */
const signs = [
	['@', '})(\\\\d{'],
	['%', '\\\\d{'],
	['&', '\\\\d'],
	['^', '","$1 $2'],
	['!', '["'],
	['<', '"],"'],
	['*', '",'],
	['+', '(?:'],
];

/** An expression that gives the data of a JSON text, in 30 kB less. */
function shorten(json) {
	const short = signs.reduce((text, [sign, part]) => text.replaceAll(part, sign), json);
	const long = signs.reduce((text, [sign, part]) => text.replaceAll(sign, part), short);
	if (long !== json) throw new Error('The metadata of phone numbers has a sign of its own: take others');
	const toLong = signs.map(([sign, part]) => `.replaceAll('${sign}',${JSON.stringify(part)})`).join('');
	return `JSON.parse(${JSON.stringify(short)}${toLong})`;
}

/** Bundles all nodes and credentials as one CommonJS module, without writing it, unless `options` of esbuild say otherwise. */
const bundle = async (options = {}) =>
	await build({
		absWorkingDir: root,
		stdin: {
			contents: published.map((file) => `export * from './${file.replace(/\.js$/, '')}';`).join('\n'),
			resolveDir: root,
		},
		outfile: 'dist/nodes.js',
		bundle: true,
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		external: providedByN8n,
		plugins: [phoneLibrary],
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

module.exports = { bundle, packagesIn, providedByN8n, published };
