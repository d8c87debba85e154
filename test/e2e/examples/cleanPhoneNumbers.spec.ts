import { fillTable } from '../../../scripts/sandbox/tables';
import { chooseKiamo } from '../../../scripts/workflow';
import { expect, test } from '../support/test';
import { inLanguage, readExample } from './support';

const example = readExample('clean-phone-numbers.json');

const clean: Array<[string, string, string?]> = [
	['06.12.34.56.78', '+33612345678'],
	['612345678.0', '+33612345678'],
	['+32 2 512 34 56', '+3225123456'],
	['Tél. 01 42 11 22 33 poste 12', '+33142112233', '12'],
];
const noNumber = inLanguage('No phone number', 'Aucun numéro');
const toCheck: Array<[string, string, string]> = [
	['à rappeler', noNumber, ''],
	['6,12E+08', noNumber, ''],
	[
		'06 12 34 56 78 / 01 42 11 22 33',
		inLanguage('Several numbers', 'Plusieurs numéros'),
		'+33612345678, +33142112233',
	],
];

test('Clean the phone numbers of a list: each row comes out once, in standard format or with a reason', async ({
	session,
	credential,
	simulator,
}) => {
	const rows = [...clean, ...toCheck].map(([phone], at) => ({ name: `Person ${at}`, phone }));
	await fillTable(session, 'Kiamo recipe: list', rows);
	const workflowId = await session.saveWorkflow(chooseKiamo(example, credential, {}));
	const requests = () => Object.values(simulator.counts.byOperation).length;
	const before = requests();
	const { status, data } = await session.runWorkflow(workflowId, 'Run by hand');
	expect(status).toBe('success');
	const output = (name: string) =>
		(data.resultData.runData[name][0].data?.main[0] ?? []).map(({ json }) => json);
	expect(output('Clean')).toEqual(
		clean.map(([given, e164, extension = '']) => expect.objectContaining({ given, e164, extension })),
	);
	expect(output('To check')).toEqual(
		toCheck.map(([given, reason, numbers]) => expect.objectContaining({ given, reason, numbers })),
	);
	expect(requests()).toBe(before);
});
