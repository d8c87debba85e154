import { carelessly, writtenDown, type Customer } from '../../../scripts/start/customers';
import { Random } from '../../../simulator/random';

/** The fields that the workflows sync, by their names in Kiamo. */
export const fields = [
	'contactFirstName',
	'contactLastName',
	'contactEmail',
	'contactPhoneNumber',
	'contactMobilePhoneNumber',
	'companyName',
	'contactZipCode',
	'contactCity',
] as const;
export type Field = (typeof fields)[number];
export type Values = Record<Field, string>;

export type Need = 'long names' | 'shared emails';

/** A person of the first sync, as one or both sides know them. */
export interface Person {
	crm?: Values;
	kiamo?: Values;
	/** Why the workflow cannot bring the person to the other side. */
	parked?: string;
	/** What a CRM must be able to hold for this person. */
	needs?: Need;
	/** When the contact in Kiamo changed, where that is not now. */
	at?: Date;
}

const toValues = (row: Customer): Values => ({
	contactFirstName: row.firstName,
	contactLastName: row.lastName,
	contactEmail: row.email,
	contactPhoneNumber: row.phone,
	contactMobilePhoneNumber: row.mobile,
	companyName: row.company,
	contactZipCode: row.zipCode,
	contactCity: row.city,
});

/**
 * People as real lists hold them: most on both sides, phones written in other ways, some filled in a hurry; and the
 * traps of such lists. No two people share an email or a mobile, unless a trap says so.
 */
export function people(count: number, seed: number): Person[] {
	const all = Array.from({ length: count }, (_, n): Person => {
		const random = new Random(seed, 'sides', n);
		const inCrm = toValues(carelessly(writtenDown(seed, n, 'crm'), new Random(seed, 'careless', n)));
		const inKiamo = toValues(writtenDown(seed, n, 'contact center'));
		const share = random.next();
		if (share < 0.6) return { crm: inCrm, kiamo: { ...inKiamo, ...(share < 0.15 && { contactCity: '' }) } };
		return share < 0.85 ? { crm: inCrm } : { kiamo: inKiamo };
	});
	return [...all, ...traps(count, seed)];
}

/** What may break a request or an expression. */
const odd = {
	contactFirstName: 'Zoé😀',
	contactLastName: `O"Brien\\d'Arc{{1+1}}`,
	companyName: '<b>S&A</b>; $& $1 %20',
};

function traps(from: number, seed: number): Person[] {
	const values = (n: number) => toValues(writtenDown(seed, from + n, 'traps'));
	const couple = [values(0), { ...values(1), contactMobilePhoneNumber: values(0).contactMobilePhoneNumber }];
	const twice = values(2);
	const nothing = { contactEmail: '', contactPhoneNumber: '', contactMobilePhoneNumber: '' };
	return [
		// A couple with one mobile, on both sides.
		...couple.map((crm) => ({ crm, kiamo: { ...crm, contactCity: 'Brest' } })),
		// A couple with one mobile, in the CRM only.
		...[values(3), { ...values(4), contactMobilePhoneNumber: values(3).contactMobilePhoneNumber }].map(
			(crm) => ({ crm }),
		),
		// Twice in Kiamo, once in the CRM: nobody can say which one is meant.
		{ crm: twice, kiamo: { ...twice, contactFirstName: 'A.' }, parked: 'matches 2 contacts' },
		{ kiamo: { ...twice, contactFirstName: 'B.' }, parked: 'known' },
		{ crm: { ...values(5), ...nothing } },
		{ kiamo: { ...values(6), ...nothing }, parked: 'neither email nor phone' },
		{ crm: { ...values(7), contactEmail: values(7).contactEmail.toUpperCase() }, kiamo: values(7) },
		// Names as nobody expects them, on both sides and on one.
		{ crm: { ...values(8), ...odd }, kiamo: { ...values(8), ...odd, companyName: '' } },
		{ crm: { ...values(9), ...odd } },
		{ kiamo: { ...values(10), ...odd } },
		{ crm: { ...values(11), contactFirstName: '' } },
		{ kiamo: { ...values(12), contactLastName: 'Longue-'.repeat(35) }, needs: 'long names' },
		// Of a clock that was wrong: what changes in Kiamo after it is read all the same.
		{ kiamo: values(15), at: new Date(Date.now() + 365 * 86_400_000) },
		// Two people with one email.
		...[values(13), { ...values(14), contactEmail: values(13).contactEmail }].map((kiamo): Person => ({
			kiamo,
			needs: 'shared emails',
		})),
	];
}

/** What stands for no number: the contact in Kiamo has none then. */
const noNumber = ['?', '00000', 'idem'];

/** A value as it is compared: phones by their last nine digits, emails without case. */
export function comparable(field: Field, value: unknown): string {
	const text = typeof value === 'string' ? value.replace(/[\s\u00a0]+/g, ' ').trim() : '';
	if (field === 'contactEmail') return text.toLowerCase();
	if (!field.endsWith('PhoneNumber')) return text;
	const digits = text.replace(/\D/g, '');
	if (noNumber.includes(text)) return '';
	return digits.length < 9 ? text : digits.slice(-9);
}
