import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { base } from '../../nodes/ContactManager/base';
import { contact } from '../../nodes/ContactManager/contact';
import { field } from '../../nodes/ContactManager/field';
import { phoneNumber } from '../../nodes/ContactManager/phoneNumber';
import { server } from '../../nodes/shared/check/server';
import { startSimulator, type Simulator } from '../../simulator';
import { autoMapped, locate, mapped, runOn } from './support';

interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
}

const folder = join(__dirname, '../../nodes/ContactManager/__schema__/v1.0.0');
const all = [base, contact, field, phoneNumber, server('contactManager')].flatMap(
	({ value: resource, operations }) => operations.map(({ value: operation }) => ({ resource, operation })),
);

/** Only there with some options or results. */
const optional = [
	...['reason', 'values', 'merged', 'toSource', 'conflicts'],
	...['changedFields', 'differences', 'updated_at', 'item', 'field', 'candidates'],
];

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ contacts: 30 });
});
afterAll(async () => {
	await simulator.close();
});

it('has an output schema for every operation, and no others', () => {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.json'),
	);
	expect(files.sort()).toEqual(
		all.map(({ resource, operation }) => join(resource, `${operation}.json`)).sort(),
	);
});

it.each(all)('$resource $operation puts out what its schema says', async ({ resource, operation }) => {
	const schema = JSON.parse(readFileSync(join(folder, resource, `${operation}.json`), 'utf8')) as Schema;
	// Several contacts, as not each of them has interactions.
	const items = simulator
		.contacts()
		.slice(-8)
		.map(({ id }) => ({ contact: id, crmId: id, contactLastName: 'Martin' }));
	const fields = ['compare', 'upsert'].includes(operation)
		? autoMapped('crmId')
		: mapped({ contactLastName: 'Martin' });
	const run = await runOn(simulator, {
		resource,
		operation,
		items,
		parameters: {
			contact: locate('={{ $json.contact }}'),
			fields,
			text: '01 42 11 22 33 ext. 12',
			limit: 10,
		} as unknown as INodeParameters,
	});
	expect(run.items.length).toBeGreaterThan(0);
	for (const json of run.json) expect(misfits(json, schema)).toEqual([]);
});

/** Where a value is not what a schema says; what the schema does not name are the base's own fields. */
function misfits(value: unknown, schema: Schema, path = ''): string[] {
	if (value === null || value === undefined) return [];
	if (schema.type === 'array') {
		return Array.isArray(value)
			? value.flatMap((entry, at) => misfits(entry, schema.items ?? { type: 'any' }, `${path}[${at}]`))
			: [`${path} is no array`];
	}
	if (schema.type === 'object') {
		const missing = Object.keys(schema.properties ?? {}).filter((name) => !(name in (value as IDataObject)));
		const required = path === '' ? missing.filter((name) => !optional.includes(name)) : [];
		return [
			...required.map((name) => `${path}.${name} is missing`),
			...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
				misfits((value as IDataObject)[name], inner, `${path}.${name}`),
			),
		];
	}
	const type = Number.isInteger(value) ? 'integer' : typeof value;
	return type === schema.type ? [] : [`${path} is ${type}, not ${schema.type}`];
}
