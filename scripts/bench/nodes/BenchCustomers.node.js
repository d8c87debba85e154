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
		const items = Array.from({ length: count }, (_, n) => ({
			json: {
				crmId: `C-${2 * n}`,
				contactFirstName: 'Hélène',
				contactLastName: `Pélissier ${n}`,
				contactEmail: `helene.pelissier${n}@example.fr`,
				contactMobilePhoneNumber: `06 12 ${String(1_000_000 + n)
					.slice(1)
					.replace(/(..)(?=.)/g, '$1 ')}`,
				contactCity: 'Rennes',
				score: n % 101,
				...more,
			},
			pairedItem: { item: 0 },
		}));
		return [items];
	}
}

exports.BenchCustomers = BenchCustomers;
