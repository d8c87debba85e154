import { dirname, join, resolve } from 'node:path';
import { installN8n, type N8nVersion } from '../sandbox/install';
import type { N8n } from '../sandbox/n8n';
import { capture } from '../sandbox/process';

const script = `
	const { Database } = require(process.argv[1]);
	new Database(process.argv[2]).all(process.argv[3], (error, rows) => {
		if (error) throw error;
		console.log(JSON.stringify(rows));
	});`;

/** Reads rows of the database of an n8n that is down, with n8n's own driver. */
export async function query<Row>(n8n: N8n, version: N8nVersion, sql: string): Promise<Row[]> {
	const install = await installN8n(version);
	const driver = resolve(dirname(install.script), '../../sqlite3');
	const file = join(n8n.folder, '.n8n/database.sqlite');
	const rows = await capture('Reading the database', install.node, ['-e', script, driver, file, sql], {});
	return JSON.parse(rows) as Row[];
}
