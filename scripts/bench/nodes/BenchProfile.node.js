const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');

let session;

/** For the benchmark only: the first in a process begins a CPU profile, the second writes it to `file`. */
class BenchProfile {
	description = {
		displayName: 'Bench Profile',
		name: 'benchProfile',
		group: ['transform'],
		version: 1,
		description: 'Takes a CPU profile',
		defaults: { name: 'Profile' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'File', name: 'file', type: 'string', default: '' }],
	};

	async execute() {
		const file = this.getNodeParameter('file', 0);
		if (session) {
			const { profile } = await post('Profiler.stop');
			writeFileSync(file, JSON.stringify(profile));
			session.disconnect();
		} else {
			session = new Session();
			session.connect();
			await post('Profiler.enable');
			await post('Profiler.start');
		}
		return [this.getInputData()];
	}
}

const post = async (method) =>
	await new Promise((resolve, reject) => {
		session.post(method, (error, result) => (error ? reject(error) : resolve(result)));
	});

exports.BenchProfile = BenchProfile;
