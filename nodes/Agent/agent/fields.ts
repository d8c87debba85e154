import type { INodeProperties } from 'n8n-workflow';

import { namesOrIds } from '../../shared/lists/choices';
import type { components } from '../../../contract/generated/types';
import { toIds } from '../../shared/lists/locator';
import { findEmail } from '../../shared/values/email';
import { readList } from '../../shared/values/lists';
import { readYesNo } from '../../shared/values/numbers';
import { foldText, isBlank, readText } from '../../shared/values/text';
import type { Run } from '../../shared/operation/operation';

export type Agent = components['schemas']['Agent'];
/** The values of an agent that can be written; what is left out stays as it is, null clears. */
export type AgentValues = components['schemas']['AgentChange'];

export const login: INodeProperties = {
	displayName: 'Login',
	name: 'login',
	type: 'string',
	default: '',
	placeholder: 'e.g. narnaud',
	description: 'Unique name with which the agent logs in to Kiamo',
};
export const firstName: INodeProperties = {
	displayName: 'First Name',
	name: 'firstName',
	type: 'string',
	default: '',
	description: 'The first name of the agent',
};
export const lastName: INodeProperties = {
	displayName: 'Last Name',
	name: 'lastName',
	type: 'string',
	default: '',
	description: 'The family name of the agent',
};
export const email: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. name@email.com',
	description: 'The email address of the agent',
};
export const enabled: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether the agent may log in. Kiamo logs out an agent who is disabled.',
};
export const extension: INodeProperties = {
	displayName: 'Extension',
	name: 'extension',
	type: 'string',
	default: '',
	placeholder: 'e.g. 6101',
	description: 'Phone extension of the agent',
};
export const groups: INodeProperties = namesOrIds(
	'Group',
	'groups',
	'getGroups',
	'Replaces the groups of the agent with these.',
);
/** Empties what a blank value leaves alone. */
export const clear: INodeProperties = {
	displayName: 'Clear These Fields',
	name: 'clear',
	type: 'multiOptions',
	default: [],
	description:
		'Fields to empty in Kiamo when the item has no value for them. Other empty fields are left unchanged.',
	options: [
		{ name: 'Email', value: 'email' },
		{ name: 'Extension', value: 'extension' },
		{ name: 'Groups', value: 'group_ids' },
	],
};

/** What the node panel holds of an agent. */
export interface GivenValues {
	login?: unknown;
	firstName?: unknown;
	lastName?: unknown;
	email?: unknown;
	extension?: unknown;
	enabled?: unknown;
	groups?: unknown;
	clear?: unknown;
}

/** The values to write of those that an item gives: blank ones are left out. Throws for what cannot be a group. */
export function toAgentValues(run: Run, itemIndex: number, given: GivenValues): AgentValues {
	const groupIds = toIds(run.context.getNode(), 'group', given.groups, itemIndex);
	const values: Record<string, unknown> = {
		...Object.fromEntries(
			readList('Clear These Fields', given.clear).map((name) => [name, name === 'group_ids' ? [] : null]),
		),
		...(groupIds.length > 0 ? { group_ids: groupIds } : {}),
	};
	const texts = [
		['login', 'Login', given.login],
		['first_name', 'First Name', given.firstName],
		['last_name', 'Last Name', given.lastName],
		['email', 'Email', given.email],
		['extension', 'Extension', given.extension],
	] as const;
	for (const [name, label, value] of texts) {
		const text = foldText(readText(label, value));
		// As spreadsheets export an extension: 6101.0
		if (text !== '')
			values[name] = findEmail(text) ?? (name === 'extension' ? text.replace(/[.,]0+$/, '') : text);
	}
	if (given.enabled === false || !isBlank(given.enabled))
		values.enabled = readYesNo('Enabled', given.enabled);
	return values;
}
