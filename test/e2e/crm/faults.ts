import { crmBadDay, type CrmApp } from '../../../simulator/crm/app';

/** Lets requests of a CRM fail from when it is called on; what that returns ends it and counts the faults. */
export function badDayOf({ faults }: CrmApp, seed: number) {
	return () => {
		const badDay = faults.random({ rate: 0.2, seed, faults: crmBadDay });
		return () => {
			badDay.stop();
			return badDay.hits;
		};
	};
}

interface Watched {
	onRequest: (text: string) => Promise<void> | void;
}

/** Calls `run` once, at the next request with such a text. This one, and those that come meanwhile, are answered after it. */
export function atNextRequest(watched: Watched, text: RegExp, run: () => Promise<void>): void {
	let isDone: Promise<void> | undefined;
	watched.onRequest = async (asked) => {
		if (!text.test(asked)) return;
		isDone ??= run();
		await isDone;
	};
}

/** The next POST to such a path is carried out, and its answer lost. */
export function loseAnswer({ faults }: CrmApp, path: RegExp): void {
	faults.add({ kind: 'reset', afterWork: true, method: 'POST', path });
}
