/** Leaves out the tests that `leftOut.cjs` names. Fails a file of which it names a test that is not there. */
const { relative, join } = require('node:path');
const { TestEnvironment } = require('jest-environment-node');
const { leftOut } = require('./leftOut.cjs');

const nameOf = (block) => (block?.parent ? `${nameOf(block.parent)} ${block.name}`.trim() : '');

module.exports = class extends TestEnvironment {
	constructor(config, context) {
		super(config, context);
		const tests = leftOut[relative(join(__dirname, '..'), context.testPath)] ?? {};
		this.unmet = new Set(typeof tests === 'string' ? [] : Object.keys(tests));
		this.tests = [...this.unmet];
	}

	handleTestEvent({ name, test }) {
		if (name === 'test_start') {
			const met = this.tests.find((part) => nameOf(test).includes(part));
			if (met) test.mode = 'skip';
			this.unmet.delete(met);
		}
		if (name === 'run_finish' && this.unmet.size > 0)
			throw new Error(
				`test/dialect/leftOut.cjs names tests that are not there: ${[...this.unmet].join(', ')}`,
			);
	}
};
