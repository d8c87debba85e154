import type { IDataObject } from 'n8n-workflow';
import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import type { Simulator } from '../../simulator';
import { locate } from '../contactManager/support';
import { operationsOf } from '../support/operations';

export const node = new KiamoInteraction();

/** Services of the simulator: calls out, calls in, and mail. */
export const callbacks = '4';
export const reception = 1;
export const mails = '7';

/** Runs an operation of the node, named `resource.operation`, on a simulator. */
export const run = operationsOf(node);

/** The interactions of a simulator as they are, by id. */
export const stored = (simulator: Simulator) => simulator.centre.interactions.all();

/** Creates a callback for the phone number of each item. */
export const createCallbacks = async (
	simulator: Simulator,
	parameters: IDataObject,
	on: Parameters<typeof run>[3],
) =>
	await run(
		simulator,
		'interaction.create',
		{ service: locate(callbacks) as never, destination: '={{ $json.phone }}', when: 'now', ...parameters },
		on,
	);
