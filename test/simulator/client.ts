import axios, { type AxiosInstance } from 'axios';
import { startSimulator, type Contact, type Simulator, type SimulatorOptions } from '../../simulator';

export interface Page {
	data: Contact[];
	total?: number;
}

export interface ErrorBody {
	code: number;
	message: string;
	errors?: Array<{ field: string; message: string }>;
}

/** A client that takes every status as an answer. */
export function clientOf({ apiUrl, token }: Simulator, headers: Record<string, string> = {}): AxiosInstance {
	return axios.create({
		baseURL: apiUrl,
		headers: { 'Kiamo-Api-Token': token, ...headers },
		validateStatus: () => true,
		proxy: false,
	});
}

/** The text of an answer that never ends, as far as the blank space after what it says. */
export async function readDripping({ apiUrl, token }: Simulator, path: string): Promise<string> {
	const response = await fetch(apiUrl + path, { headers: { 'Kiamo-Api-Token': token } });
	let text = '';
	for await (const chunk of response.body ?? []) {
		text += Buffer.from(chunk as Uint8Array).toString();
		if (text.endsWith('  ')) break;
	}
	return text;
}

/** Starts a simulator before each test of a file; after each, nothing may have been off the contract. */
export function useSimulator(options: SimulatorOptions = {}) {
	const held: { simulator?: Simulator } = {};
	const simulator = () => {
		if (!held.simulator) throw new Error('The simulator runs only within a test');
		return held.simulator;
	};
	beforeEach(async () => {
		held.simulator = await startSimulator({ contacts: 20, ...options });
	});
	afterEach(async () => {
		const { contractViolations } = simulator();
		await simulator().close();
		expect(contractViolations).toEqual([]);
	});
	return {
		simulator,
		client: () => clientOf(simulator()),
		baseId: () => simulator().bases[0].id,
		contactsPath: () => `/bases/${simulator().bases[0].id}/contacts`,
	};
}
