import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { N8n } from '../../../scripts/sandbox/n8n';
import { until } from '../../../scripts/sandbox/until';
import {
	postgresDatabase,
	postgresUser,
	startPostgres,
	startRedis,
	type Server,
} from '../../../scripts/sandbox/servers';

const durable = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** An n8n in queue mode: a main, two workers, and the Redis and the PostgreSQL that they share. */
export class Cluster {
	private constructor(
		readonly main: N8n,
		private readonly workers: N8n[],
		readonly postgres: Server,
		private readonly redis: Server,
	) {}

	/** Starts all of it, with the packed package in the main and in each worker. */
	static async start(tarball: string): Promise<Cluster> {
		const [redis, postgres] = [await startRedis(), await startPostgres()];
		const environment = {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: `${redis.port}`,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: `${postgres.port}`,
			DB_POSTGRESDB_USER: postgresUser,
			DB_POSTGRESDB_DATABASE: postgresDatabase,
			N8N_ENCRYPTION_KEY: randomUUID(),
			...durable,
		};
		const names = ['main', 'worker-1', 'worker-2'];
		const [main, ...workers] = await Promise.all(
			names.map(async (name, index) => {
				const command = index === 0 ? 'start' : 'worker';
				const n8n = await N8n.prepare({ user: `queue-${name}`, fresh: true, environment, command });
				await n8n.installPackage(tarball);
				return n8n;
			}),
		);
		await main.start();
		for (const worker of workers) await worker.start();
		return new Cluster(main, workers, postgres, redis);
	}

	/** Kills the worker that runs an execution, as a power cut would, and starts it again. */
	async killWorkerOf(executionId: string): Promise<void> {
		const started = new RegExp(`Worker started execution ${executionId} `);
		const worker = await until(
			'A worker that has begun',
			async () => this.workers.find(({ log }) => started.test(readFileSync(log, 'utf8'))),
			{ interval: 10 },
		);
		await worker.kill();
		await worker.start();
	}

	async close(): Promise<void> {
		for (const n8n of [...this.workers, this.main]) await n8n.stop();
		await this.redis.close();
		await this.postgres.close();
	}
}
