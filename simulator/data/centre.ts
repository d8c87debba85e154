import type { components } from '../../contract/generated/types';

type Schemas = components['schemas'];

interface Centre {
	services: Schemas['Service'][];
	agents: Schemas['Agent'][];
	activities: Schemas['Activity'][];
}

const agent = (id: number, first_name: string, last_name: string, login: string, enabled = true) => {
	return { id, login, first_name, last_name, email: `${login}@centre.example`, enabled };
};

/** The services, agents and activities of the contact centre; the same for every seed. */
export function seedCentre(): Centre {
	return {
		services: [
			{ id: 1, name: 'Accueil', channel: 'call', direction: 'inbound', open: true },
			{ id: 2, name: 'Service clients', channel: 'call', direction: 'inbound', open: true },
			{ id: 4, name: 'Rappels', channel: 'call', direction: 'outbound', open: true },
			{ id: 7, name: 'E-mails', channel: 'mail', direction: 'inbound', open: true },
			{ id: 12, name: 'Chat du site', channel: 'chat', direction: 'inbound', open: false },
		],
		agents: [
			agent(1, 'Nadège', 'Arnaud', 'narnaud'),
			agent(2, 'Éloïse', 'Le Bihan', 'elebihan'),
			agent(3, 'Karim', 'Benali', 'kbenali'),
			agent(5, 'François', 'Payet', 'fpayet'),
			agent(8, 'Jérémie', "L'Hôte", 'jlhote', false),
		],
		activities: [
			{ id: 1, name: 'Production', kind: 'work', paid: true, color: '#2e7d32' },
			{ id: 2, name: 'Pause', kind: 'break', paid: true, color: '#f9a825' },
			{ id: 3, name: 'Formation', kind: 'training', paid: true, color: '#1565c0' },
			{ id: 4, name: 'Réunion', kind: 'meeting', paid: true, color: null },
			{ id: 5, name: 'Congés', kind: 'absence', paid: false, color: '#9e9e9e' },
		],
	};
}
