/** The least that Create or Update of all customers takes: reads the base, compares, sends arrays of 100. */
import { parsePhoneNumber } from 'libphonenumber-js/min';
import customersOf from '../nodes/customers.cjs';
import { address, chunk, items, readAll, report, send } from './kiamo.mjs';

const phone = (text) => parsePhoneNumber(text, 'FR').number;
const compared = {
	contactEmail: (text) => text.toLowerCase(),
	contactMobilePhoneNumber: phone,
};

const customers = customersOf.customers(items);
await report(async () => {
	const known = new Map((await readAll()).map((contact) => [contact.fields.crmId, contact]));
	const created = [];
	const updated = [];
	for (const fields of customers) {
		phone(fields.contactMobilePhoneNumber);
		const contact = known.get(fields.crmId);
		if (!contact) {
			created.push({ fields });
			continue;
		}
		const changed = Object.entries(fields).filter(([name, value]) => {
			const held = contact.fields[name];
			const comparable = compared[name] ?? String;
			return held !== value && comparable(held ?? '') !== comparable(value);
		});
		if (changed.length > 0) updated.push({ id: contact.id, fields: Object.fromEntries(changed) });
	}
	for (const rows of chunk(updated, 100)) await send('PUT', address, rows);
	for (const rows of chunk(created, 100)) await send('POST', address, rows);
	return customers.length;
});
