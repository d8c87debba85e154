/** Data Tables of n8n, by name, in the owner's personal project. */
import type { Session } from './session';

export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

const pathOf = ({ projectId }: Session) => `/projects/${projectId}/data-tables`;

/** Makes a table without rows; `columns` are the types by name. */
export async function makeTable(
	session: Session,
	name: string,
	columns: Record<string, string>,
): Promise<void> {
	const typed = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
	await session.call('POST', pathOf(session), { name, columns: typed });
}

/** Makes a table hold these rows and no others; the columns are those of the first row. */
export async function fillTable(session: Session, name: string, rows: Row[]): Promise<void> {
	await deleteTable(session, name);
	const columns = Object.entries(rows[0]).map(([column, value]) => [column, typeof value]);
	await makeTable(session, name, Object.fromEntries(columns) as Record<string, string>);
	for (let from = 0; from < rows.length; from += 100)
		await insertRows(session, name, rows.slice(from, from + 100));
}

/** Deletes a table, if there is one. */
export async function deleteTable(session: Session, name: string): Promise<void> {
	const known = await findTable(session, name);
	if (known) await session.call('DELETE', `${pathOf(session)}/${known}`);
}

/** Adds up to 100 rows. */
export async function insertRows(session: Session, name: string, rows: Row[]): Promise<void> {
	const body = { data: rows, returnType: 'count' };
	await session.call('POST', `${pathOf(session)}/${await findTable(session, name)}/insert`, body);
}

/** Changes some columns of a row. */
export async function updateRow(session: Session, name: string, id: number, values: Row): Promise<void> {
	const filter = { type: 'and', filters: [{ columnName: 'id', condition: 'eq', value: id }] };
	const path = `${pathOf(session)}/${await findTable(session, name)}/rows`;
	await session.call('PATCH', path, { filter, data: values });
}

/** Deletes some rows, or all. */
export async function deleteRows(session: Session, name: string, ids?: number[]): Promise<void> {
	const wanted = ids ?? (await readTable(session, name)).map(({ id }) => id);
	for (const value of wanted) {
		const filter = JSON.stringify({ type: 'and', filters: [{ columnName: 'id', condition: 'eq', value }] });
		const path = `${pathOf(session)}/${await findTable(session, name)}/rows`;
		await session.call('DELETE', `${path}?filter=${encodeURIComponent(filter)}`);
	}
}

/** All rows, oldest first; none of a table that is not there. */
export async function readTable(session: Session, name: string): Promise<Row[]> {
	const id = await findTable(session, name);
	if (!id) return [];
	const rows: Row[] = [];
	for (;;) {
		const path = `${pathOf(session)}/${id}/rows?sortBy=id:asc&take=100&skip=${rows.length}`;
		const page = await session.call<{ count: number; data: Row[] }>('GET', path);
		rows.push(...page.data);
		if (page.data.length === 0 || rows.length >= page.count) return rows;
	}
}

/** The ID of a table, if there is one. */
export async function findTable(session: Session, name: string): Promise<string | undefined> {
	const { data } = await session.call<{ data: Array<{ id: string; name: string }> }>('GET', pathOf(session));
	return data.find((table) => table.name === name)?.id;
}
