import type { IPollFunctions } from 'n8n-workflow';
import { findDeleted } from '../../nodes/KiamoContactManagerTrigger/deletions';
import type { Kiamo } from '../../nodes/shared/kiamo/client';

const hex = (value: number) => value.toString(16).padStart(24, '0');
const context = { getNode: () => ({ name: 'Trigger' }) } as unknown as IPollFunctions;

/** A Kiamo that holds just these contacts. */
const holding = (ids: string[]) =>
	({
		call: () => Promise.resolve({ data: ids.map((id) => ({ id })), total: ids.length }),
	}) as unknown as Kiamo;

it.each([
	['24 hexadecimal characters', [hex(1), hex(2), hex(3)]],
	['another form', ['1', '22', '333']],
])('tells which contacts are gone, with ids of %s', async (_, ids) => {
	const first = await findDeleted(context, holding(ids), 'base', undefined, Infinity);
	expect(first?.deleted).toEqual([]);
	const second = await findDeleted(context, holding(ids.slice(1)), 'base', first?.snapshot, Infinity);
	expect(second?.deleted).toEqual([ids[0]]);
	const third = await findDeleted(context, holding([]), 'base', second?.snapshot, Infinity);
	expect(third?.deleted).toEqual(ids.slice(1));
	expect((await findDeleted(context, holding([]), 'base', third?.snapshot, Infinity))?.deleted).toEqual([]);
});

it('takes another base for a new beginning', async () => {
	const first = await findDeleted(context, holding([hex(1)]), 'base', undefined, Infinity);
	expect((await findDeleted(context, holding([]), 'other', first?.snapshot, Infinity))?.deleted).toEqual([]);
});

it('says nothing when there was no time to read all contacts', async () => {
	expect(await findDeleted(context, holding([hex(1)]), 'base', undefined, 0)).toBeUndefined();
});

it('keeps the ids of 10,000 contacts in less than 200 kB', async () => {
	const ids = Array.from({ length: 10_000 }, (_, at) => hex(at));
	const found = await findDeleted(context, holding(ids), 'base', undefined, Infinity);
	expect(JSON.stringify(found?.snapshot).length).toBeLessThan(200_000);
});
