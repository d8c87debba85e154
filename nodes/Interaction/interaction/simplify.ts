import type { IDataObject } from 'n8n-workflow';

import type { components } from '../../../contract/generated/types';
import { toLocal } from '../../shared/values/zones';

export type Interaction = components['schemas']['Interaction'];

const blank = {
	id: null,
	status: null,
	channel: null,
	direction: null,
	service_id: null,
	agent_id: null,
	base_id: null,
	contact_id: null,
	customer: null,
	destination: null,
	dialled: null,
	reference: null,
	label: null,
	priority: null,
	created_at: null,
	scheduled_date: null,
	scheduled_date_local: null,
	answered_at: null,
	ended_at: null,
	qualified_at: null,
	updated_at: null,
	waiting_seconds: null,
	handling_seconds: null,
	wrap_up_seconds: null,
	qualification_id: null,
	qualification_label: null,
	qualification_category: null,
	comment: null,
	has_recording: null,
	has_voicemail: null,
};

/**
 * Makes an interaction, or what is known of one, flat: its qualification and user data become fields of their own
 * (`userdata_…`), and the scheduled date is there as clocks in the time zone show it, too.
 */
export function simplifyInteraction(interaction: Partial<Interaction>, zone: string): IDataObject {
	const { qualification, userdata, ...rest } = interaction;
	const ofUser = Object.entries(userdata ?? {}).map(([name, value]) => [`userdata_${name}`, value] as const);
	return {
		...blank,
		...rest,
		scheduled_date_local: toLocal(interaction.scheduled_date, zone),
		qualification_id: qualification?.id ?? null,
		qualification_label: qualification?.label ?? null,
		qualification_category: qualification?.category ?? null,
		...Object.fromEntries(ofUser),
	};
}
