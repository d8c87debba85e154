import type { Resource } from '../../shared/operation/operation';
import { format } from './format.operation';

/** What can be done with phone numbers, without asking Kiamo. */
export const phoneNumber: Resource = {
	name: 'Phone Number',
	value: 'phoneNumber',
	default: format,
	operations: [format],
};
