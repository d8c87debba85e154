import type { Simulator } from '../../simulator';
import { nodeOf } from './nodeOf';
import { answerCall, inHours, putAgent, rows, type NodeUses, type Use } from './use';

type Step = (kiamo: Simulator) => void;

const receive: Step = ({ centre }) => {
	centre.receive({ service: rows.reception, customer: '0612345678' });
};
const idOf = ({ centre }: Simulator) => centre.interactions.all()[0].id;
const answer: Step = (kiamo) => {
	putAgent(kiamo, 'available');
	kiamo.centre.answer(idOf(kiamo), rows.agent);
};
const end: Step = (kiamo) => {
	kiamo.centre.hangUp(idOf(kiamo));
	kiamo.centre.endWrapUp(idOf(kiamo));
};
const handled: Step = (kiamo) => {
	answerCall(kiamo);
	end(kiamo);
};
const place: Step = (kiamo) => {
	const scheduled_date = inHours(kiamo, 0.1);
	kiamo.centre.place({ service: rows.callbacks, destination: '0612345678', scheduled_date });
};

/** An event: what there is before, and what then happens. */
const event = (before: Step, ...happens: Step[]): Use[] => {
	const set = (kiamo: Simulator, options = {}) => {
		before(kiamo);
		return { minutesWaiting: 1, options };
	};
	return [
		{ calls: ['listInteractions'], set: (kiamo) => set(kiamo), happens },
		{
			when: 'for Add Names',
			calls: ['listInteractions', 'listServices', 'listAgents'],
			set: (kiamo) => set(kiamo, { addNames: true }),
			happens,
		},
	];
};
const nothing: Step = () => undefined;

/** What the node Kiamo Interaction Trigger asks of Kiamo. */
export const interactionTriggerUses: NodeUses = {
	node: nodeOf('KiamoInteractionTrigger'),
	uses: {
		abandoned: event(receive, (kiamo) => void kiamo.centre.abandon(idOf(kiamo))),
		answered: event(receive, answer),
		callbackDueSoon: event(nothing, place),
		created: event(nothing, receive),
		ended: event((kiamo) => void answerCall(kiamo), end),
		qualified: event(handled, (kiamo) => void kiamo.centre.qualify(idOf(kiamo), 3)),
		recordingAvailable: event(handled, (kiamo) => void kiamo.centre.attach(idOf(kiamo))),
		statusChanged: event(receive, answer),
		waitingLongerThan: event(nothing, receive, (kiamo) => kiamo.clock.advance(120_000)),
	},
	lists: {
		getAgents: ['listAgents'],
		getQualifications: ['listServices', 'listServiceQualifications'],
		getServices: ['listServices'],
	},
};
