import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as dialect from '../../contract/generated/dialects/page';
import type { Operation } from '../../contract/generated/operations';
import { clientContract, mergeContract } from '../../contract/merge';
import {
	answerOf,
	contractFiles,
	listApis,
	listOperations,
	listSchemas,
	readContract,
	resolve,
	type Contract,
	type Schema,
} from '../../contract/read';
import { optionsOf, pagingByApi, tableOf } from '../../contract/table';
import { needsOf, rightsOf } from '../../scripts/contract/rights';
import { allUses } from '../rights';

type Table = Record<string, Operation>;

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

describe('the rights of a call', () => {
	const { operations } = dialect;

	it('hold GET where a PUT replaces, also where it stands for an array', () => {
		expect(rightsOf(['updateAgent'])).toEqual(['PUT on Agent']);
		expect(rightsOf(['updateAgent'], operations)).toEqual(['PUT on Agent', 'GET on Agent']);
		expect(rightsOf(['updateContacts'])).toEqual(['PUT on Contact Manager']);
		expect(rightsOf(['updateContacts'], operations)).toEqual([
			'PUT on Contact Manager',
			'GET on Contact Manager',
		]);
		expect(rightsOf(['updateActivity'], operations)).toEqual([
			'PUT on Activity planning',
			'GET on Activity planning',
		]);
	});
});

describe('the rights of an API Request', () => {
	it('are those of the request alone, also where a PUT of the nodes replaces', () => {
		for (const uses of allUses) {
			const needs = needsOf(uses, dialect.operations).filter(({ key }) => key === 'apiRequest.send');
			for (const { right, when } of needs.flatMap(({ sometimes }) => sometimes))
				expect(when).toBe(`for requests with ${right.split(' ')[0]}`);
		}
	});
});

/** The contract with an overlay over it. */
function overlaid(patch: object): Contract {
	const file = join(mkdtempSync(join(tmpdir(), 'dialect-')), 'own.yaml');
	writeFileSync(file, JSON.stringify(patch));
	return readContract(undefined, file);
}

/** The schema of what an operation answers. */
function shapeOf(own: Contract, id: string): Schema {
	const operation = listOperations(own).find(({ operationId }) => operationId === id);
	return resolve(own, (operation && answerOf(operation)) ?? {}).node;
}

describe('an overlay', () => {
	it('gives each way in which a server may differ', () => {
		const { operations, paging } = dialect;
		const moved = listOperations(contract).filter(
			({ operationId, path }) => (operations as Table)[operationId].path !== path,
		);
		expect(moved.length / listOperations(contract).length).toBeGreaterThan(1 / 3);
		expect(paging.agent).toMatchObject({ style: 'page', rows: 'items' });
		expect(Object.values(operations as Table).some(({ arrays }) => typeof arrays === 'number')).toBe(false);
		expect(Object.values(operations as Table).some(({ integers }) => integers)).toBe(false);
		expect(dialect.apiBases.supervision).not.toBe(dialect.apiBases.agent);
	});

	it('takes arrays apart on the wire, and leaves them to the nodes', () => {
		const own = readContract(undefined, 'page');
		const wire = JSON.stringify(mergeContract(own, { pathOf: ({ api, path }) => `${api.base}${path}` }));
		const client = JSON.stringify(clientContract(own));
		expect(wire).not.toContain('"operationId":"updateContacts"');
		expect(client).toContain('"operationId":"updateContacts"');
		expect(wire).toContain('itemsPerPage');
		expect(client).not.toContain('itemsPerPage');
	});

	it('puts rows and their number where the paging of each API has them, be they deep inside', () => {
		const own = overlaid({
			'common.yaml': { 'x-paging': { rows: 'results.list', total: 'results.total' } },
			'interaction.yaml': { 'x-paging': { rows: 'items', total: 'count' } },
		});
		const table: Record<string, { rows?: string }> = tableOf(own);
		for (const [id, { rows }] of Object.entries(tableOf(contract)))
			expect([id, table[id].rows]).toEqual([id, rows]);
		expect(shapeOf(own, 'listContactInteractions')).toMatchObject({
			required: ['results'],
			properties: { results: { properties: { list: {}, total: {} } } },
		});
		expect(shapeOf(own, 'listInteractions')).toMatchObject({ properties: { items: {}, count: {} } });
		expect(shapeOf(own, 'getAgent')).toEqual(shapeOf(contract, 'getAgent'));
	});

	it('gives the ids of an API a schema of their own', () => {
		const own = overlaid({
			'agent.yaml': {
				components: {
					schemas: {
						AgentId: { type: 'string', minLength: 1 },
						Agent: { properties: { id: { $ref: '#/components/schemas/AgentId' } } },
						AgentChange: { properties: { group_ids: { items: { $ref: null, type: ['integer', 'null'] } } } },
						NewAgent: { properties: { group_ids: { items: { $ref: null, type: 'string' } } } },
					},
				},
			},
		});
		expect(shapeOf(own, 'getAgent').properties?.id).toEqual({
			$ref: 'agent.yaml#/components/schemas/AgentId',
		});
		expect(tableOf(own)).toMatchObject({
			updateAgent: { integers: ['group_ids'] },
			setAgentSkills: { integers: ['id'] },
		});
		expect(tableOf(own).createAgents.integers).toBeUndefined();
	});

	it('rejects a patch of what is not there', () => {
		const file = join(mkdtempSync(join(tmpdir(), 'dialect-')), 'bad.yaml');
		writeFileSync(file, 'agent.yaml: { paths: { /agentz: { get: { x-paging: { style: none } } } } }');
		expect(() => readContract(undefined, file)).toThrow('nothing at agent.yaml > paths > /agentz');
		writeFileSync(file, 'agent.yaml: { operations: { listAgentz: { path: /users } } }');
		expect(() => readContract(undefined, file)).toThrow('agent.yaml has no operation "listAgentz"');
		writeFileSync(file, 'agents.yaml: { x-base: /live }');
		expect(() => readContract(undefined, file)).toThrow('The contract has no file "agents.yaml"');
		writeFileSync(file, 'agent.yaml: { operations: { listSkills: { path: /agents } } }');
		expect(() => readContract(undefined, file)).toThrow('Two operations of agent.yaml have get /agents');
	});

	it('patches operations wherever the contract has them, and gives them another path and verb', () => {
		const folder = mkdtempSync(join(tmpdir(), 'contract-'));
		for (const file of contractFiles)
			writeFileSync(
				join(folder, file),
				readFileSync(join(__dirname, '../../contract', file), 'utf8').replaceAll('/groups', '/crews'),
			);
		expect(tableOf(readContract(folder)).listGroupAgents.path).toBe('/crews/{groupId}/agents');
		expect(tableOf(readContract(folder, 'page')).listGroupAgents.path).toBe('/teams/{groupId}/agents');
		const own = overlaid({
			'agent.yaml': { operations: { setAgentState: { path: '/agents/{agentId}/presence', verb: 'POST' } } },
		});
		expect(tableOf(own)).toMatchObject({
			setAgentState: { path: '/agents/{agentId}/presence', method: 'POST' },
			getAgentState: { path: '/agents/{agentId}/state', method: 'GET' },
		});
	});
});

describe('the files of a contract', () => {
	/** The contract with a text in one of its files replaced by another. */
	function edited(file: string, from: string, to: string): Contract {
		const folder = mkdtempSync(join(tmpdir(), 'contract-'));
		for (const name of contractFiles) {
			const text = readFileSync(join(__dirname, '../../contract', name), 'utf8');
			writeFileSync(join(folder, name), name === file ? text.replaceAll(from, to) : text);
		}
		return readContract(folder);
	}

	it('may call the ids in a path as they like', () => {
		const members = (own: Contract) => tableOf(own).removeGroupAgent.path;
		const path = '/groups/{groupId}/agents/{agentId}';
		expect(members(edited('agent.yaml', path, '/members/{agent-id}/of/{groupId}'))).toBe(
			'/members/{agentId}/of/{groupId}',
		);
		expect(members(edited('agent.yaml', path, '/teams/{team}/{member}'))).toBe('/teams/{groupId}/{agentId}');
		expect(members(edited('agent.yaml', 'groupId', 'teamId'))).toBe('/groups/{teamId}/agents/{agentId}');
		expect(members(edited('agent.yaml', 'name: groupId', 'name: team'))).toBe(path);
		expect(() => edited('agent.yaml', path, `${path}/{role}`)).toThrow(
			'agent.yaml has no parameter for {role}',
		);
	});

	it.each([
		['/live/', '/live'],
		['live', '/live'],
		['/', ''],
		["''", ''],
	])('may write the base address %s', (written, base) => {
		const own = edited('agent.yaml', 'x-base: &base /api/v3', `x-base: &base ${written}`);
		expect(listApis(own)).toContainEqual(expect.objectContaining({ key: 'agent', base }));
	});

	it('say once how lists are read', () => {
		const own = edited('common.yaml', 'rows: data', 'rows: result.rows');
		expect(shapeOf(own, 'listAgents')).toMatchObject({ required: ['result'] });
		expect(pagingByApi(edited('common.yaml', 'name: limit', 'name: max')).agent).toMatchObject({
			size: 'max',
			position: 'offset',
		});
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

	it('rejects a list whose schema does not have its rows where they are said to be', () => {
		contract['agent.yaml']['x-paging'] = { rows: 'items' };
		expect(() => tableOf(contract)).toThrow('no rows at "items" in the answer of listAgents');
	});

	it('sends no array that replaces where a call for one element merges', () => {
		contract['contact-manager.yaml'].paths['/bases/{baseId}/contacts'].put['x-put'] = 'replace';
		expect(tableOf(contract).updateContacts).toMatchObject({
			arrays: false,
			single: { operation: 'updateContact' },
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
