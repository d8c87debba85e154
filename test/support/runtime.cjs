/**
 * jest loads all modules again for each test file. For n8n-core, and for the checks that the simulator compiles from the
 * contract, that took four CPU seconds a file: more than most tests themselves. Here packages, the simulator and the
 * bundler are loaded by Node, once in each worker process; only the files of this repository that are tested, and the tests, are
 * jest's.
 */
const { readFileSync } = require('node:fs');
const { createRequire, isBuiltin } = require('node:module');
const { tmpdir } = require('node:os');
const { dirname, join, relative, resolve, sep } = require('node:path');
const { deserialize, serialize } = require('node:v8');
const { transformSync } = require('@swc/core');
const { default: Runtime } = require('jest-runtime');

const root = join(__dirname, '../..');
const loadedOnce = [join(root, 'simulator') + sep, join(root, 'scripts', 'bundle.cjs')];
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
};

// n8n-core reads these when it is loaded; without them it would write to the home of the person who runs the tests.
process.env.N8N_ENCRYPTION_KEY = 'for-tests-only';
process.env.N8N_USER_FOLDER = join(tmpdir(), `n8n-nodes-kiamo-test-${process.pid}`);
process.env.N8N_LOG_LEVEL = 'silent'; // the tests read errors from the runs

const swc = { module: { type: 'commonjs' }, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } };
require.extensions['.ts'] = (module, path) =>
	module._compile(transformSync(readFileSync(path, 'utf8'), swc).code, path);

module.exports = class extends Runtime {
	constructor(config, environment, ...rest) {
		super(config, environment, ...rest);
		const { global } = environment;
		for (const [name, Outer] of Object.entries(shared)) {
			Object.setPrototypeOf(global[name].prototype, Outer.prototype);
			global[name] = Outer;
		}
		global.Object.prototype.constructor = Object; // by which libraries know plain objects
		global.process.env = process.env;
	}

	requireModule(from, name, options, ...rest) {
		if (!name || options?.isInternalModule || !isLoadedOnce(from, name))
			return super.requireModule(from, name, options, ...rest);
		const loaded = createRequire(from)(name);
		if (name !== 'n8n-workflow' || !paused.includes(relative(root, from))) return loaded;
		return { ...loaded, sleep: async (ms, signal) => await loaded.sleep(ms / 10, signal) };
	}

	/** The same as jest's, in a fraction of its time. */
	getAllCoverageInfoCopy() {
		return deserialize(serialize(this._environment.global.__coverage__));
	}
};

function isLoadedOnce(from, name) {
	const isPath = name.startsWith('.') || name.startsWith('/');
	return isPath ? loadedOnce.some((path) => resolve(dirname(from), name).startsWith(path)) : !isBuiltin(name);
}
