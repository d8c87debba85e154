import type { components } from '../../contract/generated/wire';

type Schemas = components['schemas'];
export type Service = Schemas['Service'];

/** A service and what only the centre knows of it. */
export interface SeededService extends Service {
	/** The groups whose agents take its interactions. */
	groups: number[];
	/** What customers dial or write to. */
	address: string;
	/** Its share of the traffic. */
	weight: number;
	qualifications: Schemas['Qualification'][];
}

const qualification = (id: number, label: string, category: string | null = null) => ({
	id,
	label,
	category,
});

const information = [
	qualification(3, 'Demande traitée', 'Information'),
	qualification(5, 'Suivi de commande', 'Information'),
	qualification(6, 'Question de facturation', 'Information'),
];
const followUp = [qualification(4, 'À rappeler', 'Suivi'), qualification(7, 'Transmis au commerce', 'Suivi')];
const complaint = [qualification(9, 'Réclamation')];
const support = [
	qualification(11, 'Panne résolue', 'Support technique'),
	qualification(12, 'Intervention à planifier', 'Support technique'),
	qualification(13, 'Mauvaise utilisation', 'Support technique'),
];
const outbound = [
	qualification(21, 'Joint, accord', 'Rappel'),
	qualification(22, 'Joint, refus', 'Rappel'),
	qualification(23, 'Absent ou répondeur', 'Rappel'),
	qualification(24, 'Faux numéro', 'Rappel'),
];

const service = (
	id: number,
	name: string,
	channel: Service['channel'],
	direction: Service['direction'],
	rest: Omit<SeededService, keyof Service> & { open?: boolean },
): SeededService => ({ id, name, channel, direction, open: true, ...rest });

/** The services of the contact center; the same for every seed. */
export const seedServices = (): SeededService[] => [
	service(1, 'Accueil', 'call', 'inbound', {
		groups: [1],
		address: '+33170360010',
		weight: 30,
		qualifications: [...information, ...followUp, ...complaint],
	}),
	service(2, 'Service clients', 'call', 'inbound', {
		groups: [1, 2],
		address: '+33170360020',
		weight: 30,
		qualifications: [...information, ...followUp, ...complaint],
	}),
	service(3, 'Support technique', 'call', 'inbound', {
		groups: [2],
		address: '+33170360030',
		weight: 15,
		qualifications: [...support, ...followUp, ...complaint],
	}),
	service(4, 'Rappels', 'call', 'outbound', {
		groups: [1, 2],
		address: '+33170360040',
		weight: 0,
		qualifications: [...outbound, ...followUp],
	}),
	service(7, 'E-mails', 'mail', 'inbound', {
		groups: [3],
		address: 'contact@centre.example',
		weight: 15,
		qualifications: [...information, ...complaint],
	}),
	service(8, 'WhatsApp', 'messaging', 'inbound', {
		groups: [3],
		address: '33170360080',
		weight: 5,
		qualifications: [...information, ...complaint],
	}),
	service(12, 'Chat du site', 'chat', 'inbound', {
		groups: [3],
		address: 'www.centre.example',
		weight: 5,
		open: false,
		qualifications: [...information, ...support],
	}),
];

const agent = (
	id: number,
	first_name: string,
	last_name: string,
	login: string,
	group_ids: number[],
	skills: Array<[id: number, level: number]> = [],
) => ({
	id,
	login,
	first_name,
	last_name,
	email: `${login}@centre.example`,
	extension: String(6100 + id),
	enabled: true,
	group_ids,
	skills: skills.map(([skill, level]) => ({ id: skill, name: skillNames.get(skill) ?? '', level })),
});

const skillNames = new Map([
	[1, 'Anglais'],
	[2, 'Espagnol'],
	[3, 'Facturation'],
	[4, 'Technique'],
	[5, 'Rédaction'],
]);

/** The agents, groups, skills, reasons for a pause and activities; the same for every seed. */
export const seedStaff = () => ({
	groups: [
		{ id: 1, name: 'Accueil et conseil' },
		{ id: 2, name: 'Support' },
		{ id: 3, name: 'Numérique' },
	] satisfies Array<Schemas['Group']>,
	skills: [...skillNames].map(([id, name]) => ({ id, name })) satisfies Array<Schemas['Skill']>,
	agents: [
		agent(1, 'Nadège', 'Arnaud', 'narnaud', [1], [[1, 8]]),
		agent(2, 'Éloïse', 'Le Bihan', 'elebihan', [1, 2], [[3, 6]]),
		agent(3, 'Karim', 'Benali', 'kbenali', [2], [[4, 9]]),
		agent(5, 'François', 'Payet', 'fpayet', [1]),
		{ ...agent(8, 'Jérémie', "L'Hôte", 'jlhote', [2]), enabled: false },
		agent(9, 'Inès', 'Marchand', 'imarchand', [1], [[2, 7]]),
		agent(10, 'Sébastien', 'Rousseau', 'srousseau', [2], [[4, 5]]),
		agent(11, 'Chloé', 'Da Silva', 'cdasilva', [3], [[5, 8]]),
		agent(12, 'Mamadou', 'Diallo', 'mdiallo', [3], [[1, 6]]),
		agent(13, 'Hélène', 'Gauthier', 'hgauthier', [3], [[5, 10]]),
		agent(14, 'Lucas', 'Fontaine', 'lfontaine', [1, 3]),
		agent(15, 'Aurélie', 'N’Guyen', 'anguyen', [2]),
	] satisfies Array<Schemas['Agent']>,
	pauseReasons: [
		{ id: 1, label: 'Pause café' },
		{ id: 2, label: 'Déjeuner' },
		{ id: 3, label: 'Formation' },
		{ id: 4, label: 'Réunion' },
		{ id: 5, label: 'Travail administratif' },
	] satisfies Array<Schemas['PauseReason']>,
	activities: [
		{ id: 1, name: 'Production', kind: 'work', paid: true, color: '#2e7d32' },
		{ id: 2, name: 'Pause', kind: 'break', paid: true, color: '#f9a825' },
		{ id: 3, name: 'Formation', kind: 'training', paid: true, color: '#1565c0' },
		{ id: 4, name: 'Réunion', kind: 'meeting', paid: true, color: null },
		{ id: 5, name: 'Congés', kind: 'absence', paid: false, color: '#9e9e9e' },
	] satisfies Array<Schemas['Activity']>,
});

/** The states that the agents are in when the clock starts, and for how many minutes; the others are logged out. */
export const seedStates: ReadonlyArray<{
	agentId: number;
	state: 'available' | 'paused';
	pause_reason_id?: number;
	minutes: number;
}> = [
	{ agentId: 1, state: 'available', minutes: 12 },
	{ agentId: 2, state: 'available', minutes: 3 },
	{ agentId: 3, state: 'available', minutes: 7 },
	{ agentId: 5, state: 'paused', pause_reason_id: 1, minutes: 6 },
	{ agentId: 9, state: 'available', minutes: 1 },
	{ agentId: 10, state: 'available', minutes: 25 },
	{ agentId: 11, state: 'available', minutes: 4 },
	{ agentId: 12, state: 'paused', pause_reason_id: 5, minutes: 18 },
	{ agentId: 13, state: 'available', minutes: 9 },
];
