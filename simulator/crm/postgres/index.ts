import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The SQL that makes the tables which the workflows for PostgreSQL expect. */
export const readSql = (): string => readFileSync(join(__dirname, 'tables.sql'), 'utf8');
