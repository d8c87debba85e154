/**
 * The least that reading a whole base takes: asks for its pages one after the other, parses them and keeps the rows.
 * `node bare.mjs <address of the contacts> <token>` prints `{"milliseconds", "rows"}`.
 */
const [, , address, token] = process.argv;
const limit = 500;
const rows = [];
const began = performance.now();
for (;;) {
	const answer = await fetch(`${address}?limit=${limit}&offset=${rows.length}`, {
		headers: { 'Kiamo-Api-Token': token },
	});
	if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
	const { data } = await answer.json();
	rows.push(...data);
	if (data.length < limit) break;
}
console.log(JSON.stringify({ milliseconds: performance.now() - began, rows: rows.length }));
