import type { Simulator } from '../../simulator';

/** Moves n8n's clock together with that of a simulator. Good for one test: `jest.restoreAllMocks()` ends it. */
export function moveClocks(simulator: () => Simulator) {
	const real = Date.now.bind(Date);
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
	return {
		/** Lets time pass in both places. */
		pass: (milliseconds: number) => {
			ahead += milliseconds;
			simulator().clock.advance(milliseconds);
		},
	};
}
