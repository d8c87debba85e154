import fc from 'fast-check';
import type { Simulator } from '../../simulator';
import type { Poller, Poll } from './poller';

/** What befalls every trigger in a random history. */
export type Incident =
	| { do: 'poll' | 'poll twice' | 'restart' | 'publish again' }
	| { do: 'fault'; kind: number; skip: number }
	| { do: 'wait'; ms: number };

const faults = [
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 429, retryAfter: 3600 },
	{ kind: 'html', status: 200 },
	{ kind: 'html', status: 404 },
	{ kind: 'status', status: 401 },
] as const;

/** A fault of a request to come: one of the next, up to `mostSkipped` after the first. */
export const faultOf = (mostSkipped: number): fc.Arbitrary<Incident> =>
	fc.record({
		do: fc.constant('fault' as const),
		kind: fc.nat(faults.length - 1),
		skip: fc.nat(mostSkipped),
	});

export function isIncident(step: { do: string }): step is Incident {
	return ['poll', 'poll twice', 'restart', 'publish again', 'fault', 'wait'].includes(step.do);
}

/** Lets an incident happen to a trigger; `take` is given what each poll brought. */
export async function meet(
	incident: Incident,
	{ simulator, poller }: { simulator: Simulator; poller: Poller },
	take: (poll: Poll) => void,
): Promise<void> {
	switch (incident.do) {
		case 'wait':
			simulator.clock.advance(incident.ms);
			break;
		case 'fault':
			simulator.faults.add({ ...faults[incident.kind], skip: incident.skip });
			break;
		case 'restart':
			poller.restart();
			break;
		case 'publish again':
			take(await poller.activate());
			break;
		case 'poll':
			take(await poller.poll());
			break;
		case 'poll twice':
			await Promise.all([poller.poll().then(take), poller.poll().then(take)]);
			break;
	}
}
