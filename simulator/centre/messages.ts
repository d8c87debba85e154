import type { components } from '../../contract/generated/wire';
import type { InteractionRow } from './interactionSteps';

export type Message = Required<components['schemas']['Message']>;

const questions = [
	'Bonjour, je n’ai toujours pas reçu ma commande. Pouvez-vous m’indiquer où elle en est ?',
	'Bonjour, le montant de ma dernière facture ne correspond pas au devis. Merci de vérifier.',
	'Bonsoir, mon appareil ne s’allume plus depuis hier soir. Que dois-je faire ?',
	'Bonjour, je souhaite modifier mon adresse de livraison. Est-ce encore possible ?',
];
const answers = [
	'Bonjour, je regarde tout de suite et je reviens vers vous.',
	'Bonjour, votre demande a bien été prise en compte. Bonne journée !',
	'Bonjour, un technicien vous rappellera demain matin.',
];

/** What customer and agent wrote. */
export class Messages {
	private readonly byInteraction = new Map<number, Message[]>();

	add(
		{ id, channel, label, agent_id }: InteractionRow,
		{ author, text }: Pick<Message, 'author'> & { text?: string },
		at: number,
	): Message {
		const earlier = this.list(id);
		const texts = author === 'agent' ? answers : questions;
		const message = {
			id: `${id}_${earlier.length + 1}_${at}`,
			author,
			agent_id: author === 'agent' ? agent_id : null,
			subject: channel === 'mail' ? (label ?? 'Votre demande') : null,
			text: text ?? texts[(id + earlier.length) % texts.length],
			created_at: new Date(at).toISOString(),
		};
		this.byInteraction.set(id, [...earlier, message]);
		return message;
	}

	/** The messages of an interaction in the order they were written. */
	list(interactionId: number): readonly Message[] {
		return this.byInteraction.get(interactionId) ?? [];
	}
}
