/** A list with the traps that exports of Odoo and Excel hold, and what the example "CRM → Kiamo" makes of it. */
import type { INodeExecutionData } from 'n8n-workflow';
import example from '../../examples/crm-to-kiamo.json';
import type { Workflow } from '../sandbox/session';
import { changeNode, chooseKiamo } from '../workflow';
import type { Contact } from './accounting';

/** The node whose output says what became of each row. */
export const upsertNode = 'Create or update contact';

/** A byte order mark, which Excel puts before the name of the first column. */
const id = '\ufeffCRM id';

/** The rows, each with its trap. Their columns have the labels of the fields of Kiamo. */
export const traps: Array<{ trap: string; row: Record<string, string | false> }> = [
	{
		trap: "Odoo's false in empty cells",
		row: {
			[id]: 'T-1',
			Nom: 'Ledoux',
			Prénom: 'Anne',
			'E-mail': 'anne.ledoux@example.fr',
			Téléphone: false,
			Ville: false,
		},
	},
	{
		trap: 'a couple with one email, first row',
		row: { [id]: 'T-2', Nom: 'Hamon', Prénom: 'Jean', 'E-mail': 'famille.hamon@example.fr' },
	},
	{
		trap: 'a couple with one email, second row',
		row: { [id]: 'T-3', Nom: 'Riou', Prénom: 'Marie', 'E-mail': 'famille.hamon@example.fr' },
	},
	{
		trap: 'a switchboard, extension 12',
		row: { Nom: 'Bescond', Prénom: 'Luc', Téléphone: '01 98 76 54 00 poste 12' },
	},
	{
		trap: 'the same switchboard, extension 34',
		row: { Nom: 'Calvez', Prénom: 'Rose', Téléphone: '01 98 76 54 00 poste 34' },
	},
	{
		trap: 'a number that Excel took for a decimal number',
		row: { [id]: 'T-6', Nom: 'Morin', Prénom: 'Paul', Mobile: '698765401.0' },
	},
	{
		trap: 'the same person again, known by the number only',
		row: { Nom: 'Morin', Prénom: 'Paul', Mobile: '06 98 76 54 01', Ville: 'Brest' },
	},
	{
		trap: 'a French date',
		row: { [id]: 'T-8', Nom: 'Salaun', 'Date de naissance': '05/03/1978' },
	},
	{
		trap: 'a day that does not exist',
		row: { [id]: 'T-9', Nom: 'Tanguy', 'Date de naissance': '31/02/1980' },
	},
	{
		trap: 'two numbers in one cell',
		row: { [id]: 'T-10', Nom: 'Vidal', Mobile: '06 98 76 54 02 / 01 98 76 54 03' },
	},
	{ trap: 'nothing but a placeholder to know the person by', row: { Nom: 'Weber', 'E-mail': 'inconnu' } },
];

/** The example, which takes its rows from this list and maps its columns by their names. */
export function trapsWorkflow(credential: object, base: { id: string; name: string }): Workflow {
	const matchingColumns = ['crmId', 'contactEmail', 'contactMobilePhoneNumber', 'contactPhoneNumber'];
	const fields = { mappingMode: 'autoMapInputData', value: null, matchingColumns, schema: [] };
	return {
		...changeNode(chooseKiamo(example, credential, { base }), upsertNode, { parameters: { fields } }),
		name: 'CRM → Kiamo: a list with traps',
		pinData: { 'CRM customers': traps.map(({ row }) => ({ json: row })) },
	} as Workflow;
}

/** What the node put out for one row. */
export interface TrapOutcome {
	/** The place of the row in the list, from 0. */
	row: number;
	json: Record<string, unknown>;
}

/** The output of the node as outcomes of the rows: each item names the row that it comes from. */
export function toTrapOutcomes(
	items: Array<Pick<INodeExecutionData, 'pairedItem'> & { json: Record<string, unknown> }>,
): TrapOutcome[] {
	return items.map(({ json, pairedItem }) => {
		const [from] = [pairedItem].flat();
		return { row: typeof from === 'object' ? from.item : (from ?? -1), json };
	});
}

/** What became of each row, one sentence each: from the output of the node. */
export function describeTraps(said: TrapOutcome[]): string[] {
	return traps.map(({ trap, row }, at) => {
		const own = said.filter(({ row: of }) => of === at).map(({ json }) => json);
		const became = own.map(({ status, error, reason, hints }) => {
			const more = [error ?? reason, hints].flat().filter(Boolean).map(String);
			return [error === undefined ? String(status) : 'failed', ...more].join(': ');
		});
		const who = [row.Prénom, row.Nom].filter(Boolean).join(' ');
		return `Row ${at + 1}, ${who} (${trap}): ${became.join('; ') || 'nothing is known'}`;
	});
}

/** Who was lost or overwritten, as sentences; nothing when every row is accounted for. `after` is what Kiamo holds. */
export function findTrapFaults(said: TrapOutcome[], after: Contact[]): string[] {
	const held = new Map(after.map((contact) => [contact.id, contact.fields]));
	return traps.flatMap(({ row }, at) => {
		const own = said.filter(({ row: of }) => of === at).map(({ json }) => json);
		if (own.length !== 1) return [`Row ${at + 1} has ${own.length} outcomes`];
		const [{ error, status, reason, id: contactId }] = own;
		if (error !== undefined) return error === '' ? [`Row ${at + 1} failed without a reason`] : [];
		if (status === 'skipped') return reason ? [] : [`Row ${at + 1} was skipped without a reason`];
		const fields = held.get(String(contactId));
		if (!fields) return [`Row ${at + 1} names contact ${String(contactId)}, which Kiamo does not hold`];
		if (fields.contactLastName === row.Nom) return [];
		return [`Row ${at + 1} is ${String(row.Nom)}, but its contact is now ${String(fields.contactLastName)}`];
	});
}
