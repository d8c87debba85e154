import type { components } from '../../contract/generated/wire';

type Attachment = Required<components['schemas']['Attachment']>;
export type Kind = Attachment['kind'];

interface AttachmentRow extends Omit<Attachment, 'ready' | 'size' | 'created_at'> {
	/** Milliseconds. */
	createdAt: number;
	readyAt: number;
	size: number;
	content?: Buffer;
}

/** What an attachment is made with; what is not given fits its kind. */
export interface NewAttachment {
	kind?: Kind;
	name?: string;
	mime_type?: string;
	/** Bytes. */
	size?: number;
	content?: Buffer;
}

const ofKind = {
	recording: { mime_type: 'audio/wav', extension: 'wav', size: 16_044 },
	voicemail: { mime_type: 'audio/wav', extension: 'wav', size: 8_044 },
	file: { mime_type: 'application/pdf', extension: 'pdf', size: 4_000 },
};

/** A tone of 440 Hz as WAV: one channel, 8 bits, 8,000 samples a second. */
function tone(size: number): Buffer {
	const wav = Buffer.alloc(size);
	const samples = Math.max(0, size - 44);
	for (let at = 0; at < samples; at++) wav[44 + at] = 128 + 64 * Math.sin((at * 440 * 2 * Math.PI) / 8000);
	if (size < 44) return wav;
	wav.write('RIFF', 0);
	wav.writeUInt32LE(size - 8, 4);
	wav.write('WAVEfmt ', 8);
	wav.writeUInt32LE(16, 16);
	for (const [value, at] of [
		[1, 20],
		[1, 22],
		[1, 32],
		[8, 34],
	]) {
		wav.writeUInt16LE(value, at);
	}
	wav.writeUInt32LE(8000, 24);
	wav.writeUInt32LE(8000, 28);
	wav.write('data', 36);
	wav.writeUInt32LE(samples, 40);
	return wav;
}

/** The recordings, voicemails and files of the interactions. */
export class Attachments {
	private readonly byInteraction = new Map<number, AttachmentRow[]>();
	private lastId = 0;

	add(interactionId: number, given: NewAttachment, createdAt: number, readyAt: number): number {
		const { kind = 'recording', content } = given;
		const { extension, ...plain } = ofKind[kind];
		const id = ++this.lastId;
		const name = `${kind}-${interactionId}-${id}.${extension}`;
		const size = content?.length ?? given.size ?? plain.size;
		const row = { name, ...plain, ...given, id, kind, size, createdAt, readyAt };
		this.byInteraction.set(interactionId, [...this.rows(interactionId), row]);
		return id;
	}

	/** The attachments of an interaction as they are at a moment, by id. */
	list(interactionId: number, now: number): Attachment[] {
		return this.rows(interactionId).map(({ id, kind, name, mime_type, size, createdAt, readyAt }) => {
			const ready = readyAt <= now;
			const created_at = new Date(createdAt).toISOString();
			return { id, kind, name, mime_type, size: ready ? size : null, ready, created_at };
		});
	}

	bytes(interactionId: number, attachmentId: number): Buffer {
		const row = this.rows(interactionId).find(({ id }) => id === attachmentId);
		if (!row) throw new Error(`Interaction ${interactionId} has no attachment ${attachmentId}`);
		if (row.content) return row.content;
		return row.mime_type === 'audio/wav' ? tone(row.size) : Buffer.alloc(row.size, '%PDF-1.4 simulated ');
	}

	private rows(interactionId: number): readonly AttachmentRow[] {
		return this.byInteraction.get(interactionId) ?? [];
	}
}
