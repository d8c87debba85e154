import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Simulator } from '..';
import { Refusal } from '../refusal';
import { contactsPage } from './contactsPage';
import { sendPage } from './sendPage';
import { addressOf, viewOf, type Query, type View } from './view';
import { addFrom, changeFrom, type Written } from './writes';

interface OfBase {
	Params: { baseId: string };
	Querystring: Query;
	Body: URLSearchParams | undefined;
}
interface OfContact extends OfBase {
	Params: { baseId: string; contactId: string };
}

function findBase({ bases }: Simulator, { baseId }: OfBase['Params']) {
	const base = bases.find(({ id }) => id === baseId);
	if (!base) throw new Refusal(404, `There is no base ${baseId}.`);
	return base;
}

function findContact(simulator: Simulator, params: OfContact['Params']) {
	const base = findBase(simulator, params);
	const row = base.contacts.get(params.contactId);
	if (!row) throw new Refusal(404, `The base ${base.name} has no contact ${params.contactId}.`);
	return { base, contact: row.contact };
}

/** The pages of contacts, and what their forms do. */
export function addContactRoutes(app: FastifyInstance, simulator: Simulator): void {
	function answer(reply: FastifyReply, base: ReturnType<typeof findBase>, view: View, written: Written) {
		if ('rejected' in written) {
			const page = contactsPage(simulator, base, view, written.rejected);
			return sendPage(reply, written.status, page);
		}
		// What has just changed comes first in the list.
		const next = written.isChanged ? { ...view, offset: 0 } : view;
		return reply.redirect(`${addressOf(base.id, next)}#contact-${written.contact.id}`, 303);
	}

	app.get('/', (_request, reply) =>
		reply.redirect(addressOf(simulator.bases[0].id, { search: '', offset: 0 })),
	);

	app.get<OfBase>('/bases/:baseId', ({ params, query }, reply) => {
		const page = contactsPage(simulator, findBase(simulator, params), viewOf(query));
		return sendPage(reply, 200, page);
	});

	app.post<OfBase>('/bases/:baseId/contacts', ({ params, query, body }, reply) => {
		const base = findBase(simulator, params);
		return answer(reply, base, viewOf(query), addFrom(body ?? new URLSearchParams(), simulator, base));
	});

	app.post<OfContact>('/bases/:baseId/contacts/:contactId', ({ params, query, body }, reply) => {
		const { base, contact } = findContact(simulator, params);
		const written = changeFrom(body ?? new URLSearchParams(), simulator, base, contact);
		return answer(reply, base, viewOf(query), written);
	});

	app.post<OfContact>('/bases/:baseId/contacts/:contactId/delete', ({ params, query }, reply) => {
		const { base, contact } = findContact(simulator, params);
		simulator.removeContact(base.id, contact.id);
		return reply.redirect(addressOf(base.id, viewOf(query)), 303);
	});
}
