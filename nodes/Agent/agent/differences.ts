import { foldText } from '../../shared/values/text';
import type { Agent, AgentValues } from './fields';

/** Those of the values that an agent does not have yet. Logins and e-mails in other capitals are no change. */
export function differences(agent: Partial<Agent>, values: AgentValues): AgentValues {
	return Object.fromEntries(
		Object.entries(values).filter(
			([name, value]) => comparable(name, value) !== comparable(name, agent[name as keyof AgentValues]),
		),
	);
}

function comparable(name: string, value: unknown): string {
	if (Array.isArray(value)) return value.map(String).sort().join();
	const text = foldText(value);
	return name === 'login' || name === 'email' ? text.toLowerCase() : text;
}
