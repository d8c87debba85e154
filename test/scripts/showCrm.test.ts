import { printNews } from '../../scripts/start/showCrm';

it('prints what n8n writes to the CRM until n8n has ended, so that Ctrl-C ends the script', async () => {
	const log = jest.spyOn(console, 'log').mockReturnValue();
	let end = () => {};
	const ended = new Promise<void>((resolve) => (end = resolve));
	const newWrites = () => {
		end();
		return Promise.resolve(['person created']);
	};
	await printNews({ newWrites }, ended);
	expect(log.mock.calls).toEqual([['person created']]);
});
