import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/min';

import { frenchCountries, overseasOf } from './frenchPlan';

const maxDigits = 40;
const date = /^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}|(?:19|20)\d{2}[/.-]\d{2}[/.-]\d{2})$/;

/**
 * Reads the number of a text that holds one; undefined where it does not have the length of a number. One without a
 * country code is of `country`; where it can't be, its plus may have got lost.
 */
export function parseNumber(text: string, country: string): PhoneNumber | undefined {
	if (countDigits(text) > maxDigits || countDigits(text) < 3 || isDateLike(text)) return undefined;
	const [, whole, decimals] = /^(\+?\d{6,}|\d{1,3}(?: \d{3})+)[.,](\d+)$/.exec(text) ?? [];
	if (decimals && /^0+$/.test(decimals)) return parseNumber(whole, country);
	// A number of a spreadsheet, not a telephone number.
	if (decimals && decimals.length < 3 && whole.length > 8) return undefined;
	const digits = text
		.replace(/[^\d+]/g, '')
		.replace(/^\+?00(?=[1-9])/, '+')
		.replace(/^\+0/, '0');
	if (!/[1-9]/.test(digits)) return undefined;
	const possible: PhoneNumber[] = [];
	const [first, ...others] = text.split(/\D+/).filter(Boolean);
	for (const reading of readingsOf(digits, country, others.length > 0 ? first : undefined)) {
		const number = reading?.isPossible() ? overseas(reading) : undefined;
		if (number?.isValid()) return number;
		// One that is left with its 0 has lost a digit.
		if (number && !number.nationalNumber.startsWith('0')) possible.push(number);
	}
	return possible.at(0);
}

/** `first` is the first of several groups of digits. */
function* readingsOf(digits: string, country: string, first?: string) {
	if (digits.startsWith('+')) {
		yield read(digits, country);
		yield read(withoutTrunk(digits), country);
		return;
	}
	const lost = digits.startsWith('0') ? undefined : read(`+${digits}`, country);
	const code = lost?.countryCallingCode;
	const isOf = (own: string) => isSupportedCountry(own) && getCountryCallingCode(own) === code;
	if (digits.length > 10 && isOf(country)) yield lost;
	if (frenchCountries.has(country)) yield read(digits, 'FR');
	if (country !== 'FR') yield read(digits, country);
	// In Ivory Coast the 0 that a spreadsheet drops belongs to the number.
	if (lost) yield read(`0${digits}`, country);
	// In Monaco people write the numbers of France as if they were at home.
	if (country === 'MC') yield read(digits, 'FR');
	// Of (514) 555-1234 nobody has lost the plus before a 51, the code of Peru.
	if (first === undefined || first === code || [country, ...frenchCountries].some(isOf)) yield lost;
}

function read(digits: string, country: string): PhoneNumber | undefined {
	return parsePhoneNumberFromString(digits, { defaultCountry: country as CountryCode, extract: false });
}

/** A number without the 0 that is dialed only within its country: `+262 0693 37 25 96`. */
function withoutTrunk(digits: string): string {
	const code = parsePhoneNumberFromString(digits)?.countryCallingCode ?? '';
	return digits.startsWith(`+${code}0`) ? `+${code}${digits.slice(code.length + 2)}` : digits;
}

/** +33 692… and 0692… are numbers of Réunion: +262 692… */
function overseas(number: PhoneNumber): PhoneNumber {
	const e164 = number.countryCallingCode === '33' ? overseasOf(number.nationalNumber)?.e164 : undefined;
	return (e164 && parsePhoneNumberFromString(e164)) || number;
}

/** The country of a number, as far as it is known. */
export function countryOf(number: PhoneNumber): string | undefined {
	return number.country ?? ofPlan(number) ?? number.getPossibleCountries()[0];
}

function ofPlan({ nationalNumber, number }: PhoneNumber): string | undefined {
	const place = overseasOf(nationalNumber);
	return place?.e164 === number ? place?.country : undefined;
}

/** A number as it is dialed within its country, or within France for the French territories of its plan. */
export function formatNational(number: PhoneNumber): string {
	const national = number.formatNational();
	if (number.countryCallingCode !== '508') return national;
	const digits = number.nationalNumber.length === 6 ? `508${number.nationalNumber}` : number.nationalNumber;
	return `0${digits}`.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3 $4');
}

/**
 * A number (E.164) as it is dialed within the default country: `0612345678` for France, its departments overseas
 * included. Undefined for a number of another country.
 */
export function toNational(e164: string, defaultCountry: string): string | undefined {
	const number = parsePhoneNumberFromString(e164);
	if (!number || !isSupportedCountry(defaultCountry)) return undefined;
	const isFrench = frenchCountries.has(defaultCountry) && frenchCountries.has(countryOf(number) ?? '');
	const isHome = number.countryCallingCode === getCountryCallingCode(defaultCountry);
	return isFrench || isHome ? formatNational(number).replace(/\D/g, '') : undefined;
}

/** True for what is a date rather than a number. */
export function isDateLike(text: string): boolean {
	return date.test(text);
}

export function countDigits(text: string): number {
	return text.replace(/\D/g, '').length;
}
