import { Clock, type SimulatorOptions } from '../../simulator';
import type { Interaction } from '../../simulator/centre/interactionSteps';
import { useSimulator, type ErrorBody } from './client';

export type { Interaction } from '../../simulator/centre/interactionSteps';

/** Monday at ten in Paris. */
export const monday = new Date('2026-03-02T09:00:00.000Z');
export const minutes = (count: number) => count * 60_000;
/** The moment so many milliseconds after the start, as answers write it. */
export const after = (milliseconds: number) => new Date(monday.getTime() + milliseconds).toISOString();

/** A simulator whose clock stands still until a test moves it, and short ways to its interactions. */
export function useInteractions(options: SimulatorOptions = {}) {
	const clock = new Clock(monday);
	beforeEach(() => clock.set(monday));
	const used = useSimulator({ clock, history: 0, ...options });
	const { client } = used;
	return {
		...used,
		clock,
		centre: () => used.simulator().centre,
		create: (serviceId: number, ...elements: object[]) =>
			client().post<Interaction[] & ErrorBody>(`/services/${serviceId}/interactions`, elements),
		get: async (id: number) => (await client().get<Interaction>(`/interactions/${id}`)).data,
		put: (path: string, body: object) => client().put<Interaction & ErrorBody>(`/interactions/${path}`, body),
		list: async (query = '') =>
			(await client().get<{ data: Interaction[]; total?: number }>(`/interactions${query}`)).data,
		idsOf: async (query: string) => {
			const { data } = await client().get<{ data: Interaction[] }>(`/interactions${query}`);
			return data.data.map(({ id }) => id);
		},
	};
}
