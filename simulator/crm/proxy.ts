import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { TLSSocket, createSecureContext } from 'node:tls';
import { generate } from 'selfsigned';

/** A proxy for HTTPS that answers for some hosts itself. */
export interface CrmProxy {
	url: string;
	/** PEM of the certificate authority that clients need to trust. */
	authority: string;
	/** The hosts that were asked for and are not emulated: nothing goes out. */
	refused: string[];
	close(): Promise<void>;
}

/** One certificate for these hosts, which is its own authority. */
async function certificateFor(hosts: string[]) {
	return await generate([{ name: 'commonName', value: 'Emulated CRM' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2 as const, value })) },
		],
	});
}

/** Starts a proxy on the loopback interface. It answers CONNECT for the named hosts and refuses all others. */
export async function startCrmProxy(hosts: Record<string, RequestListener>): Promise<CrmProxy> {
	const { cert, private: key } = await certificateFor(Object.keys(hosts));
	const secureContext = createSecureContext({ key, cert });
	const servers = new Map(Object.entries(hosts).map(([host, listener]) => [host, createServer(listener)]));
	const refused: string[] = [];
	const open = new Set<Socket>();
	const proxy = createServer((request, response) => {
		refused.push(request.url ?? '');
		response.writeHead(502).end('Plain HTTP is not proxied');
	});
	proxy.on('connection', (socket) => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
	});
	proxy.on('connect', (request, socket: Socket) => {
		// A client that goes away is no concern of the proxy.
		socket.on('error', () => socket.destroy());
		const server = servers.get((request.url ?? '').split(':')[0]);
		if (!server) {
			refused.push(request.url ?? '');
			socket.end('HTTP/1.1 502 Not emulated\r\n\r\n');
			return;
		}
		socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
		const secure = new TLSSocket(socket, { isServer: true, secureContext });
		secure.on('error', () => secure.destroy());
		server.emit('connection', secure);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	const { port } = proxy.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		authority: cert,
		refused,
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise((resolve) => proxy.close(resolve));
		},
	};
}
