/**
 * The customers of a CRM as real lists hold them: people entered twice, phones written in every way, blanks, junk, and
 * two e-mails that are none. The same seed gives the same list.
 */
import { Random } from '../simulator/random';

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

const firstNames =
	'Adèle Aïcha Alain Amélie André Benoît Camille Cédric Chloé Clément Élodie Fatima Françoise Gaël Hélène Inès Jean-Luc Jérôme Karim Loïc Maël Nadia Noël Océane Rachid René Solène Yann Zoé';
const lastNames =
	"Besançon Bouvier Brûlé Cœur D'Hervé Dupré Fabre Fournier Garçon Guérin Hoarau L'Hermite Le-Goff Lefèvre Moreau N'Guyen Payet Pélissier Renaud Roux Saint-Léger Thévenot Vasseur";
const companies = ['', '', 'Ateliers Vauban', 'Boulangerie du Port', 'Cabinet Lys & Fils', 'Groupe Éole'];
const blanks = ['', ' ', '\u00a0'];
const junkPhones = ['à rappeler', 'idem', '06 12 34', '?', 'ne pas appeler', '00000', 'voir fiche'];
const badEmails = ['jean.martin@@example.fr', 'pas de mail'];

/** Town, postcode, how its landlines and its mobiles begin, and its calling code: the overseas ones have their own. */
const towns = [
	['Paris', '75011', '0142', '0612', '33'],
	['Lyon', '69003', '0437', '0781', '33'],
	['Rennes', '35000', '0223', '0661', '33'],
	['Bordeaux', '33000', '0556', '0680', '33'],
	['Saint-Denis', '97400', '0262', '0692', '262'],
	['Les Abymes', '97139', '0590', '0690', '590'],
	['Fort-de-France', '97200', '0596', '0696', '596'],
] as const;

/** The ways in which people write a number, from its national digits and its calling code. */
const spellings: Array<(digits: string, code: string) => string> = [
	(digits) => digits,
	(digits) => pairs(digits).join(' '),
	(digits) => pairs(digits).join('.'),
	(digits) => pairs(digits).join('\u00a0'),
	(digits, code) => `+${code}${digits.slice(1)}`,
	(digits, code) => `+${code} (0)${digits[1]} ${pairs(digits).slice(1).join(' ')}`,
	(digits, code) => `00${code}${digits.slice(1)}`,
	(digits, code) => `00${code} ${digits[1]} ${pairs(digits).slice(1).join('-')}`,
];
const pairs = (digits: string) => digits.match(/../g) ?? [];

/** The n-th person; the phones and the e-mail hold n, so that no two people share one. */
function person(seed: number, n: number): Customer {
	const random = new Random(seed, 'person', n);
	const [city, zipCode, landline, mobile] = random.pick(towns);
	const firstName = random.pick(firstNames.split(' '));
	const lastName = random.pick(lastNames.split(' '));
	const plain = `${firstName}.${lastName}`.normalize('NFD').replace(/[^A-Za-z.]/g, '');
	return {
		crmId: `C-${10_000 + n}`,
		firstName,
		lastName,
		email: `${plain.toLowerCase()}${n}@example.fr`,
		phone: `${landline}${100_000 + 7 * n}`,
		mobile: `${mobile}${100_000 + 7 * n}`,
		company: random.pick(companies),
		zipCode,
		city,
		birthDate: `${1940 + random.integer(65)}-0${1 + random.integer(9)}-${10 + random.integer(19)}`,
		optIn: random.chance(0.5),
		score: random.integer(101),
	};
}

/** The person as one of the people at the desk wrote them down; another `desk` writes the phones in other ways. */
function writtenDown(seed: number, n: number, desk: string): Customer {
	const random = new Random(seed, desk, n);
	const { phone, mobile, ...others } = person(seed, n);
	const code = towns.find(([, zipCode]) => zipCode === others.zipCode)?.[4] ?? '33';
	return {
		...others,
		phone: random.pick(spellings)(phone, code),
		mobile: random.pick(spellings)(mobile, code),
	};
}

/** What is left of a row when it was filled in a hurry. */
function carelessly(row: Customer, random: Random): Customer {
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
 * The list: 500 rows about 470 people. Rows 1 to 468 are people, the first 300 filled in a hurry; then come 30 doubles
 * (same CRM id; same e-mail, in capitals; same mobile, written otherwise) and two people whose e-mail is none.
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
 * Customers whom Kiamo knows already, as another desk wrote them down: the first 200. Of every five, two are up to
 * date, two have moved since, and one was entered without a CRM id.
 */
export function knownCustomers(seed = 7): Customer[] {
	return Array.from({ length: 200 }, (_, n) => {
		const known = writtenDown(seed, n, 'call centre');
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
