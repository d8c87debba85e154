import type { Random } from '../random';
import type { Interaction } from './interactionSteps';

/** Milliseconds around a median, a few of them much longer (log-normal). */
function about(random: Random, median: number, spread: number): number {
	const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
	return Math.round(median * 1000 * Math.exp(spread * normal));
}

/** Milliseconds until the next of so many an hour (exponential). */
export const untilNext = (random: Random, perHour: number) =>
	Math.max(1, Math.round((-Math.log(1 - random.next()) * 3_600_000) / perHour));

type Seconds = Record<string, number | undefined>;
const handling: Seconds = { call: 210, mail: 360, chat: 420, messaging: 300, social: 240 };
const usualWaitSeconds: Seconds = {
	call: 150,
	mail: 5 * 86_400,
	chat: 240,
	messaging: 86_400,
	social: 86_400,
};

/** How long an interaction goes on with its agent. */
export const handlingOf = (channel: Interaction['channel'], random: Random) =>
	about(random, handling[channel] ?? 300, 0.7);

/** How long a customer waits before giving up. */
export const patienceOf = (channel: Interaction['channel'], random: Random) =>
	about(random, usualWaitSeconds[channel] ?? 86_400, 0.9);

export const ringingOf = (random: Random) => 2000 + random.integer(6000);

export const wrapUpOf = (random: Random) => about(random, 25, 0.6);

/** How long after the end a recording is ready. */
export const recordingDelay = (random: Random) => 15_000 + random.integer(90_000);

export const pauseOf = (random: Random) => about(random, 480, 0.4);
