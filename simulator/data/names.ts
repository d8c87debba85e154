import { faker } from '@faker-js/faker/locale/fr';

const { company, internet, location, person } = faker.definitions;

export const womenNames = person.first_name.female ?? [];
export const menNames = person.first_name.male ?? [];

/** Accents, apostrophes, and names of several words are ours: the library writes last names without them. */
export const lastNames = [
	...(person.last_name.generic ?? []),
	...['Barré', 'Da Silva', 'De La Tour', 'Étienne', 'Gérard', 'Gonçalves', 'Guérin', 'Hervé', 'L’Hôte'],
	...[
		"L'Hôte",
		'Le Bihan',
		'Lefèvre',
		'Léger',
		'Lévêque',
		'Ménard',
		"N'Diaye",
		'Prévost',
		'Rivière',
		'Saïdi',
	],
];

const mainland = location.city_name.filter(
	(city) => !/^(Cayenne|Fort-de-France|Le Tampon|Les Abymes|Saint-)/.test(city),
);

/** The library's postcodes belong to no town, so that those of the mainland are counted up. */
export const towns = [
	...mainland.map((city, place) => ({ zipCode: `${10_000 + 997 * place}`, city })),
	{ zipCode: '97400', city: 'Saint-Denis' },
	{ zipCode: '97200', city: 'Fort-de-France' },
];

const { street_prefix, street_suffix } = location;
export const streets = street_suffix.map(
	(name, place) => `${street_prefix[place % street_prefix.length]} ${name}`,
);

const legalForms = company.legal_entity_type as string[];
export const companies = legalForms.flatMap((type, place) => [
	`${lastNames[3 * place]} ${type}`,
	`${lastNames[5 * place + 1]} et ${lastNames[7 * place + 2]}`,
]);

export const mailHosts = internet.free_email;
