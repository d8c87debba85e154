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

/** The next POST to such a path is carried out, and its answer lost. */
export function loseAnswer({ faults }: CrmApp, path: RegExp): void {
	faults.add({ kind: 'reset', afterWork: true, method: 'POST', path });
}
