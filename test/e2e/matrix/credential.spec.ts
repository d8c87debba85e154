import { expect, test } from './support';

test('Credential: the test of n8n names the five APIs, and rejects a wrong token', async ({
	session,
	simulator,
	credential,
}) => {
	const result = async (apiToken: string) => {
		const data = { serverUrl: simulator.url, apiToken, defaultCountry: 'FR' };
		const credentials = { ...credential, type: 'kiamoApi', data };
		return await session.call<{ status: string; message: string }>('POST', '/credentials/test', {
			credentials,
		});
	};
	const { status, message } = await result(simulator.token);
	expect(status, message).toBe('OK');
	for (const api of ['Activity planning', 'Agent', 'Contact Manager', 'Interaction', 'Supervision'])
		expect(message).toContain(api);
	expect(await result('0'.repeat(40))).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/^Kiamo didn't accept the API token/),
	});
});
