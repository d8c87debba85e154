import type { Base, Simulator } from '../../simulator';
import { until } from '../sandbox/process';
import { findDifferences, type Crm } from './sides';

/** Both flows run every minute, and a change may just have missed one. */
const patience = { interval: 1000, patience: 150_000 };

/** Changes a contact in Kiamo and a row in the CRM, and prints when each has come over. Throws when one has not. */
export async function showBothWays(crm: Crm, simulator: Simulator, base: Base): Promise<void> {
	console.log(`\nKiamo ↔ CRM: waiting until the two flows have linked the rows with contacts …`);
	await until(
		'Rows linked',
		async () => findDifferences(await crm.rows(), simulator, base.id).length === 0 || undefined,
		patience,
	);
	const [inKiamo, inCrm] = await crm.rows();
	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	simulator.changeContact(base.id, String(inKiamo.kiamoId), { contactCity: 'Kiamo-sur-Mer' });
	await crm.change(inCrm.id, { city: 'Saint-CRM' });
	await Promise.all([
		until(
			'The change of Kiamo in the CRM',
			async () =>
				(await crm.rows()).some(({ id, city }) => id === inKiamo.id && city === 'Kiamo-sur-Mer') || undefined,
			patience,
		).then(() => console.log(`  a change in Kiamo was in the CRM after ${seconds()}`)),
		until(
			'The change of the CRM in Kiamo',
			async () =>
				simulator
					.contacts(base.id)
					.some(({ id, fields }) => id === inCrm.kiamoId && fields.contactCity === 'Saint-CRM') || undefined,
			patience,
		).then(() => console.log(`  a change in the CRM was in Kiamo after ${seconds()}`)),
	]);
}
