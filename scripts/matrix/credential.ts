import type { Part } from './world';

/** n8n's own test of the credential, with the right token and with a wrong one. */
export const credentialTests: Part = {
	name: 'Credential',
	checks({ session, simulator, credential }) {
		const test = async (apiToken: string) => {
			const data = { serverUrl: simulator.url, apiToken, defaultCountry: 'FR' };
			const credentials = { ...credential, type: 'kiamoApi', data };
			return await session.call<{ status: string; message: string }>('POST', '/credentials/test', {
				credentials,
			});
		};
		return [
			{
				name: 'Right token',
				async run() {
					const { status, message } = await test(simulator.token);
					const apis = ['Activity planning', 'Agent', 'Contact Manager', 'Interaction', 'Supervision'];
					if (status === 'OK' && apis.every((api) => message.includes(api))) return message;
					throw new Error(`${status}: ${message}`);
				},
			},
			{
				name: 'Wrong token',
				async run() {
					const { status, message } = await test('0'.repeat(40));
					if (status === 'Error' && message.startsWith('The token is not accepted')) return message;
					throw new Error(`${status}: ${message}`);
				},
			},
		];
	},
};
