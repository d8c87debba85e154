/** APIs whose addresses begin in different ways below the server's. */
import type * as Table from '../../contract/generated/operations';
import { addressOf, type ApiName, type KiamoCredential } from '../../nodes/shared/transport/credential';

jest.mock('../../contract/generated/operations', () => ({
	...jest.requireActual<typeof Table>('../../contract/generated/operations'),
	apiBases: {
		activityPlanning: '',
		agent: '/v3',
		contactManager: '/api/v3',
		interaction: '/api/v3',
		supervision: '/live/v1',
	},
}));

const host = 'https://kiamo.example.com';

it.each(['', '/', '/v3', '/api/v3', '/api/v3/', '/live/v1'])(
	'the server address may end with "%s"',
	(end) => {
		const addresses = ['activityPlanning', 'agent', 'contactManager', 'supervision'].map((api) =>
			addressOf({ serverUrl: `${host}/kiamo${end}` } as KiamoCredential, api as ApiName),
		);
		const server = `${host}/kiamo`;
		expect(addresses).toEqual([server, `${server}/v3`, `${server}/api/v3`, `${server}/live/v1`]);
	},
);
