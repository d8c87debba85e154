import { getCountryCallingCode, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** The French numbering plan: departments overseas are dialled like France, yet have countries of their own. */
const frenchPlan: Array<[CountryCode, RegExp]> = [
	['RE', /^(26[23]|69[23])/],
	['GP', /^(590|69[01])/],
	['MQ', /^(596|69[67])/],
	['GF', /^(594|694)/],
	['YT', /^(269|639)/],
];
const frenchCountries = new Set<string>(['FR', ...frenchPlan.map(([country]) => country)]);

/**
 * Reads a telephone number in whatever way it is written; returns it as E.164 (`+33612345678`), or undefined when it
 * cannot be a number. `defaultCountry` (`FR`) is the country of numbers written without one.
 */
export function readPhone(text: string, defaultCountry: string): string | undefined {
	const home = frenchCountries.has(defaultCountry) ? 'FR' : defaultCountry;
	const phone = parse(text, home);
	if (phone?.countryCallingCode !== '33') return phone && phone.isValid() ? phone.number : undefined;
	// +33 692… and 0692… are numbers of Réunion: +262 692…
	const overseas = frenchPlan.find(([, prefix]) => prefix.test(phone.nationalNumber))?.[0];
	const own = overseas && parse(`0${phone.nationalNumber}`, overseas);
	return [own, phone].find((candidate) => candidate?.isValid())?.number;
}

function parse(text: string, country: string) {
	const plain = text
		.replace(/\p{Cf}/gu, '')
		.replace(/\s/g, ' ')
		.replace(/\((\+\d+)\)/, '$1');
	return parsePhoneNumberFromString(plain, { defaultCountry: country as CountryCode, extract: false });
}

/**
 * A number (E.164) as it is dialled within the default country: `0612345678` for France, its departments overseas
 * included. Undefined for a number of another country.
 */
export function toNational(phone: string, defaultCountry: string): string | undefined {
	const number = parsePhoneNumberFromString(phone);
	if (frenchCountries.has(defaultCountry) && frenchCountries.has(number?.country ?? ''))
		return `0${number?.nationalNumber}`;
	const isHome = number?.countryCallingCode === getCountryCallingCode(defaultCountry as CountryCode);
	return isHome ? number.formatNational().replace(/\D/g, '') : undefined;
}
