import type { Session } from '../sandbox/session';

/** Makes a Data Table without rows. */
export async function makeTable(
	session: Session,
	name: string,
	columns: Record<string, 'number' | 'string'>,
): Promise<void> {
	await session.call('POST', `/projects/${session.projectId}/data-tables`, {
		name,
		columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
	});
}
