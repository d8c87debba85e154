/** For the benchmark only: reads `fields` for every item, as a node that writes them must, and does nothing with them. */
class BenchReadFields {
	description = {
		displayName: 'Bench Read Fields',
		name: 'benchReadFields',
		group: ['transform'],
		version: 1,
		description: 'Reads parameters',
		defaults: { name: 'Read fields' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'resourceMapper',
				default: { mappingMode: 'defineBelow', value: null },
				typeOptions: {
					resourceMapper: { mode: 'upsert', resourceMapperMethod: 'none' },
				},
			},
		],
	};

	async execute() {
		const items = this.getInputData();
		items.forEach((_, index) => this.getNodeParameter('fields', index));
		return [items];
	}
}

exports.BenchReadFields = BenchReadFields;
