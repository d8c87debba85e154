import { contactManager } from './contactManager';
import type { Handlers } from './contract';
import { otherApis } from './otherApis';

/** What answers each operation of the contract, by its operationId. */
export const handlers: Partial<Handlers> = { ...contactManager, ...otherApis };
