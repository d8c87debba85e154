import type { Simulator } from '../../simulator';

/** Opens a service that no other scenario touches. Returns its id. */
export function openService(simulator: Simulator, name: string): number {
	const { services } = simulator.centre;
	const id = Math.max(...services.map((service) => service.id)) + 1;
	services.push({ ...simulator.centre.service(1), id, name, groups: [1], weight: 0 });
	return id;
}

/** Lets customers call a service; they wait. Returns the ids of the calls. */
export function callIn(simulator: Simulator, service: number, calls: number): number[] {
	return Array.from({ length: calls }, () => simulator.centre.receive({ service }).id);
}
