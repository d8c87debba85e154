import { clientContract, mergeContract } from '../../contract/merge';
import { listOperations, listSchemas, readContract, type Contract } from '../../contract/read';
import { optionsOf, pagingByApi, tableOf } from '../../contract/table';
import { needsOf, rightsOf } from '../../scripts/contract/rights';
import { allUses } from '../rights';

let contract: Contract;
beforeEach(() => (contract = readContract()));

/** Gives the API Agent a call at the path of the services of Interaction. */
function addTwin(): void {
	const twin = { operationId: 'listOwnServices', summary: 'List', responses: {} };
	contract['agent.yaml'].paths['/services'] = { get: twin };
}

describe('the contract in five files', () => {
	it('returns the operations of each API with its own base', () => {
		contract['supervision.yaml']['x-base'] = '/live/v3';
		const bases = new Set(listOperations(contract).map(({ api }) => `${api.key} ${api.base}`));
		expect([...bases]).toEqual([
			'activityPlanning /api/v3',
			'agent /api/v3',
			'contactManager /api/v3',
			'interaction /api/v3',
			'supervision /live/v3',
		]);
	});

	it('lets two APIs have the same path', () => {
		addTwin();
		const table = tableOf(contract);
		expect(table.listOwnServices).toMatchObject({ api: 'agent', path: '/services' });
		expect(table.listServices).toMatchObject({ api: 'interaction', path: '/services' });
		expect(clientContract(contract)).toMatchObject({
			paths: {
				'/agent/services': { get: { operationId: 'listOwnServices' } },
				'/interaction/services': { get: { operationId: 'listServices' } },
			},
		});
	});

	it('rejects one address that serves two APIs with the same path', () => {
		addTwin();
		expect(() => mergeContract(contract)).toThrow('Two APIs have GET /services');
	});

	it('rejects a name of a schema that two files use', () => {
		contract['agent.yaml'].components.schemas.Base = { type: 'object' };
		expect(() => listSchemas(contract)).toThrow('Two files of the contract have a schema "Base"');
	});

	it('rejects a choice without a label', () => {
		contract['interaction.yaml'].components.schemas.Channel.enum?.push('fax');
		expect(() => optionsOf(contract)).toThrow('no label for "fax" of Channel');
	});

	it('rejects an operation of a node and a list of the panel whose calls test/rights does not name', () => {
		const [{ node }] = allUses;
		expect(() => needsOf({ node, uses: {}, lists: {} })).toThrow(/test\/rights does not name the calls of/);
	});

	it('rejects a call of test/rights that the contract does not have', () => {
		expect(() => rightsOf(['listNobody' as 'listAgents'])).toThrow('no operation "listNobody"');
	});
});

describe('what the client reads of an operation', () => {
	it('names a query parameter by its key, whatever goes over the wire', () => {
		const { parameters } = contract['common.yaml'].components;
		if (parameters) parameters.updated_from.name = 'modifiedSince';
		expect(tableOf(contract).listContacts.query).toEqual({ updated_from: 'modifiedSince' });
		expect(JSON.stringify(clientContract(contract))).not.toContain('modifiedSince');
	});

	it('lets an API and an operation page in their own way', () => {
		contract['agent.yaml']['x-paging'] = { style: 'page', size: 'per_page', position: 'page' };
		contract['agent.yaml'].paths['/agents'].get['x-paging'] = { style: 'none' };
		expect(tableOf(contract).listAgents.paging).toMatchObject({ style: 'none', rows: 'data' });
		expect(pagingByApi(contract)).toMatchObject({
			agent: { style: 'page', position: 'page', largest: 500 },
			interaction: { style: 'offset', position: 'offset', largest: 500 },
		});
	});

	it('reads what a PUT replaces from the same path, or from a list', () => {
		contract['agent.yaml'].paths['/agents/{agentId}'].put['x-put'] = 'replace';
		contract['activity-planning.yaml'].paths['/activities/{activityId}'].put['x-put'] = 'replace';
		const { updateAgent, updateActivity, updateContact } = tableOf(contract);
		expect(updateAgent.replace).toEqual({
			read: 'getAgent',
			properties: ['login', 'first_name', 'last_name', 'email', 'extension', 'enabled', 'group_ids'],
		});
		expect(updateActivity.replace).toMatchObject({ read: 'listActivities' });
		expect(updateContact.replace).toBeUndefined();
	});

	it('sends as numbers just those ids of a body that Kiamo takes as numbers', () => {
		const { createInteractions, setAgentSkills, updateContacts } = tableOf(contract);
		expect(createInteractions.integers).toEqual(['agent_id']);
		expect(setAgentSkills.integers).toEqual(['id']);
		expect(updateContacts.integers).toBeUndefined();
	});
});
