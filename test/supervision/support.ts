import { KiamoSupervision } from '../../nodes/Supervision/KiamoSupervision.node';
import { operationsOf } from '../support/operations';

export const node = new KiamoSupervision();

/** Runs an operation of the node, named `resource.operation`, on a simulator. */
export const run = operationsOf(node);
