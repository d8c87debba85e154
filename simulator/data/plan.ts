import type { Planning } from '../centre/planning';
import { dayOf, momentOf, weekdayOf } from '../paris';

const [work, pause, training, meeting, leave] = [1, 2, 3, 4, 5];

/** A day's times, with the activity that fills what lies between two of them. */
type Day = Array<string | number>;

const early: Day = ['08:00', work, '11:30', pause, '12:30', work, '16:00'];
const middle: Day = ['09:00', work, '12:30', pause, '13:30', work, '17:30'];
const late: Day = ['11:00', work, '14:00', pause, '15:00', work, '19:00'];
const withMeeting: Day = ['09:00', meeting, '10:00', work, '12:30', pause, '13:30', work, '17:30'];
const withTraining: Day = ['09:00', work, '12:00', pause, '13:30', training, '17:30'];

/** What an agent, by the place in the list of agents, does on a day of the week, 1 for Monday. */
function dayFor(place: number, weekday: number): Day {
	if (weekday === 7 || (weekday === 6 && place % 3)) return [];
	if (weekday === 2 && place % 4 === 1) return withMeeting;
	if (weekday === 4 && place % 5 === 2) return withTraining;
	return [early, middle, late][place % 3];
}

/** Plans the shifts of the agents from three days before a moment to six days after it; the last agent is on leave. */
export function planWeek(planning: Planning, agentIds: readonly number[], around: Date): void {
	const at = momentOf(dayOf(around, -10), '17:00');
	for (const [place, agent_id] of agentIds.entries()) {
		for (let daysLater = -3; daysLater <= 6; daysLater++) {
			const day = dayOf(around, daysLater);
			const isAway = place > 0 && place === agentIds.length - 1;
			const parts = isAway ? ['08:00', leave, '18:00'] : dayFor(place, weekdayOf(day));
			for (let part = 1; part < parts.length; part += 2) {
				const start = momentOf(day, String(parts[part - 1]));
				const end = momentOf(day, String(parts[part + 1]));
				planning.plan({ agent_id, activity_id: Number(parts[part]), start, end }, { at });
			}
		}
	}
}
