import { getCountryCallingCode, isSupportedCountry, type PhoneNumber } from 'libphonenumber-js/min';

import { countDigits, countryOf, formatNational, isDateLike, parseNumber } from './phoneNumber';
import { readPhoneText, type Run } from './phoneText';
import { isBlank } from './text';

/** What a telephone number in a text is compared by. What is null is not known. */
export interface PhoneKey {
	/** Without the extension: `+33142112233`. Null for a short number, and for what cannot be a number. */
	e164: string | null;
	extension: string | null;
	/** What numbers are compared by, extension included: `+33142112233;ext=12`. Null when it is not possible. */
	key: string | null;
	/** The part of the text that was read. */
	given: string;
}

/** A telephone number in a text, with all that is known of it. */
export interface Phone extends PhoneKey {
	/** As it is dialed within its country: `01 42 11 22 33`. */
	national: string | null;
	/** `+33 1 42 11 22 33` */
	international: string | null;
	country: string | null;
	/** Whether its range is assigned, as far as the library knows. */
	valid: boolean;
	/** Whether it has the length of a number. */
	possible: boolean;
}

/** A number that was read, with the library's view of it; a short number has none. */
interface Reading extends PhoneKey {
	number?: PhoneNumber;
}

/** What most cells hold, read without a search for notes and extensions. */
const plain = /^\+?\d+(?:[ .]\d+)*$/;
const separators = [/ \/ /, /[,\\_•]/, /\//, / [-·] | {2,}/];
/** A longer row of digits is no cell that people fill, and would take long to part. */
const maxRun = 300;
/** Fewer digits beside a number are part of a note. */
const minDigits = 6;
const shortNumber = /^(?:[1-9]\d{2,4}|11[68]\d{3})$/;

/**
 * Reads the telephone numbers of a text or number, in whatever way they are written; each once. `country` (`FR`) is
 * that of those written without one. Digits that cannot be a number come with `possible: false` and no key.
 */
export function readPhones(value: unknown, country: string): Phone[] {
	return readPhoneKeys(value, country).map(({ number, ...read }) => {
		const isShort = read.key !== null && !number;
		return {
			...read,
			national: number ? formatNational(number) : isShort ? read.given : null,
			international: number?.formatInternational() ?? null,
			country: (number ? countryOf(number) : isShort ? country : null) ?? null,
			valid: number?.isValid() ?? false,
			possible: read.key !== null,
		};
	});
}

/**
 * Reads the telephone numbers as `readPhones` does, in less time, for code that needs no more than their keys: two people with
 * one of them in common have the same number.
 */
export function readPhoneKeys(value: unknown, country: string): Reading[] {
	if (isBlank(value) || (typeof value === 'string' && value.length > 64 * 1024)) return [];
	if (typeof value === 'string' && plain.test(value)) {
		const number = parseNumber(value, country);
		if (number?.isValid()) return [toReading(value, number)];
	}
	const { runs, isAlone } = readPhoneText(value);
	const phones = runs
		.filter(({ text }) => text.length <= maxRun && (isAlone || countDigits(text) >= minDigits))
		.flatMap((run) => (isAlone ? readAlone(run, country) : readRun(run, country)));
	return [...new Map(phones.map((phone) => [phone.key ?? `? ${phone.given}`, phone])).values()];
}

/** The first number of a text as E.164 (`+33612345678`), without the extension; undefined when there is none. */
export function readPhone(value: unknown, country: string): string | undefined {
	return readPhoneKeys(value, country).find(({ e164 }) => e164 !== null)?.e164 ?? undefined;
}

/** A number as E.164 with its extension: `+33142112233;ext=12`; null for a short number and for what is none. */
export function toE164({ e164, key }: PhoneKey): string | null {
	return e164 && key;
}

function readAlone(run: Run, country: string): Reading[] {
	const phones = readRun(run, country);
	const given = run.text.replace(/^[ .]+/, '').replace(/ /g, '');
	if (phones.some(({ key }) => key) || !shortNumber.test(given)) return phones;
	const code = isSupportedCountry(country) ? `;phone-context=+${getCountryCallingCode(country)}` : '';
	return [{ ...toReading(given), key: `${given}${code}` }];
}

function readRun({ text, extension, extensionAhead, isGlued }: Run, country: string): Reading[] {
	const isNote = isGlued && !parseNumber(text, country);
	const phones = split((isNote ? text.replace(/\d+$/, '') : text).trim(), country);
	return extensionAhead
		? [...withExtension(phones.slice(0, 1), extensionAhead), ...phones.slice(1)]
		: withExtension(phones, extension);
}

/** The extension belongs to the last of several numbers. */
function withExtension(phones: Reading[], extension: string | undefined): Reading[] {
	const last = phones.at(-1);
	if (!extension || !last?.key) return phones;
	return [...phones.slice(0, -1), { ...last, extension, key: `${last.key};ext=${extension}` }];
}

/** Takes several numbers apart. Separators of numbers also occur within numbers (`0470/12.34.56`): what makes numbers counts. */
function split(text: string, country: string): Reading[] {
	for (const separator of [...separators, /-/]) {
		const parts = partsOf(text, separator);
		const numbers = parts.length > 1 ? parts.map((part) => parseNumber(part, country)) : [undefined];
		if (numbers.every((number, at) => number?.isValid() && countDigits(parts[at]) >= minDigits))
			return parts.map((part, at) => toReading(part, numbers[at]));
	}
	const whole = parseNumber(text, country);
	if (whole) return [toReading(text, whole)];
	const [, number, extension] = /^(.*\d) *[-,] *(\d{1,5})$/.exec(text) ?? [];
	if (extension && parseNumber(number, country)) return withExtension(split(number, country), extension);
	for (const separator of separators) {
		const parts = partsOf(text, separator);
		const phones = parts.length > 1 ? parts.flatMap((part) => split(part, country)) : [];
		if (phones.some(({ key }) => key))
			return phones.filter(({ key, given }) => key ?? countDigits(given) >= minDigits);
	}
	return splitAtBlanks(text, country) ?? (isDateLike(text) ? [] : [toReading(text)]);
}

/** Numbers with only blanks between them, where there is just one way to part them. */
function splitAtBlanks(text: string, country: string): Reading[] | undefined {
	const ways = text.length > 60 ? [] : waysToPart(text.split(' ').filter(Boolean), country);
	return ways.length === 1 ? ways[0] : undefined;
}

function waysToPart(groups: string[], country: string): Reading[][] {
	if (groups.length === 0) return [[]];
	return groups.flatMap((_, at) => {
		const part = groups.slice(0, at + 1).join(' ');
		const number = countDigits(part) < 8 ? undefined : parseNumber(part, country);
		if (!number?.isValid()) return [];
		return waysToPart(groups.slice(at + 1), country).map((others) => [toReading(part, number), ...others]);
	});
}

function partsOf(text: string, separator: RegExp): string[] {
	return text
		.split(separator)
		.map((part) => part.trim())
		.filter((part) => /\d/.test(part));
}

function toReading(given: string, number?: PhoneNumber): Reading {
	return {
		number,
		e164: number?.number ?? null,
		extension: null,
		key: number?.number ?? null,
		given: given.replace(/^[ /,.-]+|[ /,-]+$/g, ''),
	};
}
