import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';

import { nameOrId } from '../../shared/lists/choices';
import type { components } from '../../../contract/generated/types';
import { chosenId, openForEditor } from '../../shared/lists/editor';
import { readText } from '../../shared/values/text';
import type { Kiamo } from '../../shared/transport/client';
import { listRows } from '../../shared/transport/pages';
import { isId, optionOf, readId, checkId } from '../../shared/lists/locator';
import type { ItemOperation } from '../../shared/operation/operation';
import { shows } from '../../shared/writing/shows';
import { readBack, withInteractionLock } from './readBack';
import { interactionLocator } from './locator';

type Qualification = components['schemas']['Qualification'];

export const qualify: ItemOperation = {
	name: 'Qualify',
	value: 'qualify',
	action: 'Qualify interaction',
	description: 'Set the qualification of an interaction',
	properties: [
		interactionLocator,
		{
			...nameOrId(
				'Qualification',
				'qualification',
				'getQualifications',
				"One of the qualifications of the interaction's service.",
				['interaction.value'],
			),
			required: true,
		},
		{
			displayName: 'Comment',
			name: 'comment',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			description: 'Comment on the qualification. Leave empty to keep the current one.',
		},
	],
	writes: true,
	async execute(run, itemIndex) {
		const { kiamo, read, context } = run;
		const interactionId = readId(run, 'interaction', itemIndex);
		const given = read('qualification', itemIndex, '');
		const qualification_id = checkId(context.getNode(), 'qualification', given, itemIndex);
		const comment = readText('Comment', read<unknown>('comment', itemIndex, '')) || undefined;
		return await withInteractionLock(kiamo, interactionId, async () => {
			const args = { path: { interactionId }, body: { qualification_id, comment } };
			const answer = await kiamo.call('qualifyInteraction', args, itemIndex);
			const isShown = shows(answer, { qualification: { id: qualification_id }, comment });
			const now = isShown ? answer : undefined;
			return await readBack(kiamo, interactionId, now, context.getTimezone());
		});
	},
};

/**
 * The qualifications of the chosen interaction's service, by category, for drop-downs; while the editor does not know the
 * interaction, as with an expression, those of all services.
 */
export async function getQualifications(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const kiamo = await openForEditor(this);
	const interactionId = chosenId(this, 'interaction') ?? '';
	const found = isId(interactionId)
		? await ofService(kiamo, (await kiamo.call('getInteraction', { path: { interactionId } })).service_id)
		: await ofAllServices(kiamo);
	return found.map(optionOfQualification).toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A qualification with its category in front, for drop-downs. */
export const optionOfQualification = ({ id, label, category }: Qualification): INodePropertyOptions =>
	optionOf(id, [[category, label].filter(Boolean).join(': ')]);

async function ofService(kiamo: Kiamo, serviceId: string): Promise<Qualification[]> {
	return await listRows(kiamo, 'listServiceQualifications', { path: { serviceId } });
}

async function ofAllServices(kiamo: Kiamo): Promise<Qualification[]> {
	const services = await listRows(kiamo, 'listServices', {});
	const lists = await Promise.all(services.map(async ({ id }) => await ofService(kiamo, id)));
	return [
		...new Map(lists.flat().map((qualification) => [String(qualification.id), qualification])).values(),
	];
}
