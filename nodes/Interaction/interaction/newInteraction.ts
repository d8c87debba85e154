import type { components } from '../../../contract/generated/types';
import { readDestination, type SendAs } from '../../shared/values/destination';
import { checkId, readId } from '../../shared/lists/locator';
import { wholeNumber } from '../../shared/values/numbers';
import type { Run } from '../../shared/operation/operation';
import { isBlank, readText } from '../../shared/values/text';
import { readUserData, type UserDataInput } from '../../shared/values/userData';
import { originOf } from '../../shared/values/zones';
import { readSchedule, type ScheduleInput } from './schedule';

export type NewInteraction = components['schemas']['NewInteraction'];

/** What the options of Create hold. */
interface CreateOptions extends ScheduleInput, UserDataInput {
	agent?: unknown;
	contact?: unknown;
	ifExists?: 'create' | 'fail' | 'return';
	label?: unknown;
	priority?: unknown;
	reference?: unknown;
	sendAs?: SendAs;
}

/** An interaction to create for an item. */
export interface Creation {
	item: number;
	serviceId: string;
	body: NewInteraction;
	/** As in the body; empty for none. */
	reference: string;
	/** Of local times in the output. */
	zone: string;
	/** Set when clocks show the local time that was given twice. */
	twice?: string;
	ifExists: 'create' | 'fail' | 'return';
}

/** Reads what an item wants to create. Throws, for the item, whatever Kiamo should not even be asked. */
export async function readCreation(run: Run, item: number): Promise<Creation> {
	const { read, kiamo } = run;
	const { node } = kiamo;
	const options = read<CreateOptions>('options', item, {});
	const serviceId = readId(run, 'service', item);
	const { channel } = await kiamo.once(
		`service ${serviceId}`,
		async () => await kiamo.call('getService', { path: { serviceId } }, item),
	);
	const origin = originOf(run, options.timezone);
	const isLater = read<string>('when', item, 'now') === 'later';
	const schedule = isLater ? readSchedule(kiamo, 'Date', read('date', item, ''), origin, options) : undefined;
	const reference = readText('Reference', options.reference);
	return {
		item,
		serviceId,
		zone: origin.zone,
		twice: schedule?.twice,
		reference,
		ifExists: reference ? (options.ifExists ?? 'create') : 'create',
		body: {
			destination: readDestination(read('destination', item, ''), channel, origin.country, options.sendAs),
			scheduled_date: schedule?.date,
			reference: reference || undefined,
			label: readText('Label', options.label) || undefined,
			priority: isBlank(options.priority) ? undefined : wholeNumber('Priority', options.priority),
			agent_id: isBlank(options.agent) ? undefined : checkId(node, 'agent', options.agent, item),
			contact_id: isBlank(options.contact) ? undefined : checkId(node, 'contact', options.contact, item),
			userdata: readUserData(options),
		},
	};
}
