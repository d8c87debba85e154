import type { INodeProperties } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { readNumber } from './numbers';
import { isBlank, isDate, quote, readText } from './text';

export type UserData = components['schemas']['UserData'];

/** What the options of user data hold. */
export interface UserDataInput {
	userData?: { entry?: Array<{ name: string; value: unknown }> };
	userDataJson?: unknown;
}

/** The options that give user data; the fields win over the JSON. */
export const userDataOptions: INodeProperties[] = [
	{
		displayName: 'User Data',
		name: 'userData',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Value',
		default: {},
		description: 'Your own variables, stored with the interaction. Empty values are ignored.',
		options: [
			{
				displayName: 'Value',
				name: 'entry',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						description: 'The name of the variable',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'A text, a number or yes/no',
					},
				],
			},
		],
	},
	{
		displayName: 'User Data (JSON)',
		name: 'userDataJson',
		type: 'json',
		default: '{}',
		description: 'Your own variables as a JSON object, e.g. {"order": 42}',
	},
];

/**
 * Reads user data: a flat map of texts, numbers and yes/no, as Kiamo keeps it (observed in the public v2 client). Blank
 * values are left out; undefined when nothing is left. Throws a RangeError, with the name, for a value inside a value.
 */
export function readUserData({ userData, userDataJson }: UserDataInput): UserData | undefined {
	const given = (userData?.entry ?? []).map(({ name, value }) => [name, value] as const);
	const data = new Map<string, UserData[string]>();
	for (const [key, value] of [...Object.entries(readObject(userDataJson)), ...given]) {
		const name = key.trim();
		const scalar = readScalar(name, value);
		if (scalar === undefined) continue;
		if (!name) throw new RangeError('A value of the user data has no name');
		data.set(name, scalar);
	}
	return data.size > 0 ? Object.fromEntries(data) : undefined;
}

function readObject(value: unknown): object {
	const parsed = typeof value === 'string' ? parseJson(value) : (value ?? {});
	if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
	throw new RangeError('The user data is not a JSON object. Write it like {"order": 42}');
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.trim() || '{}');
	} catch {
		return undefined;
	}
}

function readScalar(name: string, value: unknown): UserData[string] | undefined {
	const label = `User Data ${name}`;
	if (Number.isFinite(value)) return readNumber(label, value);
	if (typeof value === 'boolean') return value;
	if (value === undefined || value === null || (typeof value === 'string' && isBlank(value)))
		return undefined;
	if (typeof value === 'string') {
		// What some other step made of an object is refused here; the rest is free text, and stays as it is.
		readText(label, value);
		return value;
	}
	if (isDate(value)) return readText(label, value);
	throw new RangeError(
		`The user data "${quote(name)}" is not a single value: Kiamo accepts text, numbers and yes/no. Enter a single value`,
	);
}
