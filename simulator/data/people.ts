import type { ContactValues, Field } from '../store/contacts';
import type { Random } from '../random';
import { companies, lastNames, mailHosts, menNames, streets, towns, womenNames } from './names';
import { nationalNumber, oddPhone, writePhone } from './phones';

export interface SeededContact {
	values: ContactValues;
	at: Date;
	updatedAt: Date;
}

interface Person {
	values: ContactValues;
	/** The numbers behind the written ones. */
	mobile: string;
	line: string;
}

const day = 24 * 60 * 60 * 1000;
const plain = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[^A-Za-z-]/g, '')
		.toLowerCase();

/** Makes up people, and what years of typing, imports and merges do to their contacts. */
class Crowd {
	private readonly emails = new Set<string>();
	private customers = 0;

	constructor(
		private readonly random: Random,
		private readonly until: number,
	) {}

	stranger(): Person {
		const { random } = this;
		const isWoman = random.chance(0.5);
		const firstName = random.pick(isWoman ? womenNames : menNames);
		const lastName = random.pick(lastNames);
		const { zipCode, city } = random.pick(towns);
		const worksThere = random.chance(0.25);
		const company = worksThere ? random.pick(companies) : null;
		const mobile = nationalNumber(random, 'mobile');
		const line = nationalNumber(random, 'line');
		const values = {
			contactTitle: isWoman ? 'Mme' : 'M.',
			contactFirstName: firstName,
			contactLastName: random.chance(0.15) ? lastName.toUpperCase() : lastName,
			contactPhoneNumber: random.chance(0.5) ? (oddPhone(random, 'line') ?? writePhone(random, line)) : null,
			contactMobilePhoneNumber: random.chance(0.8)
				? (oddPhone(random, 'mobile') ?? writePhone(random, mobile))
				: null,
			contactEmail: random.chance(0.85) ? this.emailOf(firstName, lastName) : null,
			contactPrimaryAddress: random.chance(0.8) ? `${1 + random.integer(120)} ${random.pick(streets)}` : null,
			contactSecondaryAddress: random.chance(0.1) ? `Bât. ${random.pick(['A', 'B', 'C'])}` : null,
			contactZipCode: zipCode,
			contactCity: city,
			companyName: company,
			companyType: worksThere ? random.pick(['SARL', 'SAS', 'EI', 'Association']) : null,
			companyPhoneNumber: worksThere ? writePhone(random, nationalNumber(random, 'line')) : null,
			companyPrimaryAddress: worksThere ? `${1 + random.integer(60)} ${random.pick(streets)}` : null,
			companySecondaryAddress: null,
			companyZipCode: worksThere ? zipCode : null,
			companyCity: worksThere ? city : null,
			...this.customValues(company),
		};
		return { values, mobile, line };
	}

	private customValues(company: string | null): ContactValues {
		const { random, until } = this;
		const someDay = (days: number) => new Date(until - random.integer(days) * day - random.integer(day));
		return {
			crmId: random.chance(0.85) ? `CRM-${String(++this.customers).padStart(6, '0')}` : null,
			Societe: company,
			segment: random.chance(0.7) ? random.pick(['Particulier', 'Professionnel', 'VIP', 'À relancer']) : null,
			optIn: random.chance(0.8) ? random.chance(0.6) : null,
			score: random.chance(0.6) ? random.integer(1001) / 10 : null,
			birthDate: random.chance(0.4) ? someDay(25_000).toISOString().slice(0, 10) : null,
			lastVisit: random.chance(0.5) ? someDay(700).toISOString() : null,
			notes: random.chance(0.1) ? 'Rappeler après 18 h.\nPréfère l’e-mail.' : null,
		};
	}

	private emailOf(firstName: string, lastName: string): string {
		const { random } = this;
		const name = `${plain(firstName)}.${plain(lastName)}`;
		const host = random.pick(mailHosts);
		let email = `${name}@${host}`;
		while (this.emails.has(email)) email = `${name}${random.integer(100_000)}@${host}`;
		this.emails.add(email);
		if (random.chance(0.06)) return email.replace(/(^|[.-])[a-z]/g, (start) => start.toUpperCase());
		if (random.chance(0.03)) return email.toUpperCase();
		return random.chance(0.005) ? `${email} ` : email;
	}

	/** The same person once more, typed by somebody else: usually without the CRM's id. */
	again({ values, mobile, line }: Person): Person {
		const { random } = this;
		const { contactEmail, contactMobilePhoneNumber, crmId } = values;
		const email = typeof contactEmail === 'string' ? contactEmail : null;
		return {
			mobile,
			line,
			values: {
				...values,
				contactEmail: email && random.chance(0.5) ? email.toUpperCase() : email,
				contactMobilePhoneNumber: contactMobilePhoneNumber === null ? null : writePhone(random, mobile),
				crmId: random.chance(0.05) ? crmId : null,
			},
		};
	}

	/** Somebody of the same household: same name, address and telephone. */
	partnerOf({ values, line }: Person): Person {
		const stranger = this.stranger();
		const shared = ['contactLastName', 'contactPrimaryAddress', 'contactZipCode', 'contactCity'];
		const home = Object.fromEntries(shared.map((name) => [name, values[name]]));
		const phone = values.contactPhoneNumber === null ? null : writePhone(this.random, line);
		return { ...stranger, line, values: { ...stranger.values, ...home, contactPhoneNumber: phone } };
	}

	/** As it is stored: only the base's fields, blanks in their three forms, stray spaces, accents in two parts. */
	stored({ values }: Person, fields: Field[]): ContactValues {
		const { random } = this;
		const decomposed = random.chance(0.08);
		const spaced = random.chance(0.03)
			? random.pick(['contactFirstName', 'contactLastName', 'contactCity'])
			: undefined;
		const stored: ContactValues = {};
		for (const { name, data_type } of fields) {
			const value = values[name];
			if (typeof value === 'string') {
				const text =
					name === spaced ? random.pick([` ${value}`, `${value} `, value.replace(/ |$/, '  ')]) : value;
				stored[name] = decomposed && data_type !== 'list' ? text.normalize('NFD') : text;
			} else if (value !== null) stored[name] = value;
			else if (random.chance(0.4)) stored[name] = null;
			else if (random.chance(0.5) && !['number', 'boolean', 'list'].includes(data_type)) stored[name] = '';
		}
		return stored;
	}
}

/** Contacts in the order of their creation, spread over the two years before `until`. */
export function seedPeople(random: Random, fields: Field[], size: number, until: Date): SeededContact[] {
	const crowd = new Crowd(random, until.getTime());
	const people: Person[] = [];
	while (people.length < size) {
		const draw = people.length ? random.next() : 1;
		if (draw < 0.03) people.push(crowd.again(random.pick(people)));
		else if (draw < 0.05) people.push(crowd.partnerOf(random.pick(people)));
		else people.push(crowd.stranger());
	}
	const ages = people.map(() => 60_000 + random.integer(730 * day)).sort((a, b) => b - a);
	return people.map((person, position) => {
		const age = ages[position];
		const changedAge = random.chance(0.5) ? age : 1000 + random.integer(age - 1000);
		const values = crowd.stored(person, fields);
		return { values, at: new Date(until.getTime() - age), updatedAt: new Date(until.getTime() - changedAge) };
	});
}
