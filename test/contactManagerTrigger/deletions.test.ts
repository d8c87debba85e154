import type { IPollFunctions } from 'n8n-workflow';
import { findDeleted } from '../../nodes/ContactManager/trigger/deletions';
import type { Setup } from '../../nodes/ContactManager/trigger/setup';
import type { Kiamo } from '../../nodes/shared/transport/client';
import type { PackedSnapshot } from '../../nodes/shared/polling/snapshot';

const hex = (value: number) => value.toString(16).padStart(24, '0');
const ids = (count: number) => Array.from({ length: count }, (_, at) => hex(at));

interface Server {
	listed: string[];
	/** What a request by ID finds, if that is other than the list. */
	existing?: string[];
	/** How a request by ID for any other contact ends. */
	status?: number;
}

let asked: string[];
beforeEach(() => {
	asked = [];
});

/** A Kiamo that lists some contacts and answers for some. */
const kiamo = ({ listed, existing = listed, status = 404 }: Server) =>
	({
		node: { name: 'Trigger' },
		connection: { limit: { concurrency: 5 } },
		call: () => Promise.resolve({ data: listed.map((id) => ({ id })), total: listed.length }),
		attempt: (_: string, { path }: { path: { contactId: string } }) => {
			asked.push(path.contactId);
			const cause = { kind: 'refused', status, errors: [], html: false };
			const request = { api: 'contactManager', method: 'GET', path: '', ids: {} };
			return Promise.resolve(
				existing.includes(path.contactId)
					? { ok: true, data: {} }
					: { ok: false, failure: { request, cause, mayHaveWritten: false } },
			);
		},
	}) as unknown as Kiamo;

async function find(
	server: Server,
	saved: PackedSnapshot | undefined,
	{ baseId = 'base', until = Infinity, maxItems = 1000 } = {},
) {
	const context = { getNode: () => ({ name: 'Trigger' }) } as unknown as IPollFunctions;
	const setup = { context, kiamo: kiamo(server), args: { path: { baseId } }, until } as unknown as Setup;
	const found = await findDeleted(setup, saved, maxItems);
	// n8n keeps the state as JSON.
	return { ...found, snapshot: JSON.parse(JSON.stringify(found.snapshot ?? null)) as PackedSnapshot };
}

it.each([
	['24 hexadecimal characters', ids(3)],
	['another form', ['1', '22', '3,3']],
])('tells which contacts are gone, with ids of %s', async (_, all) => {
	const first = await find({ listed: all }, undefined);
	expect(first.deleted).toEqual([]);
	const second = await find({ listed: all.slice(1) }, first.snapshot);
	expect(second.deleted).toEqual([all[0]]);
	const third = await find({ listed: [] }, second.snapshot);
	expect(third.deleted).toEqual(all.slice(1));
	expect((await find({ listed: [] }, third.snapshot)).deleted).toEqual([]);
});

it('does not believe a list that leaves contacts out which are there', async () => {
	const all = ids(3);
	const first = await find({ listed: all }, undefined);
	const empty = await find({ listed: [], existing: all.slice(1) }, first.snapshot);
	expect(empty.deleted).toEqual([all[0]]);
	expect((await find({ listed: [] }, empty.snapshot)).deleted).toEqual(all.slice(1));
});

it('says nothing of contacts that it could not ask for', async () => {
	const first = await find({ listed: ids(3) }, undefined);
	await expect(find({ listed: [], status: 500 }, first.snapshot)).rejects.toThrow('Kiamo is out of order');
});

it('tells a thousand at once, and the others at the next polls', async () => {
	let { snapshot } = await find({ listed: ids(25) }, undefined);
	const told: string[] = [];
	for (const isComplete of [false, false, true]) {
		const found = await find({ listed: [] }, snapshot, { maxItems: 10 });
		expect(found.isComplete).toBe(isComplete);
		told.push(...found.deleted);
		snapshot = found.snapshot;
	}
	expect(told).toEqual(ids(25));
	expect(asked).toHaveLength(25);
});

it('takes another base for a new beginning', async () => {
	const first = await find({ listed: ids(1) }, undefined);
	expect((await find({ listed: [] }, first.snapshot, { baseId: 'other' })).deleted).toEqual([]);
});

it('keeps what it knew when there was no time to read all contacts', async () => {
	const first = await find({ listed: ids(2) }, undefined);
	const second = await find({ listed: [] }, first.snapshot, { until: 0 });
	expect(second).toMatchObject({ deleted: [], isComplete: false });
	expect((await find({ listed: [] }, second.snapshot)).deleted).toEqual(ids(2));
});

it('keeps the ids of 10,000 contacts in less than 200 kB', async () => {
	const { snapshot } = await find({ listed: ids(10_000) }, undefined);
	expect(JSON.stringify(snapshot).length).toBeLessThan(200_000);
});
