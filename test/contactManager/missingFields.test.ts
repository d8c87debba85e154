import type { Simulator } from '../../simulator';
import { locate, mapped, runOn, startWith } from './support';

let simulator: Simulator;
afterEach(async () => {
	await simulator.close();
	expect(simulator.contractViolations).toEqual([]);
});

it.each(['toString', 'valueOf', 'hasOwnProperty', '__proto__'])(
	'never writes what only JavaScript has for a field "%s" that the item lacks',
	async (name) => {
		simulator = await startWith([{ contactLastName: 'Durand', contactCity: 'Brest' }]);
		const [{ id }] = simulator.contacts();
		await runOn(simulator, {
			operation: 'update',
			items: [{ contactLastName: 'Martin' }],
			goOn: true,
			parameters: {
				contact: locate(id),
				fields: mapped({
					contactLastName: '={{ $json.contactLastName }}',
					contactCity: `={{ $json.${name} }}`,
				}) as never,
			},
		});
		const [{ fields }] = simulator.contacts();
		expect(['Brest', null, '', undefined]).toContain(fields.contactCity);
	},
);
