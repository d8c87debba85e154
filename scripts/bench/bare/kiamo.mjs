/** What the bare scripts share: a request over a connection of its own, as n8n sends it, and the time that a job takes. */
const [, , job] = process.argv;
export const { address, token, items = 0, feed = '', more } = JSON.parse(job);
export const chunk = (rows, size) =>
	Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size));

export async function send(method, url, body) {
	const headers = { 'Kiamo-Api-Token': token, connection: 'close' };
	if (body) headers['content-type'] = 'application/json';
	const answer = await fetch(url, { method, headers, body: body && JSON.stringify(body) });
	if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
	return await answer.json();
}

/** Reads a whole list by pages of 500. */
export async function readAll(query = '') {
	const limit = 500;
	const rows = [];
	for (;;) {
		const { data } = await send('GET', `${address}?limit=${limit}&offset=${rows.length}${query}`);
		rows.push(...data);
		if (data.length < limit) return rows;
	}
}

/** Prints `{"milliseconds", "rows", "peakKb"}` of a job that returns how many rows it had. */
export async function report(work) {
	const began = performance.now();
	const rows = await work();
	const milliseconds = performance.now() - began;
	console.log(JSON.stringify({ milliseconds, rows, peakKb: process.resourceUsage().maxRSS }));
}
