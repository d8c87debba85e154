import type { OperationId } from '../../nodes/shared/transport/client';
import type { Simulator } from '../../simulator';
import { nodeOf } from './nodeOf';
import { answerCall, forNames, inHours, putAgent, rows, type NodeUses, type Use } from './use';

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

/** An event: what there is before, what then happens, and whether an agent takes part. */
const event = (before: Step, happens: Step[], hasAgent = false): Use[] => {
	const names: OperationId[] = hasAgent ? ['listServices', 'listAgents'] : ['listServices'];
	const set = (kiamo: Simulator, options = {}) => {
		before(kiamo);
		return { minutesWaiting: 1, options };
	};
	return [
		{ calls: ['listInteractions'], set: (kiamo) => set(kiamo, { addNames: false }), happens },
		{
			when: forNames,
			calls: ['listInteractions', ...names],
			optional: names,
			set: (kiamo) => set(kiamo),
			happens,
		},
	];
};
const nothing: Step = () => undefined;

/** What the node Kiamo Interaction Trigger asks of Kiamo. */
export const interactionTriggerUses: NodeUses = {
	node: nodeOf('KiamoInteractionTrigger'),
	uses: {
		abandoned: event(receive, [(kiamo) => void kiamo.centre.abandon(idOf(kiamo))]),
		answered: event(receive, [answer], true),
		callbackDueSoon: event(nothing, [place]),
		created: event(nothing, [receive]),
		ended: event((kiamo) => void answerCall(kiamo), [end], true),
		qualified: event(handled, [(kiamo) => void kiamo.centre.qualify(idOf(kiamo), 3)], true),
		recordingAvailable: event(handled, [(kiamo) => void kiamo.centre.attach(idOf(kiamo))], true),
		statusChanged: event(receive, [answer], true),
		waitingLongerThan: event(nothing, [receive, (kiamo) => kiamo.clock.advance(120_000)]),
	},
	lists: {
		getAgents: ['listAgents'],
		getQualifications: ['listServices', 'listServiceQualifications'],
		getServices: ['listServices'],
	},
};
