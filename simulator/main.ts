/** `npm run simulator -- --port 3080 --contacts 10000 --seed 7 --traffic 60 --tls`: a Kiamo to try things on. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startSimulator, type Quirks, type Simulator } from './index';
import { startWebPage } from './webPage';

const usage = `Options:
  --port 3080         where it listens on 127.0.0.1
  --contacts 100      contacts of the first base
  --history 2000      past interactions
  --traffic 60        interactions that customers begin in an hour; 0 for none
  --seed 1            same seed, same data
  --tls               HTTPS with a self-signed certificate
  --token TOKEN       the token with every right, instead of the seed's
  --base-path PATH    where the API is mounted; where the contract has it unless given
  --dialect page      another server: an overlay of contract/dialects, or a file such as own.yaml
  --quirks JSON       ways of the server, such as '{"pageSize":30}', listed in simulator/server/quirks.ts
  --fault-rate 0.05   share of requests that meet a fault
  --page-port 3081    also a web page there, to see and change the contacts by hand, and make tokens`;

function numberOf(name: string, text: string, highest: number): number {
	const number = Number(text);
	if (!(number >= 0 && number <= highest)) throw new Error(`--${name} takes a number from 0 to ${highest}`);
	return number;
}

interface Extras {
	seed: number;
	rate: number;
	page?: { port: number };
}

/** Prints where everything is, and returns when the process gets a signal to end. */
async function serve(simulator: Simulator, { seed, rate, page }: Extras) {
	const webPage = page && (await startWebPage(simulator, page));
	if (rate) simulator.faults.random({ rate, seed });
	console.log(`Kiamo simulator   ${simulator.apiUrl}`);
	for (const url of simulator.apiUrls) console.log(`An API            ${url}`);
	console.log(`${simulator.tokenHeader.padEnd(16)}  ${simulator.token}`);
	if (webPage) console.log(`Web page          ${webPage.url}\nAPI tokens        ${webPage.url}/tokens`);
	for (const { id, name, contacts } of simulator.bases) {
		console.log(`Base ${id}   ${name}, ${contacts.size} contacts`);
	}
	if (rate) console.log(`Faults on ${rate * 100} % of the requests`);
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	await webPage?.close();
}

async function main() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '3080' },
			contacts: { type: 'string', default: '100' },
			history: { type: 'string', default: '2000' },
			traffic: { type: 'string', default: '60' },
			seed: { type: 'string', default: '1' },
			tls: { type: 'boolean', default: false },
			token: { type: 'string' },
			'base-path': { type: 'string' },
			dialect: { type: 'string' },
			quirks: { type: 'string', default: '{}' },
			'fault-rate': { type: 'string', default: '0' },
			'page-port': { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		console.log(usage);
		return;
	}
	const seed = numberOf('seed', values.seed, Number.MAX_SAFE_INTEGER);
	const rate = numberOf('fault-rate', values['fault-rate'], 1);
	const pagePort = values['page-port'];
	const page = pagePort === undefined ? undefined : { port: numberOf('page-port', pagePort, 65_535) };
	const simulator = await startSimulator({
		port: numberOf('port', values.port, 65_535),
		contacts: numberOf('contacts', values.contacts, 1_000_000),
		history: numberOf('history', values.history, 1_000_000),
		traffic: numberOf('traffic', values.traffic, 10_000),
		seed,
		tls: values.tls,
		token: values.token,
		basePath: values['base-path'],
		dialect: values.dialect,
		quirks: JSON.parse(values.quirks) as Partial<Quirks>,
	});
	try {
		await serve(simulator, { seed, rate, page });
	} finally {
		await simulator.close();
	}
}

main().catch((error: unknown) => {
	console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
	process.exitCode = 1;
});
