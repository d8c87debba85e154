import type { Simulator } from '../../simulator';
import { byId } from '../../scripts/workflow';
import { nodeOf } from './nodeOf';
import {
	answerCall,
	answerNothing,
	forNames,
	inHours,
	loseAnswer,
	requests,
	rows,
	whenLost,
	whenSilent,
	type NodeUses,
	checks,
} from './use';

const service = byId(rows.callbacks);
const callback = { service, destination: '06 12 34 56 78' };
const qualification = '3';

const received = (kiamo: Simulator) =>
	kiamo.centre.receive({ service: rows.reception, customer: '0612345678' }).id;
const interactionOf = (kiamo: Simulator) => ({ interaction: byId(received(kiamo)) });
const recorded = (kiamo: Simulator) => {
	const id = received(kiamo);
	kiamo.centre.attach(id);
	return { interaction: byId(id) };
};
const scheduled = (kiamo: Simulator) => {
	const date = inHours(kiamo, 2);
	return kiamo.centre.place({
		service: rows.callbacks,
		destination: '0612345678',
		scheduled_date: date,
	}).id;
};
/** What the node Kiamo Interaction asks of Kiamo. */
export const interactionUses: NodeUses = {
	node: nodeOf('KiamoInteraction'),
	uses: {
		'apiRequest.send': requests(
			{
				GET: 'getInteraction',
				POST: 'createInteractions',
				PUT: 'updateInteraction',
				DELETE: 'cancelInteraction',
			},
			(kiamo, method) =>
				method === 'POST'
					? { path: `/services/${rows.callbacks}/interactions`, body: [{ destination: '0612345678' }] }
					: { path: `/interactions/${scheduled(kiamo)}`, body: { priority: 9 } },
		),
		'attachment.download': [{ calls: ['listInteractionAttachments', 'downloadAttachment'], set: recorded }],
		'attachment.getAll': [{ calls: ['listInteractionAttachments'], set: recorded }],
		'interaction.cancel': [
			{ calls: ['cancelInteraction'], set: (kiamo) => ({ interaction: byId(scheduled(kiamo)) }) },
			{
				when: whenLost,
				calls: ['cancelInteraction', 'getInteraction'],
				set(kiamo) {
					loseAnswer(kiamo, 'DELETE');
					return { interaction: byId(scheduled(kiamo)) };
				},
			},
		],
		'interaction.create': [{ calls: ['getService', 'createInteractions'], set: () => callback }],
		'interaction.get': [
			{ calls: ['getInteraction'], set: (kiamo) => ({ ...interactionOf(kiamo), addNames: false }) },
			{
				when: forNames,
				calls: ['getInteraction', 'listServices', 'listAgents'],
				optional: ['listServices', 'listAgents'],
				set: (kiamo) => ({ interaction: byId(answerCall(kiamo)) }),
			},
		],
		'interaction.getAll': [
			{
				calls: ['listInteractions'],
				set(kiamo) {
					received(kiamo);
					return { addNames: false };
				},
			},
			{
				when: forNames,
				calls: ['listInteractions', 'listServices', 'listAgents'],
				optional: ['listServices', 'listAgents'],
				set(kiamo) {
					answerCall(kiamo);
					return {};
				},
			},
		],
		'interaction.getMessages': [
			{
				calls: ['listInteractionMessages'],
				set: (kiamo) => ({
					interaction: byId(kiamo.centre.receive({ service: 12, customer: 'www' }).id),
				}),
			},
			{
				when: forNames,
				calls: ['listInteractionMessages', 'listAgents'],
				optional: ['listAgents'],
				set(kiamo) {
					const { id } = kiamo.centre.receive({ service: 12, customer: 'www' });
					kiamo.centre.answer(id, rows.agent);
					kiamo.centre.write(id, { author: 'agent', text: 'Bonjour' });
					return { interaction: byId(id) };
				},
			},
		],
		'interaction.qualify': [
			{
				calls: ['qualifyInteraction'],
				set: (kiamo) => ({ interaction: byId(answerCall(kiamo)), qualification }),
			},
			{
				when: whenSilent,
				calls: ['qualifyInteraction', 'getInteraction'],
				optional: ['getInteraction'],
				set(kiamo) {
					answerNothing(kiamo);
					return { interaction: byId(answerCall(kiamo)), qualification };
				},
			},
		],
		'interaction.update': [
			{
				calls: ['updateInteraction', 'getInteraction'],
				optional: ['getInteraction'],
				set: (kiamo) => ({ ...interactionOf(kiamo), updateFields: { priority: 9 } }),
			},
			{
				when: 'to know the time at Kiamo, for Date',
				calls: ['updateInteraction', 'getInteraction', 'listServices'],
				// A refusal tells the time, too.
				optional: ['getInteraction', 'listServices'],
				set: (kiamo) => ({
					interaction: byId(scheduled(kiamo)),
					updateFields: { date: inHours(kiamo, 3) },
				}),
			},
			{
				when: whenSilent,
				calls: ['updateInteraction', 'getInteraction'],
				optional: ['getInteraction'],
				set(kiamo) {
					answerNothing(kiamo);
					return { ...interactionOf(kiamo), updateFields: { priority: 9 } };
				},
			},
		],
		'server.checkCompatibility': checks('interaction'),
		'service.get': [{ calls: ['getService'], set: () => ({ service }) }],
		'service.getAll': [{ calls: ['listServices'] }],
	},
	lists: {
		searchAttachments: ['listInteractionAttachments'],
		searchInteractions: ['listInteractions'],
		searchServices: ['listServices'],
		getAgents: ['listAgents'],
		getQualifications: ['getInteraction', 'listServiceQualifications'],
		getServices: ['listServices'],
	},
};
