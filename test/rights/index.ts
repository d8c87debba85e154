import { activityPlanningUses } from './activityPlanning';
import { activityPlanningTriggerUses } from './activityPlanningTrigger';
import { agentUses } from './agent';
import { agentTriggerUses } from './agentTrigger';
import { contactManagerUses } from './contactManager';
import { contactManagerTriggerUses } from './contactManagerTrigger';
import { interactionUses } from './interaction';
import { interactionTriggerUses } from './interactionTrigger';
import { supervisionUses } from './supervision';
import { supervisionTriggerUses } from './supervisionTrigger';
import type { NodeUses } from './use';

/** What each node of the package asks of Kiamo. */
export const allUses: NodeUses[] = [
	contactManagerUses,
	contactManagerTriggerUses,
	interactionUses,
	interactionTriggerUses,
	agentUses,
	agentTriggerUses,
	supervisionUses,
	supervisionTriggerUses,
	activityPlanningUses,
	activityPlanningTriggerUses,
];
