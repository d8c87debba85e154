import type { OperationId } from '../../nodes/shared/transport/client';
import type { Simulator } from '../../simulator';
import { byId } from '../../scripts/workflow';
import { nodeOf } from './nodeOf';
import type { NodeUses, Use } from './use';

const lastName = { contactLastName: 'Castafiore' };
const base = ({ bases }: Simulator) => bases[0].id;
const baseOf = (kiamo: Simulator) => ({ base: byId(base(kiamo)) });
const ofContacts = (happens: (kiamo: Simulator) => void, ...more: OperationId[]): Use[] => [
	{ calls: ['listContacts', ...more], set: baseOf, happens: [happens] },
];
const add = (kiamo: Simulator) => {
	kiamo.addContact(base(kiamo), lastName);
};
const change = (kiamo: Simulator) => {
	kiamo.changeContact(base(kiamo), kiamo.contacts()[0].id, lastName);
};

/** What the node Kiamo Contact Manager Trigger asks of Kiamo. */
export const contactManagerTriggerUses: NodeUses = {
	node: nodeOf('KiamoContactManagerTrigger'),
	uses: {
		created: ofContacts(add, 'listBaseFields'),
		createdOrUpdated: ofContacts(change, 'listBaseFields'),
		deleted: ofContacts((kiamo) => {
			kiamo.removeContact(base(kiamo), kiamo.contacts()[0].id);
		}, 'getContact'),
		updated: ofContacts(change, 'listBaseFields'),
	},
	lists: { searchBases: ['listBases'], getFieldOptions: ['listBaseFields'] },
};
