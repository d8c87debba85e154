import type { Quirks, Simulator } from '../../simulator';

/** One way in which a server differs, and how strongly. */
export interface Server {
	/** The quirk, as the table names it. */
	quirk: string;
	set: Partial<Quirks>;
	/** What else goes wrong: refusals, for the form of refusals. */
	faults?: (kiamo: Simulator) => void;
	/** What the quirk is once half of what is to happen has happened; as before unless given. */
	then?: Partial<Quirks>;
}

const hour = 3_600_000;
const of = (quirk: string, ...sets: Array<Partial<Quirks>>): Server[] => sets.map((set) => ({ quirk, set }));

const refuseSome = (kiamo: Simulator) => {
	for (const [skip, status] of [503, 404, 409, 422, 500].entries())
		kiamo.faults.add({ kind: 'status', status, skip: skip * 2 });
};

/** The servers by the quirks of `simulator/server/quirks.ts`, each in several strengths. */
export const servers: Server[] = [
	...of('plain', {}),
	...of(
		'total',
		...(['missing', 'page', null, -1, 0, [], true] as Array<Quirks['total']>).map((total) => ({
			total,
			// A page that is short, with a total that agrees, cannot be distinguished from the end of the list.
			pageSize: total === 'page' ? 500 : 20,
		})),
	),
	...of(
		'ignoresPaging',
		{ ignoresPaging: true, pageSize: 20 },
		{ ignoresPaging: true, pageSize: 20, total: 'missing' },
	),
	...of('other pages', { endlessPages: true, pageSize: 20 }, { alternatingPages: true, pageSize: 20 }),
	...of('putReplaces', { putReplaces: true }, { putReplaces: true, emptyPut: true }),
	...of(
		'badRows',
		{ badRows: { as: null, rows: 'first' } },
		{ badRows: { as: null, rows: 'some' } },
		{ badRows: { as: { id: undefined }, rows: 'some' } },
		{ badRows: { as: { updated_at: null }, rows: 'some' } },
		{ badRows: { as: { updated_at: '0000-00-00', created_at: '' } } },
	),
	...of('drip', { drip: 10 }),
	...[hour, -hour, 48 * hour, -48 * hour].map((clockJump): Server => ({
		quirk: 'clockJump',
		set: {},
		then: { clockJump },
	})),
	...of(
		'ignoresFilters',
		{ ignoresFilters: true },
		{ ignoresFilters: 'feeds' },
		{ ignoresQ: true },
		{ narrowQ: true },
		{ exactCase: true },
	),
	...of('lateFeed', { lateFeed: 30_000 }),
	...([400, 404, 405, 413, 422] as const).map((status): Server => ({
		quirk: 'refusesArrays',
		set: { refusesArrays: status },
	})),
	...of(
		'dateHeaderOff',
		{ dateHeaderOff: 'missing' },
		{ dateHeaderOff: '1970' },
		{ dateHeaderOff: hour },
		{ dateHeaderOff: -hour },
	),
	...of('omitsBlank', { omitsBlank: true }, { omitsBlank: true, putReplaces: true }),
	...of('emptyStrings', { emptyStrings: true }, { emptyStrings: true, idsAsText: true, shufflesKeys: true }),
	{ quirk: 'htmlErrors', set: { htmlErrors: true }, faults: refuseSome },
];
