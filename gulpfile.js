/** `gulp build`: type check of everything, then `dist` with what n8n loads and nothing else. `gulp emit`: without the check. */
const { execFile } = require('node:child_process');
const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { promisify } = require('node:util');
const { build } = require('esbuild');
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
 * Compiles each file that the nodes and credentials reach. n8n installs a community package without dependencies, so a
 * library is carried inside the file that imports it, and its licence in `dist/THIRD_PARTY_LICENSES.txt`.
 */
async function compile() {
	const reached = await build({
		entryPoints,
		outdir: 'dist',
		bundle: true,
		packages: 'external',
		write: false,
		metafile: true,
	});
	const ownFiles = Object.entries(reached.metafile.inputs);
	const carriers = ownFiles.filter(([, { imports }]) =>
		imports.some(({ path, external }) => external && !providedByN8n.includes(path)),
	);
	const metafiles = await Promise.all([
		compileFiles(
			ownFiles.filter((file) => !carriers.includes(file)),
			{},
		),
		compileFiles(carriers, { minify: true }),
	]);
	const metafile = {
		inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
		outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
	};
	checkImports(metafile);
	await writeLicences(metafile);
}

/** Compiles files of our own, each by itself with the libraries it imports. */
async function compileFiles(files, options) {
	const { metafile } = await build({
		entryPoints: files.map(([file]) => file),
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		target: 'node20',
		minifySyntax: true,
		external: providedByN8n,
		plugins: [keepOwnFilesApart],
		metafile: true,
		...options,
	});
	return metafile;
}

const keepOwnFilesApart = {
	name: 'keep-own-files-apart',
	setup({ onResolve }) {
		onResolve({ filter: /^\./ }, ({ kind, path, importer }) =>
			kind === 'entry-point' || importer.includes('node_modules') ? undefined : { path, external: true },
		);
	},
};

function checkImports({ outputs }) {
	for (const [file, { imports }] of Object.entries(outputs)) {
		const names = new Set(imports.map(({ path }) => path).filter((path) => !path.startsWith('.')));
		for (const name of providedByN8n) names.delete(name);
		if (names.size === 0) continue;
		throw new Error(
			`${file} imports ${[...names].join(', ')}. A published file may import files of the package, n8n-workflow and Node's crypto only.`,
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
