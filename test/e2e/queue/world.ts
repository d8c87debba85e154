import type { Session } from '../../../scripts/sandbox/session';
import type { Simulator } from '../../../simulator';
import type { Cluster } from './cluster';

/** What the steps of the test share. */
export interface World {
	cluster: Cluster;
	session: Session;
	simulator: Simulator;
	credential: { id: string; name: string };
	/** The base that customers are written to, and that is watched. */
	baseId: string;
	/** When watching started, in milliseconds. */
	startedAt: number;
	/** Interactions since then. */
	interactions: number[];
}
