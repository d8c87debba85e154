import { KiamoInteraction } from '../../nodes/Interaction/KiamoInteraction.node';
import type { Simulator } from '../../simulator';
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
