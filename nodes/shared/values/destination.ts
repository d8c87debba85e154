import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { readEmail } from './email';
import { readPhoneKeys } from './phone';
import { toNational } from './phoneNumber';
import { checkLength, quote, readText } from './text';

type Channel = components['schemas']['Channel'];

/** How a telephone number is written to Kiamo. */
export type SendAs = 'asGiven' | 'e164' | 'national';

/** The option that says how telephone numbers are written. */
export const sendPhoneAs: INodeProperties = {
	displayName: 'Send Phone Number As',
	name: 'sendAs',
	type: 'options',
	default: 'national',
	description: 'How to write a phone number for Kiamo. As Given also allows short numbers of 3 to 6 digits.',
	options: [
		{ name: 'As Given', value: 'asGiven' },
		{ name: 'E.164', value: 'e164', description: 'Like +33612345678' },
		{
			name: 'National',
			value: 'national',
			description:
				'Like 0612345678. Numbers from countries other than the one in the credential are sent as E.164.',
		},
	],
};

/**
 * Reads a telephone number as Kiamo is to dial it; `defaultCountry` (`FR`) is that of numbers written without one. By
 * default it goes out as dialled within that country, as observed of call-backs in the public v2 client, and as E.164
 * elsewhere. `shortNumbers`: whether extensions of 3 to 6 digits are meant, too. Throws a RangeError for what is no number.
 */
export function readPhoneDestination(
	value: unknown,
	defaultCountry: string,
	{ sendAs = 'national', shortNumbers = false }: { sendAs?: SendAs; shortNumbers?: boolean } = {},
): string {
	const text = readFilled(value);
	const isShort = /^\d{3,6}$/.test(text);
	if (isShort && (shortNumbers || sendAs === 'asGiven')) return text;
	const { e164, extension } = readPhoneKeys(text, defaultCountry).find((phone) => phone.e164) ?? {};
	if (!e164) {
		throw new RangeError(
			`"${quote(text)}" cannot be a phone number. Check it, and the default country in the Kiamo credential${
				isShort ? '; for a short number choose to send it As Given' : ''
			}`,
		);
	}
	if (sendAs === 'asGiven') return text;
	if (extension) {
		throw new RangeError(
			`"${quote(text)}" has the extension ${extension}, which Kiamo can't dial. Enter the number without it, or choose As Given under Send Phone Number As`,
		);
	}
	return (sendAs === 'national' ? toNational(e164, defaultCountry) : undefined) ?? e164;
}

/**
 * Reads where to reach somebody by a channel: a telephone number for calls, an email address for mail; for other
 * channels whatever Kiamo knows the customer's stream by. Throws a RangeError for what cannot be one.
 */
export function readDestination(
	value: unknown,
	channel: Channel,
	defaultCountry: string,
	sendAs?: SendAs,
): string {
	if (channel === 'call') return readPhoneDestination(value, defaultCountry, { sendAs });
	const text = readFilled(value);
	if (channel !== 'mail') return text;
	const address = text.replace(/^mailto:/i, '');
	// With a name or a mark around it, it is an address to people, but not to Kiamo.
	if (readEmail(address) !== address.toLowerCase()) {
		throw new RangeError(`"${quote(text)}" cannot be an email address, which this service needs`);
	}
	return address;
}

function readFilled(value: unknown): string {
	checkLength('Destination', value);
	const text = typeof value === 'object' ? '' : readText('Destination', value);
	if (text) return text;
	throw new RangeError('The destination is empty. Fill it, or filter out such items before this node');
}
