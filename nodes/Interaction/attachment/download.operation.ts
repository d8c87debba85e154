import { NodeOperationError } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';

import { requestFor } from '../../shared/transport/client';
import { optionsOf } from '../../shared/operation/properties';
import { download as fetchBytes } from '../../shared/transport/download';
import { toNodeError } from '../../shared/transport/errors';
import { shorten } from '../../shared/transport/refusals';
import { listRows } from '../../shared/transport/pages';
import { readId } from '../../shared/lists/locator';
import { readList } from '../../shared/values/lists';
import { positiveNumber } from '../../shared/values/numbers';
import { RowWithFiles, type ItemOperation, type OutputRow, type Run } from '../../shared/operation/operation';
import { interactionLocator } from '../interaction/locator';
import { kindChoice } from './kinds';
import { attachmentLocator, type Attachment } from './locator';

const bytesPerMegabyte = 1_000_000;
const defaultMegabytes = 100;

interface DownloadOptions {
	field?: string;
	ifNotReady?: 'fail' | 'withoutFile';
	maxSize?: number;
}

const properties: INodeProperties[] = [
	interactionLocator,
	{
		displayName: 'Download',
		name: 'which',
		type: 'options',
		noDataExpression: true,
		default: 'all',
		options: [
			{
				name: 'All, or Only Some Kinds',
				value: 'all',
				description: 'Each recording, voicemail or file becomes an item',
			},
			{ name: 'One', value: 'one', description: 'A single recording, voicemail or file' },
		],
	},
	{ ...attachmentLocator, displayOptions: { show: { which: ['one'] } } },
	{ ...kindChoice, displayOptions: { show: { which: ['all'] } } },
	optionsOf([
		{
			displayName: 'If Not Ready',
			name: 'ifNotReady',
			type: 'options',
			default: 'fail',
			description:
				'What to do while the recording is not available yet. Kiamo creates it some time after the call ends.',
			options: [
				{ name: 'Fail', value: 'fail' },
				{ name: 'Output Without the File', value: 'withoutFile', description: 'With ready set to false' },
			],
		},
		{
			displayName: 'Max Size (MB)',
			name: 'maxSize',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: defaultMegabytes,
			description: 'Larger files are refused before they are downloaded',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'field',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
	]),
];

export const download: ItemOperation = {
	name: 'Download',
	value: 'download',
	action: 'Download recordings and attachments',
	description: 'Download recordings, voicemails or files of an interaction',
	output: { row: 'Attachment', with: { interaction_id: 'string' } },
	properties,
	async execute(run, itemIndex) {
		const interactionId = readId(run, 'interaction', itemIndex);
		const isWanted = readChoice(run, interactionId, itemIndex);
		const path = { interactionId };
		const listed = await listRows(run.kiamo, 'listInteractionAttachments', { path }, { itemIndex });
		const rows: OutputRow[] = [];
		for (const attachment of isWanted(listed)) {
			rows.push(await downloadOne(run, interactionId, attachment, itemIndex));
		}
		return rows;
	},
};

type Choice = (listed: Attachment[]) => Attachment[];

function readChoice(run: Run, interactionId: string, itemIndex: number): Choice {
	if (run.read<string>('which', itemIndex, 'all') === 'all') {
		const kinds = readList('Kinds', run.read<unknown>('kinds', itemIndex, []));
		return (listed) => listed.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
	}
	const attachmentId = readId(run, 'attachment', itemIndex);
	return (listed) => {
		const found = listed.find(({ id }) => String(id) === attachmentId);
		if (found) return [found];
		throw new RangeError(`Interaction ${interactionId} has no attachment with the ID "${attachmentId}"`);
	};
}

const longestFileName = 200;

/** The last part of a name, as what is before it would be folders, without what a file system or a reader would stumble over. */
function toFileName(name: string): string | undefined {
	const last = name.split(/[\\/]/).at(-1) ?? '';
	const clean = last
		.slice(-longestFileName)
		.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	return clean || undefined;
}

/** Downloads an attachment into a binary field; its name and type are kept. Throws the error of the item. */
async function downloadOne(
	{ kiamo, context, read }: Run,
	interactionId: string,
	attachment: Attachment,
	itemIndex: number,
): Promise<OutputRow> {
	const options = read<DownloadOptions>('options', itemIndex, {});
	const megabytes = positiveNumber('Max Size', options.maxSize ?? defaultMegabytes);
	const { id, size } = attachment;
	// Neither is needed, and a server may leave them out.
	const name = String(attachment.name ?? '');
	const mimeType = String(attachment.mime_type ?? '') || undefined;
	const about = { interaction_id: interactionId, ...attachment };
	if (!attachment.ready) return notReady();
	if ((size ?? 0) > megabytes * bytesPerMegabyte) throw tooLarge();

	const request = requestFor('downloadAttachment', { path: { interactionId, attachmentId: id } });
	const answer = await fetchBytes(kiamo, request, {
		size,
		largest: megabytes * bytesPerMegabyte,
		isWebPage: mimeType?.startsWith('text/html') === true,
		store: async (bytes) => await context.helpers.prepareBinaryData(bytes, toFileName(name), mimeType),
	});
	if (answer.ok) {
		if (answer.data === 'tooLarge') throw tooLarge();
		return new RowWithFiles(about, { [options.field?.trim() || 'data']: answer.data });
	}
	const { cause } = answer.failure;
	if (cause.kind === 'refused' && cause.status === 409) return notReady();
	throw toNodeError(context.getNode(), answer.failure, itemIndex);

	function notReady(): OutputRow {
		if (options.ifNotReady === 'withoutFile') return { ...about, ready: false };
		throw new NodeOperationError(
			context.getNode(),
			`The ${attachment.kind} "${shorten(name)}" is not ready yet`,
			{
				itemIndex,
				description:
					'Kiamo is still creating it. Try again later, or set If Not Ready under Options to continue without the file.',
			},
		);
	}

	function tooLarge(): NodeOperationError {
		const given = size ? ` (${(size / bytesPerMegabyte).toFixed(1)} MB)` : '';
		const message = `The ${attachment.kind} "${shorten(name)}"${given} is larger than ${megabytes} MB`;
		const description = 'The file was not downloaded. To get it, increase Max Size under Options.';
		return new NodeOperationError(context.getNode(), message, { itemIndex, description });
	}
}
