import type { Field } from '../store/contacts';
import { Random } from '../random';
import { seedPeople, type SeededContact } from './people';

const field = (name: string, label: string, data_type: Field['data_type'] = 'string'): Field => {
	return { name, label, type: 'default', data_type, required: name === 'contactLastName' };
};
const custom = (name: string, label: string, data_type: Field['data_type'] = 'string'): Field => {
	return { name, label, type: 'custom', data_type, required: false };
};

const defaultFields = [
	field('contactTitle', 'Civilité'),
	field('contactFirstName', 'Prénom'),
	field('contactLastName', 'Nom'),
	field('contactPhoneNumber', 'Téléphone', 'phone'),
	field('contactMobilePhoneNumber', 'Mobile', 'phone'),
	field('contactEmail', 'E-mail', 'email'),
	field('contactPrimaryAddress', 'Adresse'),
	field('contactSecondaryAddress', "Complément d'adresse"),
	field('contactZipCode', 'Code postal'),
	field('contactCity', 'Ville'),
	field('companyName', "Nom de l'entreprise"),
	field('companyType', "Type d'entreprise"),
	field('companyPhoneNumber', "Téléphone de l'entreprise", 'phone'),
	field('companyPrimaryAddress', "Adresse de l'entreprise"),
	field('companySecondaryAddress', "Complément d'adresse de l'entreprise"),
	field('companyZipCode', "Code postal de l'entreprise"),
	field('companyCity', "Ville de l'entreprise"),
];

const customFields = [
	custom('crmId', 'CRM id'),
	custom('Societe', 'Société'),
	{ ...custom('segment', 'Segment', 'list'), values: ['Particulier', 'Professionnel', 'VIP', 'À relancer'] },
	custom('optIn', 'Accepte les e-mails', 'boolean'),
	custom('score', 'Score', 'number'),
	custom('birthDate', 'Date de naissance', 'date'),
	custom('lastVisit', 'Dernière visite', 'datetime'),
	custom('notes', 'Notes', 'text'),
];

/** Kept for n8n alone: where its nodes mark what they wrote. */
const markField = custom('n8nMark', 'Marque n8n');

interface SeededBase {
	id: string;
	name: string;
	fields: Field[];
	contacts: SeededContact[];
}

/** The three bases: the first of the size asked for, the others small. */
export function seedBases(seed: number, contacts: number, until: Date): SeededBase[] {
	const bases = [
		{ name: 'Clients', fields: [...defaultFields, ...customFields, markField], size: contacts },
		{
			name: 'Prospects',
			fields: [...defaultFields, ...customFields.slice(0, 3), markField],
			size: Math.min(contacts, 12),
		},
		{ name: 'Fournisseurs', fields: defaultFields, size: Math.min(contacts, 5) },
	];
	return bases.map(({ name, fields, size }, position) => {
		const random = new Random(seed, name);
		const id = `574c1d39${random.hex(10)}${(position + 0x29).toString(16).padStart(6, '0')}`;
		const ofPeople = fields.filter((filled) => filled !== markField);
		return { id, name, fields, contacts: seedPeople(random, ofPeople, size, until) };
	});
}
