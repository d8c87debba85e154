import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';

/** The row of a source for the contact of this number, written in another way than Kiamo holds it. */
export const sourceRow = (at: number) => ({
	crmId: `C-${at}`,
	contactLastName: ` Name ${at} `,
	contactEmail: `P${at}@Example.com`,
	contactMobilePhoneNumber: `06 ${String(10_000_000 + at).replace(/(..)(?=.)/g, '$1 ')}`,
	contactCity: at % 3 === 0 ? '' : 'Lyon',
});

const contactOf = (at: number) => ({
	crmId: `C-${at}`,
	contactLastName: `Name ${at}`,
	contactEmail: `p${at}@example.com`,
	contactMobilePhoneNumber: `+336${10_000_000 + at}`,
	contactCity: at % 3 === 0 ? null : 'Lyon',
});

interface Drift {
	row?: object | null;
	contact?: object | null;
	twice?: boolean;
}

/** What a planted drift does to the row of a source, or to the contact; without either, they lose it. */
const drifts: Record<string, Drift> = {
	onlyInSource: { contact: null },
	onlyInKiamo: { row: null },
	'different contactLastName': { contact: { contactLastName: 'Castafiore' } },
	'different contactCity': { row: { contactCity: '' }, contact: { contactCity: 'Nice' } },
	'different contactMobilePhoneNumber': { contact: { contactMobilePhoneNumber: '+33699999999' } },
	unclear: { twice: true },
};

const kinds = Object.entries(drifts);

/** The drift of the contact of this number: every so many contacts one of the six is planted. */
function driftAt(at: number, count: number, planted: number) {
	const every = Math.floor(count / planted);
	if (at % every !== every - 1 || at >= every * planted) return { name: '', drift: {} as Drift };
	const [name, drift] = kinds[Math.floor(at / every) % kinds.length];
	return { name, drift };
}

const numbersTo = (count: number) => Array.from({ length: count }, (_, at) => at);

/** The rows of the source. */
export function sourceRows(count: number, planted: number): IDataObject[] {
	return numbersTo(count).flatMap((at) => {
		const { drift } = driftAt(at, count, planted);
		return drift.row === null ? [] : [{ ...sourceRow(at), ...drift.row }];
	});
}

/** Fills the first base of a simulator; what Compare must find, in words. */
export function plantDrifts(simulator: Simulator, count: number, planted: number): string[] {
	const drifted = numbersTo(count).map((at) => ({ at, ...driftAt(at, count, planted) }));
	for (const { at, drift } of drifted) {
		const contacts = drift.contact === null ? [] : [contactOf(at), ...(drift.twice ? [contactOf(at)] : [])];
		for (const contact of contacts)
			simulator.addContact(simulator.bases[0].id, { ...contact, ...drift.contact });
	}
	return drifted.flatMap(({ at, name }) => (name ? [`${name} C-${at}`] : [])).sort();
}

/** A row of Compare in the words of `plantDrifts`. */
export function nameDrift({ status, changedFields, item, crmId }: IDataObject): string {
	const words = [
		status,
		...((changedFields as string[] | undefined) ?? []),
		(item as IDataObject | undefined)?.crmId ?? crmId,
	];
	return words.map(String).join(' ');
}
