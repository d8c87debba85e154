import type { Session, Workflow } from './sandbox/session';

/** What a user chooses in the Kiamo nodes of an example, by the name of the parameter. */
export type Choices = Record<string, { id: string | number; name: string }>;

/** An example, with the credential and what else its Kiamo nodes leave open chosen, as a user does in the editor. */
export function chooseKiamo(workflow: Workflow, credential: object, choices: Choices): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith('n8n-nodes-kiamo.')) return node;
		const given = node.parameters as Record<string, unknown>;
		const parameters = Object.entries(given).map(([name, value]) => {
			const isOpen = isLocator(value) && value.value === '';
			if (!isOpen || !(name in choices)) return [name, value] as const;
			const { id, name: cachedResultName } = choices[name];
			return [name, { __rl: true, mode: 'list', value: String(id), cachedResultName }] as const;
		});
		return { ...node, parameters: Object.fromEntries(parameters), credentials: { kiamoApi: credential } };
	});
	return { ...workflow, nodes };
}

function isLocator(value: unknown): value is { value: unknown } {
	return typeof value === 'object' && value !== null && '__rl' in value;
}

/** A workflow with what a user sets in one of its nodes: parameters, credentials. */
export function changeNode(
	workflow: Workflow,
	name: string,
	{ parameters, ...rest }: { parameters?: object; credentials?: object },
): Workflow {
	if (!workflow.nodes.some((node) => node.name === name))
		throw new Error(`${workflow.name} has no node ${name}`);
	const nodes = workflow.nodes.map((node) => {
		if (node.name !== name) return node;
		return { ...node, ...rest, parameters: { ...(node.parameters as object), ...parameters } };
	});
	return { ...workflow, nodes };
}

/** A workflow that runs every `seconds`, a divisor of 60, instead of at its own pace. */
export function atPace(workflow: Workflow, seconds: number): Workflow {
	// n8n lets a schedule poll once a minute, and a trigger have several schedules.
	const item = Array.from({ length: 60 / seconds }, (_, at) => ({
		mode: 'custom',
		cronExpression: `${at * seconds} * * * * *`,
	}));
	const paceOf = (type: string) => {
		if (/^n8n-nodes-kiamo\..*Trigger$/.test(type)) return { pollTimes: { item } };
		if (type !== 'n8n-nodes-base.scheduleTrigger') return {};
		return { rule: { interval: [{ field: 'seconds', secondsInterval: seconds }] } };
	};
	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: { ...(node.parameters as object), ...paceOf(node.type) },
	}));
	return { ...workflow, nodes };
}

/** Saves a workflow and publishes it. Returns its id. */
export async function publish(session: Session, workflow: Workflow): Promise<string> {
	const id = await session.saveWorkflow(workflow);
	const { versionId } = await session.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await session.call('POST', `/workflows/${id}/activate`, { versionId });
	return id;
}
