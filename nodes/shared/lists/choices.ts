import type { INodeProperties } from 'n8n-workflow';

const choice =
	(isOfSeveral: boolean) =>
	(
		thing: string,
		name: string,
		loadOptionsMethod: string,
		description = '',
		loadOptionsDependsOn?: string[],
	): INodeProperties => {
		const advice = `Choose from the list, or specify ${isOfSeveral ? 'IDs' : 'an ID'} using an <a href="https://docs.n8n.io/code/expressions/">expression</a>`;
		return {
			displayName: `${thing} ${isOfSeveral ? 'Names or IDs' : 'Name or ID'}`,
			name,
			type: isOfSeveral ? 'multiOptions' : 'options',
			typeOptions: { loadOptionsMethod, ...(loadOptionsDependsOn && { loadOptionsDependsOn }) },
			default: isOfSeveral ? [] : '',
			description: description ? `${description} ${advice}.` : advice,
		};
	};

/**
 * A choice of one thing of Kiamo from a drop-down, or by its ID, with n8n's own words on it after the description, which
 * says what it is for. The list is asked for again when a parameter changes that it depends on.
 */
export const nameOrId = choice(false);

/** The same for several things. */
export const namesOrIds = choice(true);
