import type { Simulator } from '../../simulator';
import type { Session } from '../sandbox/session';
import type { Cluster } from './cluster';

/** What the acts of the test take place in. */
export interface World {
	cluster: Cluster;
	session: Session;
	simulator: Simulator;
	credential: { id: string; name: string };
	/** The base that customers are written to, and that is watched. */
	baseId: string;
	/** When watching began, in milliseconds. */
	began: number;
	/** Interactions that came since then. */
	interactions: number[];
}
