import type { Simulator } from '../../simulator';
import { listItems } from '../../nodes/shared/operation/run';
import { locate, runOn, startWith, upsert } from '../contactManager/support';
import { request, said, unknownId } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith(Array.from({ length: 6 }, (_, at) => ({ contactLastName: `Martin ${at}` })));
});
afterEach(() => simulator.close());

const contact = locate('={{ $json.id }}');
const ids = () => simulator.contacts().map(({ id }) => id);
const get = { operation: 'get', parameters: { contact, requestOptions: { concurrency: 1 } } };
const remove = { operation: 'delete', parameters: { contact, requestOptions: { concurrency: 1 } } };

/** Three items, the second of which nobody has. */
const items = () => [{ id: ids()[0] }, { id: unknownId, row: 2 }, { id: ids()[1] }];
const failing = {
	error: `Contact "${unknownId}" not found in Kiamo`,
	message:
		'Check the ID, or choose the contact from the list. It may have been deleted, or belong elsewhere.',
};

it('Continue puts out one error item in its place, paired, with what happened and what to do', async () => {
	const run = await runOn(simulator, { ...get, items: items(), goOn: true });
	expect(run.error).toBeUndefined();
	expect(run.json).toMatchObject([{ id: ids()[0] }, failing, { id: ids()[1] }]);
	expect(run.json[1]).toEqual(failing);
	expect(run.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
});

it('Continue says in one hint how many items failed, and why', async () => {
	const items = [
		{ id: unknownId },
		{ id: ids()[0] },
		{ id: '0'.repeat(24) },
		{ id: '../x' },
		{ id: ids()[1] },
	];
	const run = await runOn(simulator, { ...get, items, goOn: true });
	const counts =
		'3 of 5 items failed: 2 × Contact "…" not found in Kiamo; 1 × "…" cannot be the ID of a contact.';
	expect(run.hints).toMatchObject([
		{
			message: `${counts} Use the error output to see their rows: under Settings, set On Error to Continue (using error output).`,
		},
	]);
	const settings = { onError: 'continueErrorOutput' as const };
	const withOutput = await runOn(simulator, { ...get, items, settings });
	expect(withOutput.hints).toMatchObject([{ message: `${counts} Their rows are in the error output.` }]);
	expect((await runOn(simulator, { ...get, items: [items[1]], goOn: true })).hints).toEqual([]);
});

it('Continue names the most frequent reasons, for rows without a key too', async () => {
	const rows = [
		...Array.from({ length: 5 }, (_, at) => ({ contactLastName: `Name ${at}`, [`column${at}`]: 1 })),
		{ contactEmail: 'a@b.fr', score: 'many' },
		{ contactEmail: 'c@d.fr', contactLastName: 'Petit' },
	];
	const run = await upsert(simulator, rows, { matchOn: ['contactEmail'], goOn: true });
	const failed = run.hints.map(({ message }) => message).find((message) => message.includes('failed'));
	expect(failed).toMatch(/^6 of 7 items failed: 5 × E-?mail is empty; 1 × "Score" needs a number/);
});

it('the error output gets the failing items, the first output the others', async () => {
	const run = await runOn(simulator, {
		...get,
		items: items(),
		settings: { onError: 'continueErrorOutput' },
	});
	expect(run.error).toBeUndefined();
	expect(run.json.map(({ id }) => id)).toEqual(ids().slice(0, 2));
	expect(run.errorItems).toHaveLength(1);
	// With what came in, so that a user sees which row it was.
	expect(run.errorItems[0].json).toEqual({ id: unknownId, row: 2, ...failing });
	expect(run.errorItems[0].pairedItem).toEqual({ item: 1 });
});

it('an error of our own is an error item, too', async () => {
	const run = await runOn(simulator, { ...get, items: [{ id: '../x' }, { id: ids()[0] }], goOn: true });
	expect(run.json).toMatchObject([{ error: '"../x" cannot be the ID of a contact' }, { id: ids()[0] }]);
	const path = await request(simulator, { path: '/a?b' }, { goOn: true });
	expect(path.json).toEqual([{ error: expect.stringContaining('Query Parameters') as string }]);
});

it('without it the first failing item stops the run; a read says nothing about what was done', async () => {
	const run = await runOn(simulator, { ...get, items: items() });
	expect(said(run)).toEqual({ message: failing.error, description: failing.message, item: 1 });
	expect(run.json).toEqual([]);
	expect(simulator.counts.byOperation.getContact).toBe(2);
});

it('without it a write says which items were done, and nothing is sent after', async () => {
	const run = await runOn(simulator, { ...remove, items: items() });
	expect(said(run)).toEqual({
		message: failing.error,
		description: `${failing.message} Processed before the error: item 0. The remaining items were not processed.`,
		item: 1,
	});
	expect(simulator.counts.contactsDeleted).toBe(1);
});

it('what was under way at the stop counts as done', async () => {
	const list = [ids()[0], unknownId, ...ids().slice(1)].map((id) => ({ id }));
	simulator.faults.add({ kind: 'latency', milliseconds: 50, path: new RegExp(ids()[2]) });
	const run = await runOn(simulator, { ...remove, items: list, parameters: { contact } });
	const [, done] = /Processed before the error: ([^.]*)\./.exec(said(run).description) ?? [];
	const left = new Set(ids());
	const gone = list.flatMap(({ id }, item) => (left.has(id) || id === unknownId ? [] : [item]));
	expect(done).toBe(listItems(gone));
	expect(simulator.counts.contactsDeleted).toBe(gone.length);
});

it('an item of which it is not known whether it was carried out is named as such', async () => {
	simulator.faults.add({ kind: 'status', status: 500, afterWork: true, path: new RegExp(ids()[1]) });
	const run = await runOn(simulator, { ...remove, items: ids().map((id) => ({ id })) });
	expect(said(run)).toMatchObject({ message: 'Kiamo returned a server error (500)', item: 1 });
	expect(said(run).description).toMatch(
		/It is unknown whether Kiamo carried out the request.* Processed before the error: item 0\. Not known: item 1\. The remaining items were not processed\.$/,
	);
});

it('a single item needs no such account', async () => {
	const run = await runOn(simulator, { ...remove, items: [{ id: unknownId }] });
	expect(said(run).description).toBe(failing.message);
});

it.each([
	[[], 'no item'],
	[[3], 'item 3'],
	[[0, 1, 2, 41, 43, 42, 50], 'items 0-2, 41-43, 50'],
])('items %j are reported as "%s"', (list, text) => expect(listItems(list)).toBe(text));
