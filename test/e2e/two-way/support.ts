import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { N8n } from '../../../scripts/sandbox/n8n';
import { Session, type Execution, type Workflow } from '../../../scripts/sandbox/session';
import { test as base } from '../support/test';
import { settings } from '../support/settings';

export { expect } from '../support/test';

/** Seconds between two runs; the example's own pace is a minute. */
export const pace = 5;

/** An n8n that can be killed. */
export interface MortalN8n {
	/** The owner's session since the last start. */
	session: Session;
	/** Its process. */
	readonly pid: number;
	/** `kill -9`, and another start, with other environment variables if given: they stay until given again. */
	killAndStart(environment?: Record<string, string>): Promise<void>;
}

/** Playwright's `test`, with an n8n of its own. */
export const test = base.extend<object, { n8n: MortalN8n }>({
	n8n: [
		async ({}, use) => {
			const environment: Record<string, string> = {};
			const n8n = await N8n.prepare({ user: 'two-way', fresh: true, environment });
			await n8n.installPackage(settings().tarball);
			try {
				await n8n.start();
				const mortal: MortalN8n = {
					session: await Session.open(n8n.url),
					get pid() {
						return Number(readFileSync(join(n8n.folder, 'n8n.pid'), 'utf8'));
					},
					async killAndStart(given = {}) {
						await n8n.kill();
						Object.assign(environment, given);
						await n8n.start();
						mortal.session = await Session.open(n8n.url);
					},
				};
				await use(mortal);
			} finally {
				await n8n.stop();
			}
		},
		{ scope: 'worker' },
	],
});

/** Ends the turn of a run that was killed after seconds instead of minutes. */
export function shortTurn(workflow: Workflow): Workflow {
	return edited(workflow, "$json.crmAt > '1971' ? 20 : 240, 'minutes'", "20, 'seconds'");
}

/** A workflow with another text in the place of one. Throws where it is not there. */
export function edited(workflow: Workflow, from: string, to: string): Workflow {
	const text = JSON.stringify(workflow);
	if (!text.includes(from)) throw new Error(`${workflow.name} has no ${from}`);
	return JSON.parse(text.replaceAll(from, to)) as Workflow;
}

/** What a node put out by its first output, in all its runs of an execution. */
export function outputOf({ data }: Execution, node: string): IDataObject[] {
	const runs = data.resultData.runData[node] ?? [];
	return runs.flatMap((run) => run.data?.main[0] ?? []).map(({ json }) => json);
}
