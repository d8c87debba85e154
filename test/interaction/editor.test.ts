import { startSimulator, type Simulator } from '../../simulator';
import { credentialsOf, locate } from '../contactManager/support';
import { loadOptions, searchList } from '../support/methods';
import { callbacks, node, reception } from './support';

let simulator: Simulator;
beforeEach(async () => {
	simulator = await startSimulator({ contacts: 0, history: 0 });
});
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

const editor = (method: string, parameters = {}) => ({
	node,
	method,
	credentials: credentialsOf(simulator),
	parameters,
});
const qualify = { resource: 'interaction', operation: 'qualify' };
const download = { resource: 'attachment', operation: 'download', which: 'one' };
const call = () => simulator.centre.receive({ service: reception, customer: '0612345678' });

it('lists the interactions of the last day, the last changed first, and searches them', async () => {
	const received = call();
	const placed = simulator.centre.place({
		service: Number(callbacks),
		destination: '0712345678',
		label: 'Devis été',
	});
	simulator.clock.advance(1_000);
	simulator.centre.answer(received.id, 2);
	const { results } = await searchList(editor('searchInteractions'));
	expect(results).toEqual([
		{ name: `0612345678, call, in progress (${received.id})`, value: String(received.id) },
		{ name: `0712345678, Devis été, call, waiting (${placed.id})`, value: String(placed.id) },
	]);
	const found = await searchList({ ...editor('searchInteractions'), filter: 'devis ete' });
	expect(found.results.map(({ value }) => value)).toEqual([String(placed.id)]);
});

it('lists the attachments of the chosen interaction', async () => {
	const { id } = call();
	const attachment = simulator.centre.attach(id, { name: 'a.wav' });
	simulator.centre.attach(id, { name: 'b.wav', readyAfter: 60_000 });
	const listed = async (interaction: string) =>
		(await searchList(editor('searchAttachments', { ...download, interaction: locate(interaction) })))
			.results;
	expect(await listed(String(id))).toMatchObject([
		{ name: 'a.wav (recording)', value: String(attachment) },
		{ name: 'b.wav (recording, not ready yet)' },
	]);
	expect(await listed('')).toEqual([]);
});

it('offers the qualifications of the interaction’s own service, by category', async () => {
	const { id } = call();
	const options = await loadOptions(
		editor('getQualifications', { ...qualify, interaction: locate(String(id)) }),
	);
	const { qualifications } = simulator.centre.services.filter((service) => service.id === reception)[0];
	expect(options).toContainEqual({ name: 'Information: Suivi de commande', value: '5' });
	expect(options).toContainEqual({ name: 'Réclamation', value: '9' });
	expect(options).toHaveLength(qualifications.length);
});

it('offers those of all services, each once, while the interaction is not known', async () => {
	const options = await loadOptions(
		editor('getQualifications', { ...qualify, interaction: locate('={{ $json.missing.id }}') }),
	);
	const all = simulator.centre.services.flatMap(({ qualifications }) => qualifications.map(({ id }) => id));
	expect(options.map(({ value }) => Number(value)).sort((a, b) => a - b)).toEqual(
		[...new Set(all)].sort((a, b) => a - b),
	);
});

it('offers services and agents by their names', async () => {
	expect(await loadOptions(editor('getServices'))).toContainEqual({ name: 'Rappels', value: callbacks });
	expect((await loadOptions(editor('getAgents'))).length).toBeGreaterThan(0);
	const { results } = await searchList({ ...editor('searchServices'), filter: 'rapp' });
	expect(results).toEqual([{ name: 'Rappels', value: callbacks }]);
});
