import { judgeAll, judgePair, quirkNames, Table } from './matrix';

const pairs = 300;
const table = new Table();
afterAll(() => {
	process.stdout.write(`${table.print()}\n`);
});

it.each(quirkNames)(
	'%s: nothing is lost, duplicated or blanked, nothing hangs, and what is said is true',
	async (quirk) => {
		const before = table.notes.length;
		await judgeAll(table, quirk);
		expect(table.notes.slice(before)).toEqual([]);
	},
	1_200_000,
);

it('two quirks at once: the same', async () => {
	const before = table.notes.length;
	for (let seed = 1; seed <= pairs; seed++) await judgePair(table, seed);
	expect(table.notes.slice(before)).toEqual([]);
}, 1_200_000);
