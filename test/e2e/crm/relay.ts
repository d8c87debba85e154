import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Random } from '../../../simulator/random';

/** A TCP relay between n8n and a PostgreSQL: counts queries, and cuts connections. */
export interface Relay {
	port: number;
	queries: () => number;
	/** Cuts some connections from now on, before the work or before its answer; returns what ends it and counts the cuts. */
	fail: () => () => number;
	/** Cuts the connection at the next query that holds this text, after the work. */
	loseAnswer: (text: string) => void;
	/** What happens at a query before the server gets it. */
	onRequest: (text: string) => Promise<void> | void;
	close: () => Promise<void>;
}

/** The message that carries a statement. Page: postgresql.org/docs/current/protocol-message-formats.html */
const isQuery = (chunk: Buffer) =>
	chunk.toString('latin1', 0, 1) === 'Q' || chunk.toString('latin1', 0, 1) === 'P';

/** Starts a relay to a PostgreSQL on this machine. */
export async function startRelay(to: number, seed: number): Promise<Relay> {
	const random = new Random(seed, 'relay');
	const open = new Set<Socket>();
	let [queries, cuts, rate] = [0, 0, 0];
	let lost = '';
	const relay = createServer((client) => {
		const server = connect(to, '127.0.0.1');
		let isAnswerLost = false;
		const cut = () => {
			client.destroy();
			server.destroy();
		};
		for (const socket of [client, server]) {
			open.add(socket);
			socket.on('error', cut);
			socket.on('close', () => {
				open.delete(socket);
				cut();
			});
		}
		const pass = (chunk: Buffer) => {
			if (isQuery(chunk)) {
				queries++;
				isAnswerLost = lost !== '' && chunk.includes(lost);
				if (isAnswerLost) lost = '';
				const isHit = random.chance(rate);
				if (isHit || isAnswerLost) cuts++;
				isAnswerLost ||= isHit && random.chance(0.5);
				if (isHit && !isAnswerLost) {
					cut();
					return;
				}
			}
			server.write(chunk);
		};
		client.on('data', (chunk) => {
			client.pause();
			Promise.resolve(relayed.onRequest(chunk.toString())).then(() => {
				pass(chunk);
				client.resume();
			}, cut);
		});
		// The first bytes of an answer come when its work is done and committed.
		server.on('data', (chunk) => (isAnswerLost ? cut() : void client.write(chunk)));
	});
	await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
	const relayed: Relay = {
		port: (relay.address() as AddressInfo).port,
		queries: () => queries,
		fail() {
			rate = 0.2;
			const before = cuts;
			return () => {
				rate = 0;
				return cuts - before;
			};
		},
		loseAnswer: (text) => void (lost = text),
		onRequest: () => undefined,
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => relay.close(resolve));
		},
	};
	return relayed;
}
