import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator';
import { startWith, upsert } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startWith();
});
afterEach(async () => await simulator.close());

const matchOn = ['crmId', 'contactEmail'];
const many = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`column ${at}`, at]));

it.each<[string, IDataObject, RegExp]>([
	['nothing', {}, /CRM ID and .*mail are empty; the item has: nothing$/i],
	['many columns', many, /are empty; the item has: column 0, .*column 19, …$/],
	['one empty key', { crmId: '', Name: 'x' }, /CRM ID and .*mail are empty; the item has: crmId, Name$/i],
	['a placeholder', { crmId: 'inconnu' }, /is empty, .*"inconnu" is a placeholder; the item has: crmId$/],
])('says what an item has that cannot be matched: %s', async (_, item, sentence) => {
	const { error } = await upsert(simulator, [item], { matchOn });
	expect(error?.message).toMatch(sentence);
	expect(simulator.writes).toEqual([]);
});

it('a dry run on an empty base sums up what it would create', async () => {
	const items = [{ crmId: 'C-1', contactLastName: 'Martin' }];
	const { json, hints } = await upsert(simulator, items, { options: { dryRun: true } });
	expect(json).toMatchObject([{ status: 'created', dryRun: true }]);
	expect(hints.map(({ message }) => message)).toEqual([expect.stringContaining('Contacts: 0 → 1.')]);
	expect(simulator.writes).toEqual([]);
});

it('a dry run fails where the token may not read the base', async () => {
	simulator.faults.add({ kind: 'status', status: 403, operationId: 'getBase', times: 99 });
	const items = [{ crmId: 'C-1', contactLastName: 'Martin' }];
	const { error } = await upsert(simulator, items, { options: { dryRun: true } });
	expect(error?.message).toContain('lacks the permission GET');
});
