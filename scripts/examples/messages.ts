import type { Cell, Session } from '../sandbox/session';

const table = 'Messages';
const columns = ['alarmId', 'text', 'status', 'openedAt', 'closedAt', 'outcome'];
let made: Promise<unknown> | undefined;

/** Makes the table in which the examples leave their messages; once, as they all run at the same time. */
export async function makeMessages(session: Session): Promise<void> {
	made ??= session.call('POST', `/projects/${session.projectId}/data-tables`, {
		name: table,
		columns: columns.map((name) => ({ name, type: 'string' })),
	});
	await made;
}

/** The messages whose text holds a name. */
export async function readMessages(session: Session, name: string): Promise<Array<Record<string, Cell>>> {
	const rows = await session.readTable(table);
	return rows.filter(({ text }) => String(text).includes(name));
}
