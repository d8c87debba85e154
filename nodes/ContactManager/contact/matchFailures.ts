import { NodeOperationError } from 'n8n-workflow';

import type { Outcome, Run } from '../../shared/operation/operation';
import type { Match } from '../matching/contactIndex';
import { contactIdField } from '../matching/matcher';
import type { SyncItem } from './sync';

/** With On Error set to Stop there is no output to hold the hints, so the error does. */
function fail(run: Run, { hints }: SyncItem, itemIndex: number, message: string, advice: string): Outcome {
	const options = { itemIndex, description: [...hints, advice].join(' ') };
	return { error: new NodeOperationError(run.context.getNode(), message, options) };
}

/** The error of an item that has no key. */
export function failNoKey(run: Run, input: SyncItem, item: number): Outcome {
	const reason = input.explainNoKey();
	const advice = 'Fill a Match On field, or choose under If All Match Fields Are Empty what to do.';
	// The reason says what hints say, too.
	return fail(run, { ...input, hints: [] }, item, reason, `${reason}. ${advice}`);
}

/** The error of an item when it is not clear who it means. */
export function failMatch(
	run: Run,
	input: SyncItem,
	item: number,
	match: Exclude<Match, { kind: 'found' | 'new' }>,
): Outcome {
	const named = `the ${match.key.field.label} "${match.key.text}"`;
	switch (match.kind) {
		case 'several':
			return fail(
				run,
				input,
				item,
				`${match.ids.length} contacts have ${named}: ${match.ids.slice(0, 20).join(', ')}`,
				'Merge them in Kiamo, match on a field that only one person has, or choose under If Multiple Contacts Match which one to update.',
			);
		case 'somebodyElse': {
			const { field, given, held } = match.difference;
			return fail(
				run,
				input,
				item,
				`Contact ${match.entry.id ?? 'of an earlier item'} has ${named}, but its ${field.label} is "${held}", not "${given}"`,
				'It may be another person. Choose under If Another Match Field Differs to create a contact or to update this one.',
			);
		}
		case 'unknownId':
			return fail(
				run,
				input,
				item,
				`No contact has ${named}`,
				`The contact may have been deleted. Leave ${contactIdField.label} empty, or choose under If the Contact ID Is Unknown to create a contact.`,
			);
	}
}
