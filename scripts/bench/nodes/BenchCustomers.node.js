const { customers } = require('./customers.cjs');

/** For the benchmark only: emits `count` customers, each with `more`; every second one is known to the base that the benchmark fills. */
class BenchCustomers {
	description = {
		displayName: 'Bench Customers',
		name: 'benchCustomers',
		group: ['input'],
		version: 1,
		description: 'Emits customers',
		defaults: { name: 'Customers' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Count', name: 'count', type: 'number', default: 1 },
			{ displayName: 'More', name: 'more', type: 'json', default: '{}' },
		],
	};

	async execute() {
		const count = this.getNodeParameter('count', 0);
		const more = JSON.parse(this.getNodeParameter('more', 0));
		const items = customers(count, more).map((json) => ({ json, pairedItem: { item: 0 } }));
		return [items];
	}
}

exports.BenchCustomers = BenchCustomers;
