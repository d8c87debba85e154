import {
	describeTraps,
	findTrapFaults,
	toTrapOutcomes,
	traps,
	trapsWorkflow,
	upsertNode,
} from '../../scripts/start/traps';
import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf } from '../contactManager/support';
import { runWorkflow } from '../support/workflow';

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 20 });
});
afterAll(async () => await simulator.close());

async function run() {
	const [base] = simulator.bases;
	const { items, error } = await runWorkflow({
		workflow: trapsWorkflow({}, base),
		credentials: credentialsOf(simulator),
		start: 'CRM customers',
		pinned: { 'CRM customers': traps.map(({ row }) => row) },
	});
	expect(error).toBeUndefined();
	return toTrapOutcomes(items(upsertNode) ?? []);
}

it('accounts for every row of the list with traps, also when it runs again', async () => {
	const before = simulator.contacts().length;
	const said = await run();
	const sentences = describeTraps(said);
	expect(sentences[0]).toBe("Row 1, Anne Ledoux (Odoo's false in empty cells): created");
	expect(sentences[2]).toMatch(/Row 3, Marie Riou \(a couple .*\): failed: .*"T-2", not "T-3"/);
	expect(sentences[8]).toMatch(/Row 9, Tanguy .*: failed: .*"31\/02\/1980"/);
	const after = simulator.contacts();
	expect(findTrapFaults(said, after)).toEqual([]);
	const created = said.filter(({ json }) => json.status === 'created');
	expect(after).toHaveLength(before + new Set(created.map(({ json }) => json.id)).size);

	const again = await run();
	expect(findTrapFaults(again, simulator.contacts())).toEqual([]);
	expect(again.filter(({ json }) => ['created', 'updated'].includes(String(json.status)))).toEqual([]);
});

it.each([
	['a row without an outcome', { row: 1 }, 'Row 1 has 0 outcomes'],
	['a failure without a reason', { json: { error: '' } }, 'Row 1 failed without a reason'],
	['a row that was skipped without a reason', { json: { status: 'skipped' } }, 'Row 1 was skipped without'],
	['a contact that Kiamo does not hold', { json: { status: 'created', id: 'b' } }, 'names contact b'],
	['somebody overwritten', { json: { status: 'updated', id: 'a' } }, 'but its contact is now Riou'],
])('names %s', (_, change, fault) => {
	const said = [{ row: 0, json: {}, ...change }];
	const faults = findTrapFaults(said, [{ id: 'a', fields: { contactLastName: 'Riou' } }]);
	expect(faults.join('\n')).toContain(fault);
});
