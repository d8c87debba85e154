import example from '../../examples/kiamo-crm-both-ways.json';
import type { Base } from '../../simulator';
import { atPace, chooseKiamo, publish } from '../example';
import type { Session } from '../sandbox/session';

interface Pace {
	/** Seconds between two runs of each flow: a divisor of 60. The example's own pace is a minute. */
	seconds?: number;
}

/** Saves the example "Kiamo ↔ CRM, both ways", set to a base of Kiamo, and publishes it. Returns its id. */
export async function startTwoWay(
	session: Session,
	credential: object,
	base: Pick<Base, 'id' | 'name'>,
	{ seconds }: Pace = {},
): Promise<string> {
	const chosen = chooseKiamo(example, credential, { base });
	return await publish(session, seconds === undefined ? chosen : atPace(chosen, seconds));
}
