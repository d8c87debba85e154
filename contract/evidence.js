/** A lint rule: each operation and each named schema of the contract says what it rests on (see the contract's own description). */
const kinds = ['documented', 'observed', 'assumed'];

const evidence = () => {
	const check = (value, { location, report }) => {
		const kind = value['x-evidence'];
		if (!kinds.includes(kind)) {
			report({ message: `x-evidence must be one of ${kinds.join(', ')}`, location: location.key() });
		} else if (kind !== 'assumed' && !value['x-source']) {
			report({ message: `x-source must say where it was ${kind}`, location: location.key() });
		}
	};
	return {
		Operation: check,
		NamedSchemas(schemas, { location, report }) {
			for (const [name, schema] of Object.entries(schemas)) {
				check(schema, { location: location.child(name), report });
			}
		},
	};
};

module.exports = () => ({ id: 'kiamo', rules: { oas3: { evidence } } });
