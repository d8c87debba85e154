import { sleep } from 'n8n-workflow';

import type { Kiamo } from '../../shared/transport/client';
import { addressOf } from '../../shared/transport/credential';
import type { Failure } from '../../shared/transport/failure';
import { listRows } from '../../shared/transport/pages';
import { readPhone } from '../../shared/values/phone';
import { foldText, isBlank } from '../../shared/values/text';
import type { Found } from '../../shared/writing/arrayWriter';
import { hides, isSample } from '../../shared/writing/hides';
import { withLock } from '../../shared/writing/mutex';
import type { Creation } from './newInteraction';
import type { Interaction } from '../../shared/operation/interactions';

/** References are asked for by so many at once, and in addresses that any server takes. */
const mostReferences = 100;
const longestQuery = 6_000;
/** How long to wait before each look for what may still arrive, in milliseconds. */
const waits = [0, 500, 1_500, 3_000];
/** An interaction that is older than this when it is looked for was not created by this run, whatever the clocks. */
const oldMs = 10 * 60_000;
/** How often a creation is sent again at most. */
const mostResends = 2;

/**
 * The interactions of a service with one of these references, by reference. There is no window of time in the question, as
 * clocks differ and a list by time may show rows late.
 */
export async function findByReference(
	kiamo: Kiamo,
	serviceId: string,
	references: string[],
): Promise<Map<string, Interaction[]>> {
	const found = new Map<string, Interaction[]>();
	for (const reference of inChunks([...new Set(references)])) {
		const written = new Map(reference.map((each) => [inOneForm(each), each]));
		const query = { service_id: [serviceId], reference };
		const rows = await listRows(kiamo, 'listInteractions', { query });
		if (rows.every((row) => row.reference === undefined)) {
			const read = async ({ id }: Interaction) =>
				await kiamo.attempt('getInteraction', { path: { interactionId: id } });
			if (await hides(rows.filter(isSample), read, (row) => !isBlank(row.reference)))
				throw new RangeError("Couldn't look for the reference: the list of Kiamo doesn't show references");
		}
		const isOneForm = rows.every((row) => written.has(inOneForm(row.reference)));
		for (const row of rows) {
			const given = row.reference ?? '';
			// A server that shows none but those that were asked for may write them in its own way.
			const own = isOneForm && !reference.includes(given) ? String(written.get(inOneForm(given))) : given;
			if (String(row.service_id) === serviceId) found.set(own, [...(found.get(own) ?? []), row]);
		}
	}
	return found;
}

const inOneForm = (reference: unknown) => foldText(reference).toLowerCase();

function inChunks(references: string[]): string[][] {
	const chunks: string[][] = [];
	let length = 0;
	for (const reference of references) {
		const added = encodeURIComponent(reference).length + '&reference='.length;
		const chunk = chunks.at(-1);
		length += added;
		if (chunk && chunk.length < mostReferences && length <= longestQuery) {
			chunk.push(reference);
		} else {
			chunks.push([reference]);
			length = added;
		}
	}
	return chunks;
}

/**
 * Creates in a service; where references are looked for before, one run after the other: two that look at once would both
 * find nothing, and create twice.
 */
export async function withReferencesLock<Result>(
	{ connection }: Kiamo,
	creations: Creation[],
	work: () => Promise<Result>,
): Promise<Result> {
	if (creations.every(({ ifExists }) => ifExists === 'create')) return await work();
	const [{ serviceId }] = creations;
	return await withLock(`${addressOf(connection.credential, 'interaction')} references ${serviceId}`, work);
}

/**
 * Tells what became of creations whose answer was lost, by their references. What is not there after a while was not
 * carried out, unless Kiamo may still be at work on it: an array comes as a whole, and after a time-out it may come late.
 */
export class ReferenceFinder {
	/** Interactions that are accounted for, so that another's is not taken for ours. */
	readonly known = new Set<string>();

	/** When each was sent for the first time, and how often. */
	private readonly sends = new Map<Creation, { first: number; count: number }>();

	constructor(
		private readonly kiamo: Kiamo,
		private readonly serviceId: string,
	) {}

	async find(creations: Creation[], since: number, failure: Failure): Promise<Array<Found<Interaction>>> {
		const wanted = creations.filter(({ reference }) => reference !== '');
		const found = new Map<Creation, Found<Interaction>>();
		// What is refused does not come later.
		for (const wait of wanted.length > 0 ? waits.slice(0, failure.mayHaveWritten ? 4 : 1) : []) {
			await sleep(wait, this.kiamo.connection.signal);
			await this.look(wanted, found, since);
			if (wanted.every((creation) => found.get(creation) !== 'notWritten')) break;
		}
		const isSurelyNotThere =
			failure.mayHaveWritten &&
			!mayStillWork(failure) &&
			wanted.every((creation) => found.get(creation) === 'notWritten');
		return creations.map((creation) => {
			const what = found.get(creation);
			const isToSend = isSurelyNotThere && this.sendsOf(creation, since).count++ < mostResends;
			return what === 'notWritten' && !isToSend ? undefined : what;
		});
	}

	private sendsOf(creation: Creation, since: number): { first: number; count: number } {
		const sends = this.sends.get(creation) ?? { first: since, count: 0 };
		this.sends.set(creation, sends);
		return sends;
	}

	private async look(
		wanted: Creation[],
		found: Map<Creation, Found<Interaction>>,
		sentAt: number,
	): Promise<void> {
		const missing = wanted.filter((creation) => typeof found.get(creation) !== 'object');
		const since = Math.min(...missing.map((creation) => this.sendsOf(creation, sentAt).first));
		const references = missing.map(({ reference }) => reference);
		const rows = await findByReference(this.kiamo, this.serviceId, references);
		for (const creation of missing) {
			// Where the reference was looked for before, whatever is there now came later.
			const isOurs = ({ created_at }: Interaction) =>
				creation.ifExists !== 'create' || Date.parse(created_at) >= since;
			const candidates = (rows.get(creation.reference) ?? [])
				.filter(({ id }) => !this.known.has(String(id)))
				.filter((row) => isOurs(row) || Date.parse(row.created_at) > since - oldMs);
			const row = candidates.find(
				(candidate) => isOurs(candidate) && this.goesTo(candidate, creation.body.destination),
			);
			if (row) this.known.add(String(row.id));
			// One that goes elsewhere, or seems a little too old, may be ours all the same.
			found.set(creation, row ? { row } : candidates.length > 0 ? undefined : 'notWritten');
		}
	}

	private goesTo({ destination, customer }: Interaction, wanted: string): boolean {
		const { country } = this.kiamo;
		const [there, ours] = [destination ?? customer ?? wanted, wanted].map(
			(text) => readPhone(text, country) ?? text.trim().toLowerCase(),
		);
		return there === ours;
	}
}

/** Whether Kiamo may carry the request out later than now: nobody said that it is over. */
function mayStillWork({ cause }: Failure): boolean {
	if (cause.kind === 'unreachable') return /TIMEDOUT|ECONNABORTED/.test(cause.code);
	return cause.kind === 'refused' && cause.status === 504;
}
