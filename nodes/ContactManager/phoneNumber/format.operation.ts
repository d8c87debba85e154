import { isSupportedCountry } from 'libphonenumber-js/min';

import type { ItemOperation, Run } from '../../shared/operation/operation';
import { optionsOf } from '../../shared/operation/properties';
import { readPhones, type Phone } from '../../shared/values/phone';
import { checkLength, cleanText, foldText, isBlank, quote, readText } from '../../shared/values/text';

interface FormatOptions {
	defaultCountry?: unknown;
	resultField?: unknown;
}

const label = 'Text';
const none: Omit<Phone, 'given'> = {
	e164: null,
	national: null,
	international: null,
	country: null,
	extension: null,
	valid: false,
	possible: false,
	key: null,
};

export const format: ItemOperation = {
	name: 'Format',
	value: 'format',
	action: 'Format phone number',
	description:
		'Read the phone numbers in a text and return them in standard formats, without a request to Kiamo',
	properties: [
		{
			displayName: label,
			name: 'text',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 06 12 34 56 78 / 01 42 11 22 33 ext. 12',
			description:
				'Phone number in any format, such as the phone column of a list. Can contain labels, notes, an extension and several numbers.',
		},
		optionsOf([
			{
				displayName: 'Default Country',
				name: 'defaultCountry',
				type: 'string',
				default: '',
				placeholder: 'e.g. BE',
				description:
					'Two-letter code of the country of numbers written without one. If empty, the country set in the credential is used.',
			},
			{
				displayName: 'Put Result in Field',
				name: 'resultField',
				type: 'string',
				default: '',
				placeholder: 'e.g. phoneNumber',
				description:
					'Name of the output field for the result. The fields of the input item are kept. If empty, only the result is returned.',
			},
		]),
	],
	async execute(run, itemIndex) {
		const options = run.read<FormatOptions>('options', itemIndex, {});
		const phones = readNumbers(run.read('text', itemIndex, ''), countryOf(run, options.defaultCountry));
		const numbers = phones.map(toFields);
		const first = numbers.find(({ possible }) => possible) ?? numbers.at(0) ?? none;
		const result = { ...first, numbers };
		const field = cleanText(options.resultField);
		return field ? { ...run.context.getInputData()[itemIndex].json, [field]: result } : result;
	},
};

/** A number without the part of the text that was read. */
function toFields(phone: Phone): typeof none {
	const { e164, national, international, country, extension, valid, possible, key } = phone;
	return { e164, national, international, country, extension, valid, possible, key };
}

/** The numbers of a text, or of a list of texts; each once. */
function readNumbers(text: unknown, country: string): Phone[] {
	const phones = [text].flat().flatMap((value: unknown) => {
		checkLength(label, value);
		return isBlank(readText(label, value)) ? [] : readPhones(value, country);
	});
	const known = new Map(phones.map((phone) => [phone.key ?? `? ${phone.given}`, phone]));
	return [...known.values()];
}

/** Throws a RangeError, with the label, for what is not the code of a country. */
function countryOf({ kiamo }: Run, given: unknown): string {
	const country = foldText(given).toUpperCase() || kiamo.country;
	if (isSupportedCountry(country)) return country;
	throw new RangeError(
		`"Default Country" needs a two-letter country code like FR or BE, not "${quote(given)}"`,
	);
}
