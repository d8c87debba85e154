/** Simulators that tests start speak the page dialect, or that of the overlay that `DIALECT` names. */
const { DIALECT: dialect = 'page' } = process.env;
const Runtime = require('../support/runtime.cjs');

module.exports = class extends Runtime {
	requireModule(...args) {
		const loaded = super.requireModule(...args);
		const { startSimulator } = loaded ?? {};
		if (!startSimulator) return loaded;
		return { ...loaded, startSimulator: (options) => startSimulator({ dialect, ...options }) };
	}
};
