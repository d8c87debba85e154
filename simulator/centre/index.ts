import type { Environment } from '../environment';
import type { Base } from '../store/contacts';
import { seedHistory } from './history';
import { Indicators } from './indicators';
import { Lifecycle } from './lifecycle';
import { Traffic } from './traffic';

export interface CentreOptions {
	/** Past interactions. */
	history: number;
	/** Interactions that customers begin in an hour. */
	traffic: number;
}

/** The contact center of a simulated Kiamo. */
export class Centre extends Lifecycle {
	readonly indicators = new Indicators(this);

	constructor(env: Environment, seed: number, bases: readonly Base[], { history, traffic }: CentreOptions) {
		super(env);
		const until = env.now().getTime();
		if (history) this.seedPast = () => seedHistory(this, { seed, bases, size: history, until });
		if (traffic) new Traffic(this, bases, seed, traffic).begin();
	}
}
