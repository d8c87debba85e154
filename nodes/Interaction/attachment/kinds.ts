import type { INodeProperties } from 'n8n-workflow';
import { choices } from '../../../contract/generated/operations';

/** The choice of kinds of attachments; none chosen means all. */
export const kindChoice: INodeProperties = {
	displayName: 'Kinds',
	name: 'kinds',
	type: 'multiOptions',
	default: [],
	description: 'Only attachments of these kinds. Leave empty for all.',
	options: choices.AttachmentKind,
};
