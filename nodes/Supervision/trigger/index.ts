import type { CommonOptions } from '../../shared/polling/settings';
import type { EventSource } from '../../shared/polling/eventSource';
import type { Trigger } from '../../shared/polling/trigger';
import { alarms } from './alarms';
import { openings } from './openings';
import { openSetup, type Setup } from './setup';

/** The Kiamo Supervision Trigger: each rule is watched by itself. */
export const supervisionTrigger: Trigger<CommonOptions, Setup> = {
	openSetup,
	sourcesOf: ({ rules }) =>
		rules.map((rule): EventSource<Setup> => ('limits' in rule ? alarms(rule) : openings(rule))),
};
