/** The least that a callback for each customer takes: reads the number, sends arrays of 100. */
import { parsePhoneNumber } from 'libphonenumber-js/min';
import customersOf from '../nodes/customers.cjs';
import { address, chunk, items, more, report, send } from './kiamo.mjs';

const customers = customersOf.customers(items, more);
await report(async () => {
	const bodies = customers.map(({ contactMobilePhoneNumber, crmId, callbackAt }) => ({
		destination: parsePhoneNumber(contactMobilePhoneNumber, 'FR').number,
		scheduled_date: new Date(`${callbackAt}Z`).toISOString(),
		reference: crmId,
	}));
	for (const rows of chunk(bodies, 100)) await send('POST', address, rows);
	return bodies.length;
});
