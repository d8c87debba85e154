import type { Resource } from '../../shared/operation/operation';
import { close, open } from './setOpen.operation';

/** What can be done with services. */
export const service: Resource = {
	name: 'Service',
	value: 'service',
	default: open,
	operations: [close, open],
};
