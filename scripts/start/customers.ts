/**
 * The customers of a CRM as real lists hold them: people entered twice, phones written in every way, blanks, junk, and
 * two emails that are none. The same seed gives the same list.
 */
import { companies, lastNames, menNames, towns, womenNames } from '../../simulator/data/names';
import { writePhone } from '../../simulator/data/phones';
import { Random } from '../../simulator/random';

/** A row of the CRM. */
export interface Customer {
	crmId: string;
	firstName: string;
	lastName: string;
	email: string;
	phone: string;
	mobile: string;
	company: string;
	zipCode: string;
	city: string;
	/** `YYYY-MM-DD` */
	birthDate: string;
	optIn: boolean;
	score: number;
}

const firstNames = [...womenNames, ...menNames];
const blanks = ['', ' ', '\u00a0'];
const junkPhones = ['à rappeler', 'idem', '06 12 34', '?', 'ne pas appeler', '00000', 'voir fiche'];
const badEmails = ['jean.martin@@example.fr', 'paul durand@example.fr'];

/** Calling code, line and mobile of the overseas towns, by the first digits of their postcodes. */
const overseas: Record<string, [code: string, line: string, mobile: string]> = {
	'972': ['596', '596', '696'],
	'974': ['262', '262', '692'],
};

interface Person extends Customer {
	/** Calling code, when it is not the mainland's. */
	overseasCode?: string;
}

/** The n-th person; the phones, without their 0, and the email hold n, so that no two people share one. */
function person(seed: number, n: number): Person {
	const random = new Random(seed, 'person', n);
	const { zipCode, city } = random.pick(towns);
	const [overseasCode, line, mobile] = overseas[zipCode.slice(0, 3)] ?? [undefined, '142', '612'];
	const firstName = random.pick(firstNames);
	const lastName = random.pick(lastNames);
	const plain = `${firstName}.${lastName}`.normalize('NFD').replace(/[^A-Za-z.]/g, '');
	return {
		crmId: `C-${10_000 + n}`,
		firstName,
		lastName,
		email: `${plain.toLowerCase()}${n}@example.fr`,
		phone: `${line}${100_000 + 7 * n}`,
		mobile: `${mobile}${100_000 + 7 * n}`,
		company: random.chance(0.4) ? random.pick(companies) : '',
		zipCode,
		city,
		birthDate: `${1940 + random.integer(65)}-0${1 + random.integer(9)}-${10 + random.integer(19)}`,
		optIn: random.chance(0.5),
		score: random.integer(101),
		overseasCode,
	};
}

/** The person as one of the people at the desk wrote them down; another `desk` writes the phones in other ways. */
export function writtenDown(seed: number, n: number, desk: string): Customer {
	const random = new Random(seed, desk, n);
	const { phone, mobile, overseasCode, ...others } = person(seed, n);
	const write = (national: string) =>
		overseasCode
			? random.pick([`0${national}`, `+${overseasCode} ${national}`, `00${overseasCode}${national}`])
			: writePhone(random, national);
	return { ...others, phone: write(phone), mobile: write(mobile) };
}

/** What is left of a row when it was filled in a hurry. */
export function carelessly(row: Customer, random: Random): Customer {
	return {
		...row,
		phone: random.chance(0.15) ? random.pick([...blanks, ...junkPhones]) : row.phone,
		email: random.chance(0.1) ? random.pick(blanks) : row.email,
		birthDate: random.chance(0.1) ? random.pick(blanks) : row.birthDate,
		city: random.chance(0.1) ? random.pick(blanks) : row.city,
	};
}

const people = 468;

/**
 * The list: 500 rows about 470 people. Rows 1 to 468 are people, the first 300 filled in a hurry; then come 30 duplicates
 * (same CRM id; same email, in capitals; same mobile, written otherwise) and two people whose email is none.
 */
export function customers(seed = 7): Customer[] {
	const row = (n: number) => writtenDown(seed, n, 'crm');
	const again = (n: number) => writtenDown(seed, n, 'another desk');
	const range = (from: number, length: number) => Array.from({ length }, (_, index) => from + index);
	return [
		...range(0, 300).map((n) => carelessly(row(n), new Random(seed, 'careless', n))),
		...range(300, people - 300).map(row),
		...range(300, 10).map((n) => ({ ...again(n), city: '', birthDate: ' ' })),
		...range(310, 10).map((n) => ({
			...again(n),
			crmId: '',
			mobile: '',
			email: again(n).email.toUpperCase(),
		})),
		...range(320, 10).map((n) => ({ ...again(n), crmId: '\u00a0', email: '' })),
		...badEmails.map((email, n) => ({ ...row(people + n), email })),
	];
}

/**
 * Customers that Kiamo knows already, as another desk wrote them down: the first 200. Of every five, two are up to
 * date, two have moved since, and one was entered without a CRM id.
 */
export function knownCustomers(seed = 7): Customer[] {
	return Array.from({ length: 200 }, (_, n) => {
		const known = writtenDown(seed, n, 'call center');
		if (n % 5 === 4) return { ...known, crmId: '' };
		return n % 5 < 2 ? known : { ...known, city: 'Nantes', zipCode: '44000' };
	});
}

/** Where the example workflow writes each column of the CRM in Kiamo. */
export const kiamoFields = {
	crmId: 'crmId',
	firstName: 'contactFirstName',
	lastName: 'contactLastName',
	email: 'contactEmail',
	phone: 'contactPhoneNumber',
	mobile: 'contactMobilePhoneNumber',
	company: 'Societe',
	zipCode: 'contactZipCode',
	city: 'contactCity',
	birthDate: 'birthDate',
	optIn: 'optIn',
	score: 'score',
} satisfies Record<keyof Customer, string>;
export const columns = Object.keys(kiamoFields) as Array<keyof Customer>;

/** The filled columns of a customer as the fields of a Kiamo contact. */
export function toFields(customer: Customer): Record<string, string | number | boolean> {
	const filled = columns.filter((column) => `${customer[column]}`.trim() !== '');
	return Object.fromEntries(filled.map((column) => [kiamoFields[column], customer[column]]));
}
