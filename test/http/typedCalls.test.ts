import type { Arguments, Kiamo } from '../../nodes/shared/transport/client';
import { requestFor } from '../../nodes/shared/transport/client';
import { listRows } from '../../nodes/shared/transport/pages';

const path = { baseId: 'b', contactId: 'c' };
const body = { fields: { contactLastName: 'Martin' } };

/**
 * Never called: the build checks the types of this file, and fails when one of these calls is no error any more.
 */
async function refusedByTheCompiler(kiamo: Kiamo) {
	// @ts-expect-error: no operation of the contract
	await kiamo.call('getContacts', { path });
	// @ts-expect-error: a path is missing
	await kiamo.call('getContact', {});
	// @ts-expect-error: half a path
	await kiamo.call('getContact', { path: { baseId: 'b' } });
	// @ts-expect-error: a name that the path does not have
	await kiamo.call('getBase', { path: { base: 'b' } });
	// @ts-expect-error: a path where the operation has none
	await kiamo.call('listBases', { path });
	// @ts-expect-error: a query parameter that the operation does not have
	await kiamo.call('listBases', { query: { search: 'x' } });
	// @ts-expect-error: a query parameter of another type
	await kiamo.call('listBases', { query: { limit: '5' } });
	// @ts-expect-error: a query where the operation has none
	await kiamo.call('getBase', { path: { baseId: 'b' }, query: { limit: 5 } });
	// @ts-expect-error: a body is missing
	await kiamo.call('updateContact', { path });
	// @ts-expect-error: a body of another form
	await kiamo.call('updateContact', { path, body: { contactLastName: 'Martin' } });
	// @ts-expect-error: one contact where the operation takes an array
	await kiamo.call('createContacts', { path: { baseId: 'b' }, body });
	// @ts-expect-error: a change without the id
	await kiamo.attempt('updateContacts', { path: { baseId: 'b' }, body: [body] });
	// @ts-expect-error: a body where the operation has none
	await kiamo.call('deleteContact', { path, body });
	const base = await kiamo.call('getBase', { path: { baseId: 'b' } });
	// @ts-expect-error: a field that the answer does not have
	const title: unknown = base.title;
	const contact = await kiamo.call('updateContact', { path, body });
	// @ts-expect-error: an answer that may be empty
	const id: unknown = contact.id;
	// @ts-expect-error: the operation is no list
	await listRows(kiamo, 'getBase', { path: { baseId: 'b' } });
	return { id, title };
}

it('a call that the contract has is a request of its verb and path', () => {
	const args: Arguments<'updateContact'> = { path, body };
	expect(requestFor('updateContact', args)).toEqual({
		api: 'contactManager',
		method: 'PUT',
		path: '/bases/b/contacts/c',
		ids: path,
		query: undefined,
		body,
	});
	expect(refusedByTheCompiler).toBeInstanceOf(Function);
});

it('a call that got past the compiler does not reach beyond its place', () => {
	expect(() => requestFor('getBase', { path: { baseId: '..' } })).toThrow('cannot be part of a path');
	expect(requestFor('getBase', { path: { baseId: '../contacts' } }).path).toBe('/bases/..%2Fcontacts');
});
