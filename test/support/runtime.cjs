/**
 * jest loads all modules again for each test file. For n8n-core, and for the checks that the simulator compiles from the
 * contract, that took four CPU seconds a file, and half a second for the nodes: more than most tests themselves. Here
 * packages, the nodes and the simulator are loaded by Node, once in each worker process, as n8n loads a node once. A file
 * that mocks modules or isolates them gets nodes of its own, and so does each with `globals: { hasOwnNodes: true }`.
 */
const { createRequire, isBuiltin } = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join, relative, resolve, sep } = require('node:path');
const { deserialize, serialize } = require('node:v8');
const { default: Runtime } = require('jest-runtime');

const root = join(__dirname, '../..');
const loadedOnce = [join(root, 'simulator') + sep, join(root, 'scripts', 'bundle.cjs')];
const tested = ['nodes', 'credentials', 'contract'].map((folder) => join(root, folder) + sep);
/** The files whose pauses before a retry take a tenth of their time in tests: nothing depends on how long they are. */
const paused = ['nodes/shared/transport/connection.ts', 'nodes/Interaction/interaction/references.ts'];
// jest runs each file in a realm of its own: `instanceof`, and spies on the clock, must hold on both sides.
const shared = {
	Date,
	Error,
	AggregateError,
	EvalError,
	RangeError,
	ReferenceError,
	SyntaxError,
	TypeError,
	URIError,
	Map,
	Set,
};

// n8n-core reads these when it is loaded; without them it would write to the home of the person who runs the tests.
process.env.N8N_ENCRYPTION_KEY = 'for-tests-only';
process.env.N8N_USER_FOLDER = join(tmpdir(), `n8n-nodes-kiamo-test-${process.pid}`);
process.env.N8N_LOG_LEVEL = 'silent'; // the tests read errors from the runs

/** Counts what runs, in this process: the modules of both realms share it. */
const coverage = (globalThis.__coverage__ ??= {});
const reported = new Map();
const sourceMaps = new Map();
/** Compiles a file as jest does: with coverage, and with the fault of a planted run. */
let compile;

require.extensions['.ts'] = (module, path) => {
	if (paused.includes(relative(root, path))) module.require = (name) => pausing(path, name);
	module._compile(compile(path), path);
};
// Looked for last: beside KiamoAgent.node.ts is a KiamoAgent.node.json.
const { '.json': json } = require.extensions;
delete require.extensions['.json'];
require.extensions['.json'] = json;

module.exports = class extends Runtime {
	constructor(config, environment, resolver, transformer, ...rest) {
		super(config, environment, resolver, transformer, ...rest);
		const { global } = environment;
		for (const [name, Outer] of Object.entries(shared)) {
			Object.setPrototypeOf(global[name].prototype, Outer.prototype);
			global[name] = Outer;
		}
		global.Object.prototype.constructor = Object; // by which libraries know plain objects
		global.process.env = process.env;
		// Not a plain value: jest takes those apart at the end of a file.
		Object.defineProperty(global, '__coverage__', { configurable: true, get: () => coverage });
		this.hasOwnNodes = Boolean(config.globals.hasOwnNodes);
		compile = (path) => {
			const options = this._getFullTransformationOptions();
			const { code, sourceMapPath } = transformer.transform(path, options);
			if (sourceMapPath) sourceMaps.set(path, sourceMapPath);
			return code;
		};
	}

	requireModule(from, name, options, ...rest) {
		if (!name || options?.isInternalModule || !this.isLoadedOnce(from, name))
			return super.requireModule(from, name, options, ...rest);
		return paused.includes(relative(root, from)) ? pausing(from, name) : createRequire(from)(name);
	}

	isLoadedOnce(from, name) {
		if (!name.startsWith('.') && !name.startsWith('/')) return !isBuiltin(name);
		const path = resolve(dirname(from), name);
		const folders = this.hasOwnNodes ? loadedOnce : [...loadedOnce, ...tested];
		return folders.some((folder) => path.startsWith(folder));
	}

	setMock(...args) {
		this.hasOwnNodes = true;
		super.setMock(...args);
	}

	isolateModules(load) {
		const { hasOwnNodes } = this;
		this.hasOwnNodes = true;
		try {
			super.isolateModules(load);
		} finally {
			this.hasOwnNodes = hasOwnNodes;
		}
	}

	getSourceMaps() {
		return new Map([...sourceMaps, ...super.getSourceMaps()]);
	}

	/** The files of which more ran than this process has reported: jest merges all that it gets, which takes its time. */
	getAllCoverageInfoCopy() {
		const grown = Object.entries(coverage).filter(([path, file]) => {
			const ran = hits(file);
			const isMore = ran !== reported.get(path);
			reported.set(path, ran);
			return isMore;
		});
		return deserialize(serialize(Object.fromEntries(grown)));
	}
};

/** How many statements, functions and branches ran at least once. */
const hits = ({ s, f, b }) =>
	[...Object.values(s), ...Object.values(f), ...Object.values(b).flat()].filter((count) => count > 0).length;

function pausing(from, name) {
	const loaded = createRequire(from)(name);
	if (name !== 'n8n-workflow') return loaded;
	return { ...loaded, sleep: async (ms, signal) => await loaded.sleep(ms / 10, signal) };
}
