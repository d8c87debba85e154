import { getCountries } from 'libphonenumber-js/min';
import { countries } from '../../nodes/shared/values/countries';

const names = countries.map(({ name }) => name);

it('offers countries that the phone library knows, each once, in alphabetical order', () => {
	expect(names).toEqual([...new Set(names)].sort((a, b) => a.localeCompare(b)));
	expect(countries.filter(({ value }) => !getCountries().includes(value as never))).toEqual([]);
	expect(new Set(countries.map(({ value }) => value)).size).toBe(countries.length);
});

it.each([
	['France and its territories', 'FR GF GP MQ RE YT PM BL MF PF NC WF'],
	[
		'Africa where contact centers work in French',
		'DZ BJ BF BI CM CF TD KM CG CD CI DJ GA GN GQ MG ML MA MR MU NE RW SC SN TG TN',
	],
	['the European Union', 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'],
	['the rest of Europe', 'AD AL BA BY CH FO GB GG GI IM IS JE LI MC MD ME MK NO RS SM UA VA XK'],
	['other countries where people work in French', 'CA HT LB VU'],
])('offers %s', (_, codes) => {
	const offered = countries.map(({ value }) => value);
	expect(codes.split(' ').filter((code) => !offered.includes(code))).toEqual([]);
});
