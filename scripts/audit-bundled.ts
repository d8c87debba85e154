/**
 * `npm run audit:bundled`: asks the registry for known weaknesses of the packages of which this one carries code, at the
 * versions of package-lock.json. Ends as `npm audit` does. An audit of the whole project would report its tools, too,
 * which nobody gets who installs the package.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runScript, start } from './sandbox/process';

interface Bundled {
	folder: string;
	name: string;
	version: string;
}
interface Build {
	bundle: () => Promise<{ metafile: object }>;
	packagesIn: (metafile: object) => Promise<Bundled[]>;
}
interface Lock {
	packages: Record<string, { version: string; dev?: boolean } | undefined>;
}

const { bundle, packagesIn } = createRequire(__filename)('./bundle.cjs') as Build;
const { packages } = JSON.parse(readFileSync(join(__dirname, '../package-lock.json'), 'utf8')) as Lock;

/** The entry of the lock of a bundled package, which here is nobody's tool. */
function lockedEntry({ folder, name, version }: Bundled) {
	const entry = packages[folder];
	if (entry?.version === version) return { ...entry, dev: undefined };
	const locked = entry?.version ?? 'none of it';
	throw new Error(`${name} ${version} is bundled, but package-lock.json has ${locked}: run npm ci`);
}

/** Writes a project that has just these packages, as far as an audit looks. */
function writeProject(folder: string, bundled: Bundled[]): void {
	const write = (file: string, content: object) => {
		writeFileSync(join(folder, file), JSON.stringify(content));
	};
	const dependencies = Object.fromEntries(bundled.map(({ name, version }) => [name, version]));
	if (Object.keys(dependencies).length < bundled.length)
		throw new Error('A package is bundled in two versions: an audit of both at once is not made for that');
	const project = { name: 'bundled', version: '0.0.0', private: true, dependencies };
	const entries = bundled.map((one) => [`node_modules/${one.name}`, lockedEntry(one)] as const);
	write('package.json', project);
	write('package-lock.json', {
		name: project.name,
		version: project.version,
		lockfileVersion: 3,
		packages: { '': project, ...Object.fromEntries(entries) },
	});
}

async function main(): Promise<void> {
	const { metafile } = await bundle();
	const bundled = await packagesIn(metafile);
	console.log(`Bundled: ${bundled.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-kiamo-audit-'));
	try {
		writeProject(folder, bundled);
		const audit = ['audit', '--package-lock-only'];
		const { exitCode } = await start('npm', audit, { cwd: folder, stdio: 'inherit', reject: false });
		process.exitCode = exitCode ?? 1;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

runScript(main);
