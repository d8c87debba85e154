/** Compiles as always, with one fault of `faults.json` planted: the one that PLANTED numbers. */
const { join, relative } = require('node:path');
const { createTransformer } = require('@swc/jest');
const faults = require('./faults.json');

module.exports = {
	createTransformer(options) {
		const swc = createTransformer(options);
		const { file, from, to } = faults[Number(process.env.PLANTED)];
		const root = join(__dirname, '../..');
		return {
			canInstrument: swc.canInstrument,
			getCacheKey: (...args) => `${swc.getCacheKey(...args)}-planted-${process.env.PLANTED}`,
			process(source, name, transformOptions) {
				const isHere = relative(root, name) === file;
				return swc.process(isHere ? source.replace(from, () => to) : source, name, transformOptions);
			},
		};
	},
};
