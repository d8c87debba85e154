/** `gulp build`: type check of everything, then `dist` with what n8n loads and nothing else. `gulp emit`: without the check. */
const { execFile } = require('node:child_process');
const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { promisify } = require('node:util');
const { build, transform } = require('esbuild');
const { dest, series, src } = require('gulp');
const { n8n } = require('./package.json');

const entryPoints = [...n8n.nodes, ...n8n.credentials].map((file) =>
	file.replace(/^dist\/(.*)\.js$/, '$1.ts'),
);
const providedByN8n = ['n8n-workflow', 'crypto', 'node:crypto'];

async function typeCheck() {
	try {
		await promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit']);
	} catch (error) {
		throw new Error(`The TypeScript compiler refuses the code:\n${error.stdout || error.message}`);
	}
}

const clean = () => rm('dist', { recursive: true, force: true });

/** Icons, codex and output schemas, at the places where the compiled nodes look for them. */
const copyAssets = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

/**
 * Compiles the nodes and credentials; what several of them use goes into files of its own, so that n8n has few to load.
 * n8n installs a community package without dependencies, so libraries are carried inside, and their licences in
 * `dist/THIRD_PARTY_LICENSES.txt`.
 */
async function compile() {
	const { outputFiles, metafile } = await build({
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
		metafile: true,
		write: false,
	});
	checkImports(metafile);
	for (const { path, text } of outputFiles) {
		const { code } = await transform(text, { format: 'cjs', platform: 'node', ...shortened });
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, code);
	}
	await writeLicences(metafile);
}

/** Without spaces and detours, but with its own names: people who look into the package can follow it. */
const shortened = { minifySyntax: true, minifyWhitespace: true };

function checkImports({ outputs }) {
	for (const [file, { imports }] of Object.entries(outputs)) {
		const names = imports.filter(({ external, path }) => external && !providedByN8n.includes(path));
		if (names.length === 0) continue;
		throw new Error(
			`${file} imports ${names.map(({ path }) => path).join(', ')}. A published file may import files of the package, n8n-workflow and Node's crypto only.`,
		);
	}
}

async function writeLicences({ inputs }) {
	const packageOf = (file) => /.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
	const folders = [...new Set(Object.keys(inputs).map(packageOf))].filter(Boolean).sort();
	const texts = await Promise.all(folders.map(licenceOf));
	if (texts.length > 0) await writeFile('dist/THIRD_PARTY_LICENSES.txt', texts.join('\n'));
}

async function licenceOf(folder) {
	const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
	const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
	if (!file)
		throw new Error(`${name} would be carried inside the package, but comes without a licence file.`);
	return `${name} ${version}\n\n${await readFile(join(folder, file), 'utf8')}`;
}

exports.emit = series(clean, compile, copyAssets);
exports.build = series(typeCheck, exports.emit);
