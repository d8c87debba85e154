import { parse } from 'flatted';
import type { Execution, Item } from '../../../scripts/sandbox/session';
import { query, runSql, type Server } from '../../../scripts/sandbox/servers';

/** An execution as n8n first wrote it: what it was handed to work on, whatever became of it. */
export interface Begun {
	id: number;
	workflowId: string;
	/** `trigger`, `webhook`, `retry` … */
	mode: string;
	/** What became of it. */
	status: string;
	items: Item[];
}

/** Lets PostgreSQL keep the first version of each execution: n8n drops its items when the worker does not come back. */
export async function keepBeginnings(postgres: Server): Promise<void> {
	await runSql(
		postgres,
		`CREATE TABLE begun AS SELECT "executionId", data FROM execution_data WHERE false;
		CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN INSERT INTO begun VALUES (NEW."executionId", NEW.data); RETURN NEW; END $$;
		CREATE TRIGGER keep AFTER INSERT ON execution_data FOR EACH ROW EXECUTE FUNCTION keep();`,
	);
}

/** All executions so far, oldest first, with the items that they began with. */
export async function readBeginnings(postgres: Server): Promise<Begun[]> {
	const rows = await query<Omit<Begun, 'items'> & { data: string }>(
		postgres,
		`SELECT id, "workflowId", mode, status, data FROM begun JOIN execution_entity ON id = "executionId" ORDER BY id`,
	);
	return rows.map(({ data, ...row }) => ({ ...row, items: itemsOf(data) }));
}

interface Stacked {
	executionData?: { nodeExecutionStack: Array<{ data: { main: Array<Item[] | null> } }> };
}

function itemsOf(flatted: string): Item[] {
	const { executionData } = parse(flatted) as Execution['data'] & Stacked;
	return executionData?.nodeExecutionStack[0]?.data.main[0] ?? [];
}

/** Whether n8n has nothing to do any more, and four polls have begun nothing new. */
export async function isQuiet(postgres: Server): Promise<boolean> {
	const [{ quiet }] = await query<{ quiet: boolean }>(
		postgres,
		`SELECT bool_and(status NOT IN ('new', 'running', 'waiting') AND "createdAt" < now() - interval '20 s') AS quiet
			FROM execution_entity`,
	);
	return quiet;
}
