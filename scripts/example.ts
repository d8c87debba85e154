import type { Workflow } from './sandbox/session';

/** An example, with the credential and the base chosen in its Kiamo nodes, as a user does in the editor. */
export function chooseKiamo(
	workflow: Workflow,
	credential: object,
	base: { id: string; name: string },
): Workflow {
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith('n8n-nodes-kiamo.')) return node;
		const chosen = { __rl: true, mode: 'list', value: base.id, cachedResultName: base.name };
		return {
			...node,
			parameters: { ...(node.parameters as object), base: chosen },
			credentials: { kiamoApi: credential },
		};
	});
	return { ...workflow, nodes };
}
