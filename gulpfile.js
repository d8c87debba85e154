/** `gulp build`: type check of everything, then `dist` with what n8n loads and nothing else. `gulp emit`: without the check. */
const { Buffer } = require('node:buffer');
const { execFile } = require('node:child_process');
const { mkdir, readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { basename, dirname, join, relative } = require('node:path');
const { Transform } = require('node:stream');
const { promisify } = require('node:util');
const { dest, series, src } = require('gulp');
const { bundle, packagesIn, providedByN8n, published } = require('./scripts/bundle.cjs');

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
	})
		.pipe(shortenJson())
		.pipe(dest('dist'));

const shortenJson = () =>
	new Transform({
		objectMode: true,
		transform(file, _, done) {
			if (file.extname === '.json') file.contents = Buffer.from(JSON.stringify(JSON.parse(file.contents)));
			done(null, file);
		},
	});

/**
 * Compiles the nodes and credentials into one file, `dist/nodes.js`, of which the files that n8n loads take their class. n8n
 * installs a community package without dependencies, so libraries are carried inside, and their licences in
 * `dist/THIRD_PARTY_LICENSES.txt`.
 */
async function compile() {
	const { outputFiles, metafile } = await bundle({ minify: true, charset: 'utf8' });
	checkImports(metafile);
	await mkdir('dist');
	for (const { path, contents } of outputFiles) await writeFile(path, contents);
	for (const file of published) {
		const path = join('dist', file);
		const name = basename(file).split('.')[0];
		await mkdir(dirname(path), { recursive: true });
		await writeFile(
			path,
			`exports.${name}=require('${relative(dirname(path), 'dist/nodes.js')}').${name};\n`,
		);
	}
	await writeLicences(metafile);
}

function checkImports({ outputs }) {
	for (const [file, { imports }] of Object.entries(outputs)) {
		const names = imports.filter(({ external, path }) => external && !providedByN8n.includes(path));
		if (names.length === 0) continue;
		throw new Error(
			`${file} imports ${names.map(({ path }) => path).join(', ')}. A published file may import files of the package, n8n-workflow and Node's crypto only.`,
		);
	}
}

async function writeLicences(metafile) {
	const texts = await Promise.all((await packagesIn(metafile)).map(licenceOf));
	if (texts.length > 0) await writeFile('dist/THIRD_PARTY_LICENSES.txt', texts.join('\n'));
}

async function licenceOf({ folder, name, version }) {
	const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.md|\.txt)?$/i.test(entry));
	if (!file)
		throw new Error(`${name} would be carried inside the package, but comes without a licence file.`);
	return `${name} ${version}\n\n${await readFile(join(folder, file), 'utf8')}`;
}

exports.emit = series(clean, compile, copyAssets);
exports.build = series(typeCheck, exports.emit);
