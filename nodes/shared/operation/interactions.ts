import type { IDataObject } from 'n8n-workflow';

import { properties } from '../../../contract/generated/operations';
import type { components } from '../../../contract/generated/types';
import { interactionNames, withNamesIfChosen } from '../lists/names';
import type { Run } from './operation';
import { outputChoice, readOutput } from './output';
import { toLocal } from '../values/zones';

export type Interaction = components['schemas']['Interaction'];

/** The fields of an interaction that is flat, in the order of the contract. */
const flatNames = properties.Interaction.flatMap((name) => {
	if (name === 'userdata') return [];
	if (name === 'scheduled_date') return [name, 'scheduled_date_local', 'timezone'];
	return name === 'qualification' ? properties.Qualification.map((part) => `${name}_${part}`) : [name];
});
/** Simplify, and for AI agents Output with the fields of an interaction. */
export const interactionOutput = outputChoice([...flatNames, ...interactionNames.map(({ name }) => name)]);
const blank: IDataObject = Object.fromEntries(flatNames.map((name) => [name, null]));

/**
 * Makes an interaction, or what is known of one, flat: its qualification and user data become fields of their own
 * (`userdata_…`), and the scheduled date is there as clocks in the time zone show it, too, with the name of the zone.
 */
export function simplifyInteraction(interaction: Partial<Interaction>, zone: string): IDataObject {
	const { qualification, userdata, ...rest } = interaction;
	const flat: IDataObject = {
		...blank,
		...rest,
		scheduled_date_local: toLocal(interaction.scheduled_date, zone),
		timezone: zone,
	};
	for (const [part, values] of Object.entries({ qualification, userdata })) {
		for (const [name, value] of Object.entries(values ?? {})) flat[`${part}_${name}`] = value as string;
	}
	return flat;
}

/** Interactions as the options of an item ask for them: flat or as Kiamo has them, with names, and with the chosen fields. */
export async function showInteractions(
	run: Run,
	itemIndex: number,
	interactions: Interaction[],
): Promise<IDataObject[]> {
	const { isSimple, pick } = readOutput(run, itemIndex);
	const zone = run.context.getTimezone();
	const rows = isSimple ? interactions.map((row) => simplifyInteraction(row, zone)) : interactions;
	return (await withNamesIfChosen(run, itemIndex, interactionNames, rows)).map(pick);
}
