import type { Resource } from '../../shared/operation/operation';
import { download } from './download.operation';
import { getAll } from './getAll.operation';

/** What can be done with attachments. */
export const attachment: Resource = {
	name: 'Attachment',
	value: 'attachment',
	default: download,
	operations: [download, getAll],
};
