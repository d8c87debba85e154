/** The customers of the benchmark, for the n8n node and the bare script alike. */
exports.customers = (count, more = {}) =>
	Array.from({ length: count }, (_, n) => ({
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
	}));
