import { dirname, join, resolve } from 'node:path';
import { parse } from 'flatted';
import { Emitted, type EmittedRecord } from '../../../nodes/shared/polling/emitted';
import { unpackTable } from '../../../nodes/shared/polling/table';
import type { N8n } from '../../../scripts/sandbox/n8n';
import { start } from '../../../scripts/sandbox/process';
import type { Item } from '../../../scripts/sandbox/session';

const readRows = `
	const { Database } = require(process.argv[1]);
	new Database(process.argv[2]).all(process.argv[3], (error, rows) => {
		if (error) throw error;
		console.log(JSON.stringify(rows));
	});`;

/** Reads rows of the database of an n8n that is down, with n8n's own driver. */
async function query<Row>({ install, folder }: N8n, sql: string): Promise<Row[]> {
	const driver = resolve(dirname(install.script), '../../sqlite3');
	const file = join(folder, '.n8n/database.sqlite');
	const { stdout } = await start(install.node, ['-e', readRows, driver, file, sql], {});
	return JSON.parse(stdout) as Row[];
}

interface Stack {
	data?: { main?: Array<Item[] | null> };
}
interface ExecutionData {
	executionData?: { nodeExecutionStack?: Stack[] };
	resultData?: { runData?: Record<string, Stack[]> };
}
interface TriggerState {
	turn: number;
	sources?: {
		changes?: { state?: { feed: { at: number; seen: EmittedRecord } } };
		deletions?: { state?: { ids?: string } };
	};
}

/** What n8n has on its disk of one execution that the trigger started. */
export interface Emission {
	executionId: number;
	status: string;
	/** The event ids of its items; undefined where n8n kept no data. */
	events?: string[];
}

const itemsOf = (stacks: Stack[] = []) =>
	stacks.flatMap(({ data }) => data?.main?.flatMap((items) => items ?? []) ?? []);

/**
 * The items are in the data of the trigger's run or, before n8n has saved that, among the work that lies before it. An n8n
 * that finds a crashed execution puts an item of its own in the place of those of the run.
 */
function eventsOf(flatted: string | null): string[] | undefined {
	if (flatted === null) return undefined;
	const { executionData, resultData } = parse(flatted) as ExecutionData;
	const done = itemsOf(Object.values(resultData?.runData ?? {}).flat());
	const items = done.some(({ json }) => 'eventId' in json)
		? done
		: itemsOf(executionData?.nodeExecutionStack);
	return items.map(({ json }) => json.eventId as string);
}

/** All executions on the disk of an n8n that is down, whatever became of them, oldest first. */
export async function readEmissions(n8n: N8n): Promise<Emission[]> {
	const rows = await query<{ id: number; status: string; data: string | null }>(
		n8n,
		'SELECT id, status, data FROM execution_entity LEFT JOIN execution_data ON executionId = id ORDER BY id',
	);
	return rows.map(({ id, status, data }) => ({ executionId: id, status, events: eventsOf(data) }));
}

/** What an n8n that is down has on its disk of the trigger, in the default mode. */
export class Memory {
	private constructor(
		readonly lastExecution: number,
		private readonly saved: TriggerState | undefined,
	) {}

	static async read(n8n: N8n): Promise<Memory> {
		const [row] = await query<{ staticData: string | null; last: number | null }>(
			n8n,
			'SELECT staticData, (SELECT MAX(id) FROM execution_entity) AS last FROM workflow_entity',
		);
		const places = JSON.parse(row.staticData ?? '{}') as Record<
			string,
			Record<string, TriggerState | undefined>
		>;
		const states = Object.values(places).flatMap((place) => Object.values(place));
		const [saved] = states
			.filter((state) => state?.turn !== undefined)
			.sort((a, b) => (b?.turn ?? 0) - (a?.turn ?? 0));
		return new Memory(row.last ?? 0, saved);
	}

	/** Whether the trigger's state on the disk takes this event for emitted. */
	isDone(event: string): boolean {
		const { changes, deletions } = this.saved?.sources ?? {};
		const feed = changes?.state?.feed;
		const ids = deletions?.state?.ids;
		const [id, version] = event.split('|');
		if (version === 'deleted') return ids !== undefined && !unpackTable(ids).has(id);
		return feed !== undefined && (Date.parse(version) < feed.at || new Emitted(feed.seen).has(id, version));
	}
}
