import example from '../../examples/kiamo-crm-both-ways.json';
import type { Base } from '../../simulator';
import { chooseKiamo } from '../example';
import type { Session, Workflow } from '../sandbox/session';

interface Pace {
	/** Seconds between two runs of each flow: a divisor of 60. The example's own pace is a minute. */
	seconds?: number;
}

/** Saves the example "Kiamo ↔ CRM, both ways", set to a base of Kiamo, and publishes it. Returns its id. */
export async function startTwoWay(
	session: Session,
	credential: object,
	base: Pick<Base, 'id' | 'name'>,
	{ seconds }: Pace = {},
): Promise<string> {
	const chosen = chooseKiamo(example, credential, base);
	const id = await session.saveWorkflow(seconds === undefined ? chosen : atPace(chosen, seconds));
	const { versionId } = await session.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await session.call('POST', `/workflows/${id}/activate`, { versionId });
	return id;
}

function atPace(workflow: Workflow, seconds: number): Workflow {
	// n8n lets a schedule poll once a minute, and a trigger have several schedules.
	const item = Array.from({ length: 60 / seconds }, (_, at) => ({
		mode: 'custom',
		cronExpression: `${at * seconds} * * * * *`,
	}));
	const paces: Record<string, object> = {
		'n8n-nodes-kiamo.kiamoContactManagerTrigger': {
			pollTimes: { item },
		},
		'n8n-nodes-base.scheduleTrigger': {
			rule: { interval: [{ field: 'seconds', secondsInterval: seconds }] },
		},
	};
	const nodes = workflow.nodes.map((node) => ({
		...node,
		parameters: { ...(node.parameters as object), ...paces[node.type] },
	}));
	return { ...workflow, nodes };
}
